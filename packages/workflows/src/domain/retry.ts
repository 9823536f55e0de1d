import type { Task } from "../port.ts";

export const LONGEST_WAIT_MS = 60 * 60 * 1_000;

/** How long a run waits after its `attempt`th attempt (1 for the first) has failed. */
export function waitAfter(attempt: number, task: Pick<Task, "backoffMs" | "maxBackoffMs">): number {
  return Math.min(task.backoffMs * 2 ** (attempt - 1), task.maxBackoffMs ?? LONGEST_WAIT_MS);
}

/**
 * When a run whose `attempt`th attempt failed `now` is tried again: when the error says, else after the wait and a random
 * part of a quarter of it: never sooner than its job says. Runs that failed together do not come back together.
 */
export function nextAttemptAt(error: unknown, { attempt, limits, now, random }: Failed): Date {
  const asked = retryAtOf(error);
  if (asked !== undefined) return asked;
  const waitMs = waitAfter(attempt, limits);
  return new Date(now.getTime() + Math.round(waitMs * (1 + random / 4)));
}

interface Failed {
  readonly attempt: number;
  readonly limits: Pick<Task, "backoffMs" | "maxBackoffMs">;
  readonly now: Date;
  /** 0 to 1. */
  readonly random: number;
}

/** An error may say when a repeat can help: `retryAt`, a time. */
function retryAtOf(error: unknown): Date | undefined {
  if (typeof error !== "object" || error === null || !("retryAt" in error)) return undefined;
  const { retryAt } = error;
  return retryAt instanceof Date && !Number.isNaN(retryAt.getTime()) ? retryAt : undefined;
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
