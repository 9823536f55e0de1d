/**
 * What becomes of a run. `scheduled` until it is due, `pending` until the engine has taken it, `waiting_retry` between two
 * attempts; the last four are final.
 */
export const LEDGER_STATUSES = [
  "scheduled",
  "pending",
  "queued",
  "running",
  "waiting_retry",
  "succeeded",
  "dead",
  "cancelled",
  "expired",
] as const;
export type LedgerStatus = (typeof LEDGER_STATUSES)[number];

/** From where a run may still get somewhere. */
export const UNFINISHED = [
  "scheduled",
  "pending",
  "queued",
  "running",
  "waiting_retry",
] as const satisfies readonly LedgerStatus[];
