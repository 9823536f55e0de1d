import type { ReactNode } from "react";
import { fill, type Language } from "../../languages.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Time } from "../../ui/time.tsx";
import type { RunsCopy } from "./copy.ts";
import type { RunDetail } from "./runs.ts";

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
          <ol className="grid gap-3">
            {run.timeline.map(({ what, at }) => (
              <li key={what} className="flex items-baseline justify-between gap-4 text-14">
                <span className="text-ink">{words.moments[what]}</span>
                <span className="text-13 whitespace-nowrap text-ink-soft tabular-nums">
                  <Time at={at} language={language} />
                </span>
              </li>
            ))}
          </ol>
        </Panel>
        <Panel title={words.facts}>
          <Facts run={run} copy={copy} />
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

function Facts({ run, copy }: Pick<RunReportProps, "run" | "copy">) {
  const words = copy.run;
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [
      copy.attempts,
      fill(copy.attempted, { attempts: String(run.attempts), most: String(run.maxAttempts) }) +
        (run.replays === 0 ? "" : `. ${fill(words.replays, { count: String(run.replays) })}`),
    ],
    [copy.workspace, run.workspaceId ?? words.none],
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
