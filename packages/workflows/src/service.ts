import type { PersonContext, TenantContext } from "@ninefold/identity/tenancy";
import { validate } from "uuid";
import { WorkflowsError } from "./errors.ts";
import type { AnyTx, NewEvent } from "./events.ts";
import { newestJob } from "./jobs.ts";
import type { WorkflowNeeds } from "./needs.ts";
import type { CallOptions, StopOptions, WorkflowEngine } from "./port.ts";
import { type LedgerRun, runIn } from "./runs.ts";
import { readBacklog } from "./service/backlog.ts";
import { createClock } from "./service/clock.ts";
import {
  assertBatch,
  type EnqueueItem,
  type EnqueueOptions,
  newRun,
  writeManyRuns,
  writeRun,
} from "./service/enqueue.ts";
import { eraseWorkspace } from "./service/erasure.ts";
import { createExecutor } from "./service/execute.ts";
import type { Enqueued } from "./service/insert.ts";
import { cancelRun, findRow } from "./service/ledger.ts";
import { readNewest } from "./service/newest.ts";
import { writeEvent } from "./service/outbox.ts";
import { createRelay } from "./service/relay.ts";
import { forgetRuns } from "./service/retention.ts";
import { createScheduler } from "./service/schedules.ts";

export type Workflows = ReturnType<typeof createWorkflows>;

export function createWorkflows(engine: WorkflowEngine, given: WorkflowNeeds) {
  const clock = createClock(given);
  const needs: WorkflowNeeds = { ...given, now: clock.now };
  let following: NodeJS.Timeout | undefined;
  const relay = createRelay(
    engine,
    needs,
    createScheduler(needs, (...asked) => workflows.enqueue(...asked)),
  );
  const executor = createExecutor(needs, relay);

  function inOwn<T>(context: TenantContext | PersonContext, work: (tx: AnyTx) => Promise<T>): Promise<T> {
    return "tenantId" in context ? needs.doors.withTenant(context, work) : needs.doors.withPerson(context, work);
  }

  const workflows = {
    capabilities: engine.capabilities,

    /**
     * Writes down that the newest version of a job is to run, in the caller's transaction: it runs if that commits, and
     * never before. Nothing is written when the input, an option or the scope is refused.
     * @throws WorkflowsError `workflows.unknown_job`; `workflows.invalid_payload` when the input does not fit the job's
     *   schema, would not come back from JSON as it went in, or is larger than 256 KiB of JSON;
     *   `workflows.invalid_idempotency_key`; `workflows.idempotency_conflict` when the key was used with another input;
     *   `workflows.invalid_time`, `workflows.invalid_priority`, `workflows.invalid_concurrency_key`,
     *   `workflows.invalid_tags`; `workflows.invalid_scope`.
     */
    async enqueue(tx: AnyTx, jobId: string, input: object, options: EnqueueOptions = {}): Promise<Enqueued> {
      const job = newestJob(needs.jobs(), jobId);
      return writeRun(tx, newRun(tx, { job, input, options, now: needs.now() }));
    },

    /**
     * The same for many runs of a job, at most 1,000: all of them or, when one is refused, none. Answers one result for
     * each, in their order; the second of two with one idempotency key is the first.
     * @throws WorkflowsError `workflows.invalid_batch`, and what `enqueue` throws.
     */
    async enqueueMany(tx: AnyTx, jobId: string, items: readonly EnqueueItem[]): Promise<readonly Enqueued[]> {
      assertBatch(items);
      const [job, now] = [newestJob(needs.jobs(), jobId), needs.now()];
      return writeManyRuns(
        tx,
        items.map((item) => newRun(tx, { ...item, job, now })),
      );
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
      await clock.follow();
      await engine.start(executor.tasks(queues), options);
      following ??= setInterval(() => void clock.follow(), FOLLOW_MS).unref();
      relay.start();
    },

    /** Ends the pass under way, waits for running attempts, at most `graceMs` (10_000 when absent), gives back the rest. */
    async stop(options?: StopOptions): Promise<void> {
      clearInterval(following);
      following = undefined;
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

    /** Forgets runs that ended longer ago than they are kept. To be called now and then by one process. Answers how many. */
    sweep: (requestId: string): Promise<number> =>
      forgetRuns(
        (work) =>
          needs.doors.asSystem(
            { reason: "schedule", actor: { type: "system", id: "workflows.sweep" }, requestId },
            work,
          ),
        { keepDays: needs.keepDays ?? 30, now: needs.now() },
      ),

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
            if (await cancelRun(tx, runId, needs.now())) await relay.leaving(tx);
            return findRow(tx, runId);
          })
        : undefined;
      relay.left();
      if (row === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
      if (row.status === "cancelled") await workflows.letGo(row.engineRunId);
    },

    /** Has the engine let go of a run that has ended in the ledger: its signal is aborted where it is made. Never throws. */
    async letGo(engineRunId: string | null): Promise<void> {
      if (engineRunId === null) return;
      try {
        await engine.cancel(engineRunId, { signal: AbortSignal.timeout(CANCEL_TIMEOUT_MS) });
      } catch (error) {
        // It has ended, whatever the engine says; a run of another process, or one long forgotten, is nobody's trouble.
        if (!isUnknown(error)) needs.captureError(error, { step: "cancel" });
      }
    },
  };
  return workflows;
}

export interface StartOptions extends CallOptions {
  /** Some of `queues()`; all when absent. */
  readonly queues?: readonly string[] | undefined;
}

const CANCEL_TIMEOUT_MS = 5_000;
/** A clock that is set while the process runs is noticed so much later. */
const FOLLOW_MS = 30_000;

function isUnknown(error: unknown): boolean {
  return error instanceof WorkflowsError && error.code === "workflows.run_not_found";
}
