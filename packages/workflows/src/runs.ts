import type { LedgerStatus } from "./domain/ledger.ts";

/** A run as the ledger knows it, whichever engine runs it. */
export interface LedgerRun {
  readonly id: string;
  /** `name@version`. */
  readonly task: string;
  readonly kind: "job" | "reaction";
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly requestId: string;
  readonly status: LedgerStatus;
  /** Attempts begun so far. */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly enqueuedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** What the last failed attempt said, at most 2_000 characters, without a query's parameters. */
  readonly lastError: string | null;
}

/** Without what was given to it, and what an engine calls it. */
export function runIn(row: LedgerRun): LedgerRun {
  const { id, task, kind, tenantId, userId, requestId, status, attempts, maxAttempts } = row;
  const { enqueuedAt, startedAt, endedAt, lastError } = row;
  const times = { enqueuedAt, startedAt, endedAt };
  return { id, task, kind, tenantId, userId, requestId, status, attempts, maxAttempts, ...times, lastError };
}
