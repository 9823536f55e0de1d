import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

export type QueueReport = InferResponseType<Api["v1"]["admin"]["queues"]["$get"], 200>;
export type Queue = QueueReport["queues"][number];

/** Of what ended in the window: how many a minute. */
export const perMinute = (ended: number, report: Pick<QueueReport, "series" | "bucketSeconds">) =>
  (ended * 60) / Math.max(1, report.series.length * report.bucketSeconds);

/** The longest wait of all; null where nothing waits. */
export function longestWait(queues: readonly Pick<Queue, "oldestSeconds">[]): number | null {
  const waits = queues.flatMap(({ oldestSeconds }) => (oldestSeconds === null ? [] : [oldestSeconds]));
  return waits.length === 0 ? null : Math.max(...waits);
}
