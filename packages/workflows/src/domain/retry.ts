import type { Task } from "../port.ts";

export const LONGEST_WAIT_MS = 60 * 60 * 1_000;

/** How long a run waits after its `attempt`th attempt (1 for the first) has failed. */
export function waitAfter(attempt: number, task: Pick<Task, "backoffMs" | "maxBackoffMs">): number {
  return Math.min(task.backoffMs * 2 ** (attempt - 1), task.maxBackoffMs ?? LONGEST_WAIT_MS);
}

/**
 * Every error class of the project says whether a repeat can help; an error that does not say may be repeated. So may
 * one that something was out of reach, whatever it says: it speaks of one call, and a run bears a repeat.
 */
export function isPermanent(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("kind" in error && error.kind === "unavailable") return false;
  return "retryable" in error && error.retryable === false;
}
