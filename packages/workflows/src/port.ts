/**
 * Runs named tasks later, and again when they fail. Knows nothing about people, jobs' schemas or HTTP, and cannot join
 * a database transaction: `enqueue` is called after commit, by the relay, with the id of a run in the ledger.
 *
 * Contract (checked by `workflowCases`): a run happens at least once, so a handler must bear a repeat; no order between
 * runs is promised; no vendor's run id format, status or error has a meaning outside the adapter.
 */
export interface WorkflowEngine {
  readonly capabilities: WorkflowCapabilities;

  /**
   * Records a run, which starts later and never inside this call. The payload is taken as it is now.
   *
   * The same idempotency key for the same task and tenant answers the run that exists; a key is free again once the engine
   * has forgotten its run, and where runs execute on a platform also once its run is dead.
   * @throws WorkflowsError `workflows.invalid_payload` when the payload would not come back from JSON as it went in, or
   *   is larger than 256 KiB of JSON; `workflows.invalid_idempotency_key` unless it has 1 to 255 characters;
   *   `workflows.idempotency_conflict` when the key was used with another payload; `workflows.unavailable` when the
   *   engine can not take it, or `signal` was aborted.
   */
  enqueue(request: EnqueueRequest, options?: CallOptions): Promise<Run>;

  /** The run, `undefined` when there is none or it was forgotten. @throws WorkflowsError `workflows.unavailable`. */
  findRun(id: string, options?: CallOptions): Promise<Run | undefined>;

  /**
   * Ends a run: `cancelled` at once. One that waits never starts; one that runs gets its signal aborted, and what it
   * still does is not recorded. Cancelling a run that has ended changes nothing.
   * @throws WorkflowsError `workflows.run_not_found`, `workflows.unavailable`.
   */
  cancel(id: string, options?: CallOptions): Promise<void>;

  /**
   * Begins to execute these tasks in this process; on a platform, whoever deploys there begins. A run of any other task
   * keeps waiting.
   * @throws WorkflowsError `workflows.duplicate_job` when two share a name; `workflows.already_started`, until `stop`
   *   has resolved.
   */
  start(tasks: readonly Task[], options?: CallOptions): Promise<void>;

  /**
   * Starts no more attempts and waits for those that run, for `graceMs` (10_000 when absent) or until `signal` is
   * aborted. An attempt that is still running then gets its signal aborted, does not count, and its run waits again.
   * Stopping what is not started resolves. Never throws.
   */
  stop(options?: StopOptions): Promise<void>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface WorkflowCapabilities {
  /** False: runs are kept in this process and are lost when it ends; once stopped, it takes no more. */
  readonly durable: boolean;
  /**
   * `caller`: runs execute in the process that enqueued them. `worker`: in any process that called `start`. `platform`: at
   * the vendor's, in processes of its own, which neither `start` nor `stop` reaches.
   */
  readonly executesIn: "caller" | "worker" | "platform";
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface StopOptions extends CallOptions {
  readonly graceMs?: number;
}

export interface EnqueueRequest {
  /** The name of a task, known to this process or not. */
  readonly task: string;
  /** JSON: null, booleans, finite numbers, strings without NUL, arrays, plain objects. `-0` arrives as `0`. */
  readonly payload: unknown;
  readonly idempotencyKey: string;
  /** Whose work it is; null for work of no tenant. */
  readonly tenantId: string | null;
  /** Joins the run to the click, webhook or schedule that caused it. */
  readonly requestId: string;
}

/** A piece of work as an engine sees it. */
export interface Task {
  readonly name: string;
  /** How often it may start in all: 1 means no retry. */
  readonly attempts: number;
  /** Wait before the second attempt. It doubles from attempt to attempt, up to `maxBackoffMs`. */
  readonly backoffMs: number;
  /** The longest wait; one hour when absent. Less where a person waits, who has what they wait for so long after an outage. */
  readonly maxBackoffMs?: number;
  /** How long one attempt may take. Then its signal is aborted and the attempt has failed. */
  readonly deadlineMs: number;
  /**
   * Resolves when done. A rejection is retried, save for an error that says `retryable: false`: it ends the run `dead`
   * at once.
   */
  run(payload: unknown, attempt: Attempt): Promise<void>;
}

export interface Attempt {
  readonly runId: string;
  readonly tenantId: string | null;
  readonly requestId: string;
  /** 1 for the first. */
  readonly number: number;
  readonly isLast: boolean;
  /**
   * Aborted with a WorkflowsError that says why: `workflows.deadline_exceeded`; `workflows.cancelled`;
   * `workflows.unavailable` when the attempt is taken back and does not count, since the engine stops say.
   */
  readonly signal: AbortSignal;
}

/** `queued` also while it waits for its next attempt, where the engine can tell; the last three are final. */
export type RunStatus = "queued" | "running" | "succeeded" | "dead" | "cancelled";

export interface Run {
  readonly id: string;
  readonly task: string;
  readonly tenantId: string | null;
  readonly requestId: string;
  readonly status: RunStatus;
  /** Attempts started so far. */
  readonly attempts: number;
  readonly enqueuedAt: Date;
  readonly endedAt?: Date;
  /** What the last failed attempt said, at most 2_000 characters, without a query's parameters. */
  readonly lastError?: string;
}
