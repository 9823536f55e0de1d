import { ApiProblem } from "../../api.ts";
import { fill, fillCount, type Language } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { BoardCopy } from "./copy/board.ts";
import { QueueCharts } from "./queue-charts.tsx";
import { QueueTable } from "./queue-table.tsx";
import { longestWait, type QueueReport } from "./queues.ts";
import { type RunFilter, runsPath } from "./runs.ts";
import { spanWords } from "./span.ts";

interface QueueBoardProps {
  readonly report: QueueReport | ApiProblem;
  readonly filter: RunFilter;
  readonly copy: BoardCopy;
  readonly language: Language;
}

/** Twice as long as a relay waits at most before it asks an engine again. */
const BEHIND_SECONDS = 60;

/** How queues are, and how they were. */
export function QueueBoard({ report, filter, copy, language }: QueueBoardProps) {
  if (report instanceof ApiProblem) {
    return (
      <ErrorState
        title={copy.failed}
        quote={report.requestId}
        action={
          <ButtonLink href={runsPath(filter)} reload>
            {copy.retry}
          </ButtonLink>
        }
      >
        {copy.failedText}
      </ErrorState>
    );
  }
  const { queue } = filter;
  return (
    <Panel
      title={copy.title}
      lead={queue === undefined ? copy.lead : fill(copy.ofQueue, { queue })}
      action={<Windows filter={filter} copy={copy} />}
    >
      <div className="grid gap-6">
        <Facts
          queues={report.queues.filter((one) => queue === undefined || one.queue === queue)}
          relay={report.relay}
          copy={copy}
          language={language}
        />
        {report.relay.lagSeconds > BEHIND_SECONDS && (
          <Notice
            tone="warn"
            isStill
            action={
              <ButtonLink href="/admin/runbooks/outbox-lag" size="small">
                {copy.runbook}
              </ButtonLink>
            }
          >
            {fill(copy.behind, { lag: spanWords(report.relay.lagSeconds * 1_000, language) })}
          </Notice>
        )}
        {report.isCut && (
          <Notice tone="info" isStill>
            {copy.cut}
          </Notice>
        )}
        <QueueCharts report={report} copy={copy} language={language} />
        <QueueTable report={report} filter={filter} copy={copy} language={language} />
      </div>
    </Panel>
  );
}

function Windows({ filter, copy }: Pick<QueueBoardProps, "filter" | "copy">) {
  const { queue, ...others } = filter;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {queue !== undefined && (
        <ButtonLink href={runsPath(others)} size="small" look="quiet">
          {copy.all}
        </ButtonLink>
      )}
      <nav aria-label={copy.window} className="flex gap-1">
        {(["hour", "day"] as const).map((window) => {
          const isShown = window === (filter.window ?? "hour");
          return (
            <ButtonLink
              key={window}
              href={runsPath({ ...filter, window: window === "day" ? window : undefined })}
              size="small"
              look={isShown ? "secondary" : "quiet"}
              {...(isShown && { current: "true" as const })}
            >
              {copy.windows[window]}
            </ButtonLink>
          );
        })}
      </nav>
    </div>
  );
}

interface FactsProps extends Pick<QueueReport, "queues" | "relay"> {
  readonly copy: BoardCopy;
  readonly language: Language;
}

function Facts({ queues, relay, copy, language }: FactsProps) {
  const sum = (of: "waiting" | "running") =>
    queues.reduce((total, queue) => total + queue[of], 0).toLocaleString(language);
  const oldest = longestWait(queues);
  const rows = relay.events + relay.runs;
  const facts = [
    { name: copy.facts.waiting, value: sum("waiting") },
    { name: copy.facts.running, value: sum("running") },
    { name: copy.facts.oldest, value: oldest === null ? copy.none : spanWords(oldest * 1_000, language) },
    {
      name: copy.facts.lag,
      value: rows === 0 ? copy.none : spanWords(relay.lagSeconds * 1_000, language),
      more: rows === 0 ? undefined : fillCount(language, copy.outbox, rows),
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-4">
      {facts.map(({ name, value, more }) => (
        <div key={name} className="min-w-0">
          <dt className="text-13 text-ink-faint">{name}</dt>
          <dd className="text-20 font-semibold text-ink tabular-nums">
            {value}
            {more !== undefined && <span className="block text-13 font-normal text-ink-soft">{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
