import Link from "next/link";
import { fill, type Language } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import type { BoardCopy } from "./copy/board.ts";
import { perMinute, type Queue, type QueueReport, rateWords } from "./queues.ts";
import { type RunFilter, runListPath, runsPath } from "./runs.ts";
import { spanWords } from "./span.ts";

interface QueueTableProps {
  readonly report: QueueReport;
  readonly filter: RunFilter;
  readonly copy: BoardCopy;
  readonly language: Language;
}

/** Each queue in numbers; its name leads to its charts and its runs. */
export function QueueTable({ report, filter, copy, language }: QueueTableProps) {
  return (
    <Table
      label={copy.queues}
      columns={columnsOf(report, filter, copy, language)}
      rows={report.queues}
      rowKey={({ queue }) => queue}
    />
  );
}

function columnsOf(
  report: QueueReport,
  filter: RunFilter,
  copy: BoardCopy,
  language: Language,
): readonly Column<Queue>[] {
  const { columns } = copy;
  const count = (value: number) =>
    value === 0 ? <span className="text-ink-faint">0</span> : value.toLocaleString(language);
  const percentiles = (found: Queue["start"]) =>
    found === null ? (
      <span className="text-ink-faint">{copy.chart.nothing}</span>
    ) : (
      <span className="whitespace-nowrap tabular-nums">
        {spanWords(found.p50, language)} <span className="@[36rem]:hidden">· </span>
        <span className="text-ink-faint @[36rem]:block @[36rem]:text-12">
          {fill(copy.most, { most: spanWords(found.p95, language) })}
        </span>
      </span>
    );
  return [
    {
      key: "queue",
      title: copy.queue,
      phone: "title",
      cell: ({ queue }) => (
        <Link
          href={runsPath({ ...filter, queue })}
          {...(queue === filter.queue && { "aria-current": "true" as const })}
          className="rounded-control font-mono text-13 underline underline-offset-4 aria-[current]:font-semibold"
        >
          {queue}
        </Link>
      ),
    },
    {
      key: "waiting",
      title: columns.waiting,
      align: "end",
      phone: "side",
      cell: ({ waiting }) => (
        <>
          <span className="hidden text-13 text-ink-faint @max-[36rem]:inline">{columns.waiting} </span>
          {count(waiting)}
        </>
      ),
    },
    { key: "running", title: columns.running, align: "end", cell: ({ running }) => count(running) },
    { key: "retry", title: columns.retry, align: "end", cell: ({ waitingRetry }) => count(waitingRetry) },
    { key: "scheduled", title: columns.scheduled, align: "end", cell: ({ scheduled }) => count(scheduled) },
    {
      key: "dead",
      title: columns.dead,
      align: "end",
      cell: ({ queue, deadLetters }) =>
        deadLetters === 0 ? (
          count(0)
        ) : (
          <Link
            href={runListPath({ queue, state: "dead_letter" })}
            className="rounded-control font-medium text-bad-ink underline underline-offset-4"
          >
            {deadLetters.toLocaleString(language)}
          </Link>
        ),
    },
    {
      key: "oldest",
      title: columns.oldest,
      align: "end",
      cell: ({ oldestSeconds }) =>
        oldestSeconds === null ? copy.chart.nothing : spanWords(oldestSeconds * 1_000, language),
    },
    {
      key: "start",
      title: columns.start,
      phone: "detail",
      cell: ({ start, deadLetters }) => (
        <>
          <span className="hidden @max-[36rem]:inline">{columns.start}: </span>
          {percentiles(start)}
          {deadLetters > 0 && (
            <span className="mt-1 hidden @max-[36rem]:block">
              <Badge tone="bad">
                {columns.dead} {deadLetters.toLocaleString(language)}
              </Badge>
            </span>
          )}
        </>
      ),
    },
    { key: "duration", title: columns.duration, cell: ({ duration }) => percentiles(duration) },
    {
      key: "ended",
      title: columns.ended,
      align: "end",
      cell: ({ succeeded }) => rateWords(perMinute(succeeded, report), language),
    },
  ];
}
