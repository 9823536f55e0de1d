/**
 * What becomes of a run. `scheduled` until it is due, `pending` until the engine has taken it, `waiting_retry` between two
 * attempts; the last four are final.
 */
export type LedgerStatus =
  | "scheduled"
  | "pending"
  | "queued"
  | "running"
  | "waiting_retry"
  | "succeeded"
  | "dead"
  | "cancelled"
  | "expired";

/** From where a run may still get somewhere. */
export const UNFINISHED = [
  "scheduled",
  "pending",
  "queued",
  "running",
  "waiting_retry",
] as const satisfies readonly LedgerStatus[];
