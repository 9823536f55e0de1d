import { z } from "zod";
import { Instant } from "./shapes.ts";
import { text } from "./validation.ts";

/** What operators ask of queues, and get. */

export const QueueQuery = z.strictObject({
  window: z
    .enum(["hour", "day"])
    .default("hour")
    .meta({ description: "The last hour by minute, or the last day by quarter of an hour." }),
  queue: text(200).optional().meta({ description: "Whose series; that of all when absent." }),
});

const count = () => z.int().min(0);

const Percentiles = z
  .object({ p50: z.number().min(0), p95: z.number().min(0) })
  .meta({ id: "Percentiles", description: "Milliseconds." });

const Ended = {
  succeeded: count(),
  failed: count().meta({ description: "Dead or expired." }),
  start: Percentiles.nullable().meta({ description: "From when it could start until it did." }),
  duration: Percentiles.nullable().meta({ description: "From the first attempt to the end." }),
};

const QueueShape = z
  .object({
    queue: z.string(),
    scheduled: count(),
    waiting: count().meta({ description: "Whether or not the engine has it." }),
    running: count(),
    waitingRetry: count(),
    deadLetters: count(),
    oldestSeconds: z.number().nullable().meta({ description: "How long the one waits that waits longest." }),
    ...Ended,
  })
  .meta({ id: "Queue", description: "How a queue is, and what ended in the window." });

const QueueBucket = z
  .object({ at: Instant, waiting: count().meta({ description: "At its end." }), ...Ended })
  .meta({ id: "QueueBucket" });

export const QueueReportShape = z
  .object({
    relay: z.object({
      events: count(),
      runs: count(),
      lagSeconds: z.number().min(0).meta({ description: "Age of the oldest row of the outbox; 0 when it is empty." }),
    }),
    queues: z.array(QueueShape),
    bucketSeconds: z.int(),
    series: z.array(QueueBucket).meta({ description: "Oldest first; the last one is under way." }),
    isCut: z.boolean().meta({ description: "More ended than is looked at: the series begins later." }),
  })
  .meta({ id: "QueueReport", description: "How queues are, and how they were." });
