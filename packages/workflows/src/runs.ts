import type { LedgerStatus } from "./domain/ledger.ts";

/** A run as the ledger knows it, whichever engine runs it. */
export interface LedgerRun {
  readonly id: string;
  /** `name@version`. */
  readonly task: string;
  readonly kind: "job" | "reaction";
  /** What a worker is told to work off. */
  readonly queue: string;
  /** -1 low, 0, 1 high. */
  readonly priority: number;
  readonly concurrencyKey: string | null;
  readonly tags: readonly string[];
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly requestId: string;
  readonly status: LedgerStatus;
  /** Attempts begun so far. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly enqueuedAt: Date;
  /** When it was, or is, due; of a run that waits for its next attempt, when that is. Null: at once. */
  readonly dueAt: Date | null;
  /** It never begins after that; null: it may at any time. */
  readonly expiresAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** What the last failed attempt said, at most 2_000 characters, without a query's parameters. */
  readonly lastError: string | null;
}

/** Without what was given to it, and what an engine calls it. */
export function runIn(row: LedgerRun): LedgerRun {
  const { id, task, kind, queue, priority, concurrencyKey, tags, tenantId, userId, requestId } = row;
  const { status, attempts, maxAttempts, enqueuedAt, dueAt, expiresAt, startedAt, endedAt, lastError } = row;
  const what = { id, task, kind, queue, priority, concurrencyKey, tags, tenantId, userId, requestId };
  return { ...what, status, attempts, maxAttempts, enqueuedAt, dueAt, expiresAt, startedAt, endedAt, lastError };
}
