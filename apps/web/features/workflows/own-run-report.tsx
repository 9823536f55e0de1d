import { fillCount, type Language } from "../../languages.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Time } from "../../ui/time.tsx";
import type { OwnRunsCopy } from "./copy/own-runs.ts";
import { OWN_TONE, type OwnRunDetail } from "./own-runs.ts";

interface OwnRunReportProps {
  readonly run: OwnRunDetail;
  readonly copy: OwnRunsCopy;
  readonly language: Language;
}

/** What a workspace is told of one piece of its work: how it stands, in a sentence, and when what happened. */
export function OwnRunReport({ run, copy, language }: OwnRunReportProps) {
  const facts: readonly {
    readonly name: string;
    readonly value: string;
    readonly isCode?: true;
    readonly help?: string;
  }[] = [
    { name: copy.tried, value: fillCount(language, copy.attempts, run.attempts) },
    { name: copy.technical, value: run.job, isCode: true },
    { name: copy.id, value: run.id, isCode: true, help: copy.idHelp },
  ];
  return (
    <>
      <Notice tone={OWN_TONE[run.state] ?? "info"} isStill>
        {copy.sentences[run.state]}
        {run.state === "running" && run.progress !== null && (
          <span className="mt-2 block">
            <Progress label={copy.progress} part={run.progress / 100} />
          </span>
        )}
      </Notice>
      <Panel title={copy.timeline}>
        <ol className="grid gap-3">
          {run.timeline.map(({ what, at }) => (
            <li key={what} className="flex items-baseline justify-between gap-4 text-14">
              <span className="text-ink">{copy.moments[what]}</span>
              <span className="text-13 whitespace-nowrap text-ink-soft tabular-nums">
                <Time at={at} language={language} />
              </span>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={copy.facts}>
        <dl className="grid gap-3">
          {facts.map(({ name, value, isCode, help }) => (
            <div key={name} className="grid gap-0.5 sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-4">
              <dt className="text-14 text-ink-faint">{name}</dt>
              <dd className="text-14 [overflow-wrap:anywhere] text-ink">
                {isCode ? <code className="font-mono text-13 select-all">{value}</code> : value}
                {help !== undefined && <span className="block text-13 text-ink-faint">{help}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  );
}
