import { AbortTaskRunError, task as defineTask } from "@trigger.dev/sdk";
import { z } from "zod";
import { LONGEST_WAIT_MS } from "../../domain/retry.ts";
import type { Task } from "../../port.ts";
import type { Timeline } from "../timeline.ts";
import { attemptTask, FailedAttempt } from "./attempt.ts";

export type { TriggerConfig } from "@trigger.dev/sdk";

/** What the platform has to know of a task before anything runs. */
export type TaskLimits = Omit<Task, "run">;

const Envelope = z.object({ tenantId: z.string().nullable(), requestId: z.string(), payload: z.unknown() });

/** The platform ends a process that has ignored its own deadline for so long. */
const BACKSTOP_SECONDS = 30;

/**
 * Declares tasks to Trigger.dev, under the names that runs are enqueued by. To be called while a file of the configured
 * `dirs` is loaded; `find` is asked for the code once an attempt begins, in a process of its own.
 */
export function declareTasks(
  limits: readonly TaskLimits[],
  find: (name: string) => Promise<Task>,
  timeline?: Timeline,
): readonly unknown[] {
  return limits.map(({ name, attempts, backoffMs, maxBackoffMs = LONGEST_WAIT_MS, deadlineMs }) =>
    defineTask({
      id: name,
      retry: {
        maxAttempts: attempts,
        factor: 2,
        minTimeoutInMs: backoffMs,
        maxTimeoutInMs: maxBackoffMs,
        randomize: false,
      },
      maxDuration: Math.ceil(deadlineMs / 1_000) + BACKSTOP_SECONDS,
      async run(payload: unknown, { ctx, signal }) {
        const given = { runId: ctx.run.id, number: ctx.attempt.number, signal, timeline };
        try {
          await attemptTask(await find(name), Envelope.parse(payload), given);
        } catch (error) {
          if (error instanceof FailedAttempt && error.isPermanent) throw new AbortTaskRunError(error.message);
          throw error;
        }
      },
    }),
  );
}
