import type { Job } from "./jobs.ts";

/** What workflows wants from the rest of the system, in its own words. */
export interface WorkflowNeeds {
  /** Every job of the system, bound to its services. Asked for when a job is enqueued or the engine starts, not before. */
  readonly jobs: () => readonly Job[];
  /** Throws while the caller has a transaction open: a run must not start for something that is rolled back. */
  readonly assertNoOpenTransaction: (what: string) => void;
  /** Told of every attempt that failed. Must not throw. */
  readonly captureError: (error: unknown, context: FailedAttempt) => void;
}

export interface FailedAttempt {
  readonly job: string;
  readonly runId: string;
  readonly tenantId: string | null;
  readonly requestId: string;
  readonly attempt: number;
  /** True when there will be no other attempt. */
  readonly isDead: boolean;
}
