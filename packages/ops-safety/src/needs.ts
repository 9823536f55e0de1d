/** What ops-safety wants from the rest of the system, in its own words. */
export interface SafetyNeeds {
  /** Throws while the caller has a transaction open: a vendor would hold its connection and row locks. */
  readonly assertNoOpenTransaction: (what: string) => void;
  readonly now: () => Date;
  /** Told how every guarded call ended. Must not throw. */
  readonly recordCall: (call: FinishedCall) => void;
  /** Told when the store did not answer, and the guard went on without it. Must not throw. */
  readonly captureError: (error: unknown, context: { readonly dependency: string }) => void;
}

export interface FinishedCall {
  readonly dependency: string;
  readonly operation: string;
  /** `refused`: a kill switch is active. `given_up`: the caller's own signal was aborted. */
  readonly outcome: "ok" | "failed" | "deadline_exceeded" | "refused" | "given_up";
  readonly durationMs: number;
}
