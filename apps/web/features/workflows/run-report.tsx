import Link from "next/link";
import type { ReactNode } from "react";
import { fill, type Language } from "../../languages.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Time } from "../../ui/time.tsx";
import type { RunsCopy } from "./copy/runs.ts";
import { RunTimeline } from "./run-timeline.tsx";
import { type RunDetail, type RunFilter, runListPath } from "./runs.ts";

interface RunReportProps {
  readonly run: RunDetail;
  readonly copy: RunsCopy;
  readonly language: Language;
}

/** All that is known of one run. */
export function RunReport({ run, copy, language }: RunReportProps) {
  const words = copy.run;
  return (
    <div className="mt-8 grid gap-6">
      {run.lastError !== null && (
        <Notice tone={run.status === "dead" ? "bad" : "warn"} isStill>
          <p className="font-medium">{copy.lastError}</p>
          <p className="font-mono text-13 [overflow-wrap:anywhere] whitespace-pre-wrap">{run.lastError}</p>
        </Notice>
      )}
      {run.discardReason !== null && (
        <Notice tone="info" isStill>
          <p className="font-medium">{words.discardReason}</p>
          <p className="[overflow-wrap:anywhere]">{run.discardReason}</p>
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Panel title={words.timeline}>
          {run.progress !== null && (
            <div className="mb-5 grid gap-1.5">
              <p className="flex justify-between gap-4 text-14 text-ink tabular-nums">
                <span>{words.progress}</span>
                <span>{fill(words.percent, { percent: String(run.progress) })}</span>
              </p>
              <Progress label={words.progress} part={run.progress / 100} />
            </div>
          )}
          <RunTimeline timeline={run.timeline} moments={words.moments} language={language} />
        </Panel>
        <Panel title={words.facts}>
          <Facts run={run} copy={copy} language={language} />
        </Panel>
      </div>
      <Panel title={words.input} lead={words.inputLead}>
        <pre className="rounded-control bg-well p-4 font-mono text-13 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
          {JSON.stringify(run.input, null, 2)}
        </pre>
      </Panel>
    </div>
  );
}

function Facts({ run, copy, language }: RunReportProps) {
  const words = copy.run;
  const time = (name: string, at: string | null): readonly (readonly [string, ReactNode])[] =>
    at === null ? [] : [[name, <Time key={name} at={at} language={language} />]];
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [
      copy.attempts,
      fill(copy.attempted, { attempts: String(run.attempts), most: String(run.maxAttempts) }) +
        (run.replays === 0 ? "" : `. ${fill(words.replays, { count: String(run.replays) })}`),
    ],
    ...time(words.nextAttempt, run.nextAttemptAt),
    [words.queue, <Like key="queue" filter={{ queue: run.queue }} text={run.queue} />],
    ...(run.tags.length === 0 ? [] : [[words.tags, <Tags key="tags" tags={run.tags} />] as const]),
    ...(run.schedule === null
      ? []
      : [[words.schedule, <Like key="schedule" filter={{ schedule: run.schedule }} text={run.schedule} />] as const]),
    ...(run.concurrencyKey === null ? [] : [[words.concurrencyKey, run.concurrencyKey] as const]),
    ...time(words.dueAt, run.status === "scheduled" ? run.dueAt : null),
    ...time(words.expiresAt, run.expiresAt),
    [
      copy.workspace,
      run.workspaceId === null ? (
        words.none
      ) : (
        <Like key="workspace" filter={{ workspaceId: run.workspaceId }} text={run.workspaceId} />
      ),
    ],
    [words.person, run.personId ?? words.none],
    [words.causedBy, `${run.actor.type} ${run.actor.id}`],
    [words.requestId, run.requestId],
    [words.event, run.eventId ?? words.none],
    [words.engineRunId, run.engineRunId ?? words.none],
  ];
  return (
    <dl className="grid gap-3">
      {facts.map(([name, value]) => (
        <div key={name} className="grid gap-0.5 sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-4">
          <dt className="text-14 text-ink-faint">{name}</dt>
          <dd className="font-mono text-13 [overflow-wrap:anywhere] text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Leads to the runs that have this in common. */
function Like({ filter, text }: { readonly filter: RunFilter; readonly text: string }) {
  return (
    <Link href={runListPath(filter)} className="rounded-control underline underline-offset-4">
      {text}
    </Link>
  );
}

function Tags({ tags }: Pick<RunDetail, "tags">) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {[...new Set(tags)].map((tag) => (
        <Like key={tag} filter={{ tag }} text={tag} />
      ))}
    </span>
  );
}
