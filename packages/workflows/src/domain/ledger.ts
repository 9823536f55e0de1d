/**
 * What becomes of a run. `pending` until the engine has taken it, `waiting_retry` between two attempts; the last three
 * are final.
 */
export type LedgerStatus = "pending" | "queued" | "running" | "waiting_retry" | "succeeded" | "dead" | "cancelled";

/** From where a run may still get somewhere. */
export const UNFINISHED = ["pending", "queued", "running", "waiting_retry"] as const satisfies readonly LedgerStatus[];
