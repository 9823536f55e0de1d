import type { QueueReport } from "@ninefold/workflows";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { by, operator, signedIn, type SessionVariables } from "../middleware/session.ts";
import { QueueQuery, QueueReportShape } from "./admin-queue-shapes.ts";
import { operation } from "./operation.ts";
import { query } from "./validation.ts";

/** How much waits in the background and how long, across workspaces. */
export function adminQueueRoutes({ identity, runAdmin }: Pick<System, "identity" | "runAdmin">) {
  return new Hono<{ Variables: SessionVariables }>().get(
    "/admin/queues",
    operation(readQueues),
    signedIn(identity),
    operator(identity),
    query(QueueQuery),
    async (c) => {
      const {
        at: now,
        queues,
        series,
        relay,
        bucketSeconds,
        isCut,
      } = await runAdmin.queues(by(c.var), c.req.valid("query"));
      const ageOf = (at: Date | null) => (at === null ? null : Math.max(0, (now.getTime() - at.getTime()) / 1_000));
      const { outbox, oldestAt } = relay;
      const shown = {
        relay: { events: outbox.event, runs: outbox.run, lagSeconds: ageOf(oldestAt) ?? 0 },
        queues: queues.map(({ queue, runs, oldestAt: since, deadLetters, ...ended }) => ({
          queue,
          scheduled: runs.scheduled ?? 0,
          waiting: (runs.pending ?? 0) + (runs.queued ?? 0),
          running: runs.running ?? 0,
          waitingRetry: runs.waiting_retry ?? 0,
          deadLetters,
          oldestSeconds: ageOf(since),
          ...endedIn(ended),
        })),
        series: series.map(({ at, waiting, ...ended }) => ({ at: at.toISOString(), waiting, ...endedIn(ended) })),
        bucketSeconds,
        isCut,
      };
      return c.json(shown, 200);
    },
  );
}

const endedIn = ({
  succeeded,
  failed,
  startMs,
  durationMs,
}: Omit<QueueReport["series"][number], "at" | "waiting">) => ({
  succeeded,
  failed,
  start: startMs,
  duration: durationMs,
});

const readQueues = {
  id: "readQueues",
  access: "operator",
  tag: "workflows",
  summary: "How queues are, and how much ended in the last hour or day",
  cache: "no-store",
  limit: "api",
  answers: { 200: QueueReportShape },
  refuses: ["503 tenancy.database_unavailable"],
} as const;
