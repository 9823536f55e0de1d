import type { PersonContext, TenantContext } from "@ninefold/identity/tenancy";
import { v7 as uuidv7, validate } from "uuid";
import { toPayload } from "./domain/payload.ts";
import { assertIdempotencyKey } from "./domain/request.ts";
import { WorkflowsError } from "./errors.ts";
import type { AnyTx, NewEvent, Scope } from "./events.ts";
import { newestJob, parseInput, queueOfJob, taskName } from "./jobs.ts";
import type { WorkflowNeeds } from "./needs.ts";
import type { CallOptions, StopOptions, WorkflowEngine } from "./port.ts";
import { type LedgerRun, runIn } from "./runs.ts";
import { readBacklog } from "./service/backlog.ts";
import { eraseWorkspace } from "./service/erasure.ts";
import { createExecutor } from "./service/execute.ts";
import { cancelRun, findRow, insertRun } from "./service/ledger.ts";
import { readNewest } from "./service/newest.ts";
import { writeEvent, writeHandOvers } from "./service/outbox.ts";
import { createRelay } from "./service/relay.ts";
import { causeOf } from "./service/scope.ts";

export type Workflows = ReturnType<typeof createWorkflows>;

export function createWorkflows(engine: WorkflowEngine, needs: WorkflowNeeds) {
  const executor = createExecutor(needs);
  const relay = createRelay(engine, needs);

  function inOwn<T>(context: TenantContext | PersonContext, work: (tx: AnyTx) => Promise<T>): Promise<T> {
    return "tenantId" in context ? needs.doors.withTenant(context, work) : needs.doors.withPerson(context, work);
  }

  return {
    capabilities: engine.capabilities,

    /**
     * Writes down that the newest version of a job is to run, in the caller's transaction: it runs if that commits, and
     * never before. Nothing is written when the input, the key or the scope is refused.
     * @throws WorkflowsError `workflows.unknown_job`; `workflows.invalid_payload` when the input does not fit the job's
     *   schema, would not come back from JSON as it went in, or is larger than 256 KiB of JSON;
     *   `workflows.invalid_idempotency_key`; `workflows.idempotency_conflict` when the key was used with another input;
     *   `workflows.invalid_scope`.
     */
    async enqueue(tx: AnyTx, jobId: string, input: object, options: EnqueueOptions = {}): Promise<Enqueued> {
      const job = newestJob(needs.jobs(), jobId);
      parseInput(job, input);
      const id = uuidv7();
      const { idempotencyKey = id } = options;
      assertIdempotencyKey(idempotencyKey);
      const cause = causeOf(tx, options);
      const run = { id, idempotencyKey, task: taskName(job), input: toPayload(input), enqueuedAt: needs.now() };
      const written = await insertRun(tx, {
        ...cause,
        ...run,
        kind: "job",
        queue: queueOfJob(job),
        maxAttempts: job.retry.attempts,
      });
      if (!written.deduplicated) {
        await writeHandOvers(tx, [{ ...cause, runId: id, task: run.task, orderKey: null, at: run.enqueuedAt }]);
      }
      return written;
    },

    /**
     * Writes down what happened, in the caller's transaction: each of its reactions runs if that commits. Answers the
     * event's id. The same id again changes nothing.
     * @throws WorkflowsError `workflows.invalid_payload`, `workflows.invalid_event`, `workflows.invalid_scope`.
     */
    publish: async (tx: AnyTx, event: NewEvent): Promise<string> => writeEvent(tx, event, needs.now()),

    /** Every job and reaction as an engine runs it. For a process of a platform, which is told which one to run. */
    tasks: () => executor.tasks(),

    /** What a worker can be told to work off, by name. */
    queues: () => executor.queues(),

    /**
     * Begins to execute every job and reaction, or those of `queues`, and to relay. A worker calls it; so does each process
     * that enqueues, when `capabilities.executesIn` is `caller`. Where it is `platform`, what executes is deployed there, and
     * this relays. Each process relays for all queues: a run of one that nobody works off waits where operators see it.
     * @throws WorkflowsError `workflows.duplicate_job`, `workflows.already_started`.
     */
    async start({ queues, ...options }: StartOptions = {}): Promise<void> {
      await engine.start(executor.tasks(queues), options);
      relay.start();
    },

    /** Ends the pass under way, waits for running attempts, at most `graceMs` (10_000 when absent), gives back the rest. */
    async stop(options?: StopOptions): Promise<void> {
      await relay.stop();
      await engine.stop(options);
      await executor.quiet();
    },

    /** How much waits now, across tenants. For whoever watches the system. */
    backlog: (requestId: string) =>
      readBacklog((work) =>
        needs.doors.asSystem({ reason: "relay", actor: { type: "system", id: "workflows.backlog" }, requestId }, work),
      ),

    /** What happened lately and what came of it, across tenants. For whoever watches the system. */
    newest: (requestId: string, limit: number) =>
      readNewest(
        (work) =>
          needs.doors.asSystem(
            { reason: "operator", actor: { type: "system", id: "workflows.newest" }, requestId },
            work,
          ),
        limit,
      ),

    /** One pass of the relay, whatever failed before. Answers how many rows moved. Not for use inside a transaction. */
    relay: () => relay.pass(),

    eraseWorkspace,

    /** A run of the workspace, or of the person outside any; `undefined` for anybody else's. */
    async findRun(context: TenantContext | PersonContext, runId: string): Promise<LedgerRun | undefined> {
      if (!validate(runId)) return undefined;
      const row = await inOwn(context, (tx) => findRow(tx, runId));
      return row && runIn(row);
    },

    /**
     * Ends a run: one that waits never starts, one that runs gets its signal aborted where the engine reaches it, and what
     * it still does is not recorded. Cancelling a run that has ended changes nothing.
     * @throws WorkflowsError `workflows.run_not_found`, for anybody else's run as well.
     */
    async cancel(context: TenantContext | PersonContext, runId: string): Promise<void> {
      const row = validate(runId)
        ? await inOwn(context, async (tx) => {
            await cancelRun(tx, runId, needs.now());
            return findRow(tx, runId);
          })
        : undefined;
      if (row === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
      if (row.status !== "cancelled" || row.engineRunId === null) return;
      try {
        await engine.cancel(row.engineRunId, { signal: AbortSignal.timeout(CANCEL_TIMEOUT_MS) });
      } catch (error) {
        // It is cancelled, whatever the engine says; a run of another process, or one long forgotten, is nobody's trouble.
        if (!isUnknown(error)) needs.captureError(error, { step: "cancel" });
      }
    },
  };
}

export interface StartOptions extends CallOptions {
  /** Some of `queues()`; all when absent. */
  readonly queues?: readonly string[] | undefined;
}

export interface EnqueueOptions {
  /** Names the cause: the same key never makes a second run of this job in this scope. The run's own id when absent. */
  readonly idempotencyKey?: string;
  /** Whose work it is. Required with a `SystemTx`; else it is the transaction's. */
  readonly scope?: Scope;
}

export interface Enqueued {
  readonly runId: string;
  /** True when the run was there already. */
  readonly deduplicated: boolean;
}

const CANCEL_TIMEOUT_MS = 5_000;

function isUnknown(error: unknown): boolean {
  return error instanceof WorkflowsError && error.code === "workflows.run_not_found";
}
