import { messageOf } from "../../domain/failure.ts";
import { isPermanent } from "../../domain/retry.ts";
import { WorkflowsError } from "../../errors.ts";
import type { Task } from "../../port.ts";
import { realTimeline, type Timeline } from "../timeline.ts";

/** What the vendor hands to an attempt, as `enqueue` gave it. */
export interface Envelope {
  readonly tenantId: string | null;
  readonly requestId: string;
  readonly payload: unknown;
}

export interface GivenAttempt {
  readonly runId: string;
  /** 1 for the first. */
  readonly number: number;
  /** Aborted when somebody cancels the run. */
  readonly signal: AbortSignal;
}

/** How an attempt failed, in words that may stand at the vendor's: no parameters of a query, no stack. */
export class FailedAttempt extends Error {
  override readonly name = "FailedAttempt";
  /** True when a repeat is pointless. */
  readonly isPermanent: boolean;

  constructor(thrown: unknown) {
    super(messageOf(thrown));
    this.isPermanent = isPermanent(thrown);
  }
}

/**
 * One attempt in a process of the platform: the task's deadline is ours, as on every engine, since the platform counts
 * computing time from five seconds up.
 * @throws FailedAttempt.
 */
export async function attemptTask(
  task: Task,
  { tenantId, requestId, payload }: Envelope,
  { runId, number, signal, timeline = realTimeline() }: GivenAttempt & { readonly timeline?: Timeline | undefined },
): Promise<void> {
  const controller = new AbortController();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (reason: WorkflowsError) => {
    if (controller.signal.aborted) return;
    controller.abort(reason);
    reject(reason);
  };
  const cancel = () => abort(new WorkflowsError("workflows.cancelled", "the run was cancelled"));
  signal.addEventListener("abort", cancel, { once: true });
  const disarm = timeline.after(task.deadlineMs, () =>
    abort(new WorkflowsError("workflows.deadline_exceeded", `the attempt took longer than ${task.deadlineMs} ms`)),
  );
  try {
    if (signal.aborted) cancel();
    const isLast = number >= task.attempts;
    const work = task.run(payload, { runId, tenantId, requestId, number, isLast, signal: controller.signal });
    await Promise.race([work, aborted]);
  } catch (error) {
    throw new FailedAttempt(error);
  } finally {
    disarm();
    signal.removeEventListener("abort", cancel);
  }
}
