import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import type { Language } from "../../languages.ts";

export type QueueReport = InferResponseType<Api["v1"]["admin"]["queues"]["$get"], 200>;
export type Queue = QueueReport["queues"][number];

/** Of what ended in the window: how many a minute. */
export const perMinute = (ended: number, report: Pick<QueueReport, "series" | "bucketSeconds">) =>
  (ended * 60) / Math.max(1, report.series.length * report.bucketSeconds);

/** To a tenth; what is less than that and not nothing says so. */
export function rateWords(rate: number, language: Language): string {
  const isLittle = rate > 0 && rate < 0.05;
  return `${isLittle ? "< " : ""}${(isLittle ? 0.1 : rate).toLocaleString(language, { maximumFractionDigits: 1 })}`;
}

/** The longest wait of all; null where nothing waits. */
export function longestWait(queues: readonly Pick<Queue, "oldestSeconds">[]): number | null {
  const waits = queues.flatMap(({ oldestSeconds }) => (oldestSeconds === null ? [] : [oldestSeconds]));
  return waits.length === 0 ? null : Math.max(...waits);
}
