import type { BreakerPolicy, BreakerState } from "./domain/breaker.ts";
import type { BulkheadPolicy } from "./domain/bulkhead.ts";
import type { RetryPolicy } from "./domain/retry.ts";
import type { Flag, FlagValue } from "./port.ts";

/** What ops-safety wants from the rest of the system, in its own words. */
export interface SafetyNeeds extends GuardNeeds {
  /** Every flag that code asks for. Without them, none can be rolled out. */
  readonly flags?: readonly DeclaredFlag[];
  /** What this process is for, in its reports: `api`, `worker`. */
  readonly role?: string;
  /**
   * Records what an operator is about to change, before it is changed: what can't be recorded does not happen. Where
   * there is no record, nothing is asked for.
   */
  readonly recordChange?: (change: OperatorChange) => Promise<void>;
}

export interface GuardNeeds {
  /** Throws while the caller has a transaction open: a vendor would hold its connection and row locks. */
  readonly assertNoOpenTransaction: (what: string) => void;
  readonly now: () => Date;
  /** Told how every guarded call ended. Must not throw. */
  readonly recordCall: (call: FinishedCall) => void;
  /** Told when the store did not answer, and the guard went on without it. Must not throw. */
  readonly captureError: (error: unknown, context: { readonly dependency: string }) => void;
  /** Told when a breaker opens, lets one call try, or closes. Must not throw. */
  readonly recordBreaker?: (change: { readonly dependency: string; readonly to: BreakerState }) => void;
  readonly policy?: Partial<GuardPolicy>;
  /** 0 to 1, below 1. */
  readonly random?: () => number;
}

export interface GuardPolicy {
  readonly breaker: BreakerPolicy;
  readonly bulkhead: BulkheadPolicy;
  readonly retry: RetryPolicy;
}

export interface FinishedCall {
  readonly dependency: string;
  readonly operation: string;
  /**
   * `refused`: a kill switch is active. `circuit_open`: it failed too often just now. `overloaded`: no place to wait.
   * `given_up`: the caller's own signal was aborted. A call that a fallback answered ends as it would have without.
   */
  readonly outcome: "ok" | "failed" | "deadline_exceeded" | "refused" | "circuit_open" | "overloaded" | "given_up";
  readonly durationMs: number;
  /** How often the dependency was called; 0 when it was not. */
  readonly attempts: number;
}

export type DeclaredFlag = Flag<FlagValue> & {
  /** For the operator who rolls it out: what somebody who has it sees. */
  readonly description: string;
  /** What it can be given beside `fallback`; of a boolean, the other one. */
  readonly values?: readonly FlagValue[];
};

/** By whom, and through which request. */
export interface OperatorContext {
  /** Our id of a person. */
  readonly actor: string;
  readonly requestId: string;
}

export interface OperatorChange extends OperatorContext {
  readonly action:
    | "ops_safety.activate_switch"
    | "ops_safety.clear_switch"
    | "ops_safety.set_rollout"
    | "ops_safety.set_override"
    | "ops_safety.clear_override";
  /** The dependency, or the flag. */
  readonly target: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}
