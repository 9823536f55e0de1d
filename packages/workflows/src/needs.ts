import type { Doors, SystemTx } from "@ninefold/identity/tenancy";
import type { NewEvent, ReactionTable } from "./events.ts";
import type { Job } from "./jobs.ts";

/** What workflows wants from the rest of the system, in its own words. */
export interface WorkflowNeeds {
  readonly doors: Doors;
  /** Every job of the system, bound to its services. Asked for when a job is enqueued or the engine starts, not before. */
  readonly jobs: () => readonly Job[];
  /** Who does what about which event. */
  readonly reactions: () => ReactionTable;
  /**
   * Moves facts that another system could only write down beside its rows into the outbox, through `publish` and in one
   * transaction with taking them away. Answers how many; called again until that is 0.
   */
  readonly importFacts?: (publish: PublishFact) => Promise<number>;
  /** Calls back when the outbox may have something new. A hint: what it misses is found a second later. */
  readonly listen: (onHint: () => void) => { close(): Promise<void> };
  readonly now: () => Date;
  /** The database's clock, which a process that relays goes by where its own shows another time. Its own when absent. */
  readonly databaseNow?: () => Promise<Date>;
  /** 0 to 1, `Math.random` when absent: for waits that are not to end together, and for turns. */
  readonly random?: () => number;
  /** How many days the ledger remembers a run that has ended; 30 when absent. */
  readonly keepDays?: number;
  /** Runs one attempt inside whatever else should know what it belongs to, such as logs. */
  readonly around?: <T>(attempt: AttemptCause, work: () => Promise<T>) => Promise<T>;
  /** Told of every attempt that failed, and once of each trouble of the relay until it has passed. Must not throw. */
  readonly captureError: (error: unknown, context: FailedAttempt | RelayTrouble) => void;
  /** Throws while the caller has a transaction open: an engine is no part of it. */
  readonly assertNoOpenTransaction: (what: string) => void;
}

export type PublishFact = (tx: SystemTx, event: NewEvent) => Promise<string>;

export interface FailedAttempt {
  /** The task: a job's or a reaction's. */
  readonly job: string;
  readonly runId: string;
  readonly tenantId: string | null;
  readonly requestId: string;
  readonly attempt: number;
  /** True when there will be no other attempt. */
  readonly isDead: boolean;
}

/** What an attempt belongs to, as its ledger row says. */
export interface AttemptCause {
  /** The task: a job's or a reaction's. */
  readonly job: string;
  readonly runId: string;
  readonly attempt: number;
  readonly tenantId: string | null;
  /** The person whose work it is, else the one who caused it. */
  readonly userId: string | null;
  readonly requestId: string;
  readonly traceparent: string | null;
}

export interface RelayTrouble {
  /** What could not be done: `import-facts`, `dispatch`, `hand-over`, … */
  readonly step: string;
  /** How many rows are kept back by it, where that is known. */
  readonly rows?: number;
}
