import type { Language } from "../../languages.ts";
import { ceilingOf } from "../../ui/chart-scale.ts";
import { type ChartLine, TimeChart } from "../../ui/time-chart.tsx";
import type { BoardCopy } from "./copy/board.ts";
import { perMinute, type QueueReport } from "./queues.ts";
import { spanWords } from "./span.ts";

interface QueueChartsProps {
  readonly report: QueueReport;
  readonly copy: BoardCopy;
  readonly language: Language;
}

/** How many waited, how long until they started, and how many ended. */
export function QueueCharts({ report, copy, language }: QueueChartsProps) {
  const { series, bucketSeconds } = report;
  const times = series.map(({ at }) => at);
  const count = (value: number) => value.toLocaleString(language);
  const rate = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const span = (value: number) => spanWords(value, language);
  // The last bucket is under way, and says nothing of a rate yet.
  const each = (ended: number, index: number) =>
    index === series.length - 1 ? null : perMinute(ended, { series: series.slice(0, 1), bucketSeconds });
  const shared = { times, ends: endsOf(report, language), copy: copy.chart, language };

  const waiting: readonly ChartLine[] = [
    { name: copy.waiting.title, look: "first", values: series.map((one) => one.waiting) },
  ];
  const start: readonly ChartLine[] = [
    { name: copy.start.half, look: "first", values: series.map((one) => one.start?.p50 ?? null) },
    { name: copy.start.most, look: "second", values: series.map((one) => one.start?.p95 ?? null) },
  ];
  const ended: readonly ChartLine[] = [
    { name: copy.ended.succeeded, look: "first", values: series.map((one, index) => each(one.succeeded, index)) },
    { name: copy.ended.failed, look: "bad", values: series.map((one, index) => each(one.failed, index)) },
  ];
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-3">
      <TimeChart {...shared} {...copy.waiting} {...readAs(waiting, count)} />
      <TimeChart {...shared} {...copy.start} {...readAs(start, span)} />
      <TimeChart {...shared} {...copy.ended} {...readAs(ended, rate)} />
    </div>
  );
}

/** The lines, and how their values and the scale read. */
function readAs(lines: readonly ChartLine[], read: (value: number) => string) {
  const ceiling = ceilingOf(lines.flatMap(({ values }) => values));
  const scale = [read(0), read(ceiling / 2), read(ceiling)] as const;
  return { lines, scale, words: lines.map(({ values }) => values.map((value) => (value === null ? "" : read(value)))) };
}

/** `60 minutes ago` and `now`. */
function endsOf({ series, bucketSeconds }: QueueReport, language: Language): readonly [string, string] {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const minutes = Math.round((series.length * bucketSeconds) / 60);
  const begin = minutes >= 120 ? format.format(-Math.round(minutes / 60), "hour") : format.format(-minutes, "minute");
  return [begin, format.format(0, "second")];
}
