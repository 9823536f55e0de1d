import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, systemClock } from "pg-boss";
import { toPayload } from "../../domain/payload.ts";
import { scopeOf } from "../../domain/request.ts";
import { WorkflowsError } from "../../errors.ts";
import type { Run, WorkflowEngine } from "../../port.ts";
import { openConnection, refuseAborted } from "./connection.ts";
import { openQueue } from "./queue.ts";
import { queueOf, runIdOf, sha256, toRun } from "./run.ts";
import { startWorker, type Worker } from "./worker.ts";

export interface PostgresWorkflowsOptions {
  /** `DATABASE_QUEUE_URL`: a login of group `app_queue`. */
  readonly databaseUrl: string;
  /** Troubles that pass by themselves, for whoever operates this. No payload, query or password in them. */
  readonly onWarning: (message: string) => void;
  /** 2 when absent: one for statements and, once it has started, one that is told of new runs. With 1 it only looks. */
  readonly maxConnections?: number;
  /** Attempts that run at a time in this process; 10 when absent. */
  readonly slots?: number;
  /** How often it looks for due runs whatever it is told; 1_000 when absent. */
  readonly pollMs?: number;
  /** When a silent process counts as lost and its runs are made again: 20_000 when absent, and up to a third later. */
  readonly leaseMs?: number;
  /** How long an ended run, and its idempotency key, is remembered; 7 days when absent. */
  readonly keepMs?: number;
  readonly schema?: string;
  /** Time for a test: the database's must move with it. */
  readonly clock?: Clock;
}

const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * Runs on Postgres: pg-boss' tables and statements under a loop of our own. Nothing connects before the first call.
 * `stop` closes every connection, in a process that never called `start` as well; a later call opens them again.
 */
export function postgresWorkflows(options: PostgresWorkflowsOptions): WorkflowEngine {
  const { databaseUrl, onWarning, maxConnections = 2, slots = 10, pollMs = 1_000, leaseMs = 20_000 } = options;
  const { keepMs = WEEK_MS, schema = "pgboss", clock = systemClock } = options;
  const listens = maxConnections > 1;
  const poolConnections = Math.max(1, maxConnections - 1);
  const connection = openConnection({ databaseUrl, schema, poolConnections, clock, onWarning });
  const queue = openQueue(connection, { schema, keepMs });
  /** A handler must see nothing of the call that started the engine, least of all its transaction. */
  const outside = AsyncLocalStorage.snapshot();
  let worker: Worker | undefined;
  let state: "idle" | "started" | "stopping" = "idle";
  let stopping: Promise<void> | undefined;

  async function stopAll(stop: Parameters<WorkflowEngine["stop"]>[0] = {}): Promise<void> {
    state = "stopping";
    await worker?.stop(stop);
    worker = undefined;
    await queue.close();
    state = "idle";
    stopping = undefined;
  }

  return {
    capabilities: { durable: true, executesIn: "worker" },

    async enqueue(request, call = {}) {
      const payloadJson = toPayload(request.payload);
      scopeOf(request);
      refuseAborted(call.signal);
      const { task, tenantId, requestId } = request;
      const payloadHash = sha256(payloadJson);
      const data = { task, tenantId, requestId, payload: JSON.parse(payloadJson) as unknown, payloadHash };
      const id = runIdOf(request);
      // Twice: the run that stood in the way may be forgotten before it is found.
      for (let round = 0; round < 2; round += 1) {
        if (await queue.add(queueOf(task), { id, data }, call)) {
          worker?.wake(queueOf(task));
          const enqueuedAt = new Date(clock.now());
          return { id, task, tenantId, requestId, status: "queued", attempts: 0, enqueuedAt } satisfies Run;
        }
        const existing = await queue.find(id, call);
        if (existing?.data.payloadHash === payloadHash) return toRun(existing);
        if (existing !== undefined) {
          const message = "the idempotency key was used with another payload";
          throw new WorkflowsError("workflows.idempotency_conflict", message);
        }
      }
      throw new WorkflowsError("workflows.unavailable", "the run of this idempotency key comes and goes");
    },

    async findRun(id, call = {}) {
      refuseAborted(call.signal);
      const row = await queue.find(id, call);
      return row && toRun(row);
    },

    async cancel(id, call = {}) {
      refuseAborted(call.signal);
      const row = await queue.find(id, call);
      if (row === undefined) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
      await queue.cancel(row, call);
      worker?.cancelled(id);
    },

    async start(tasks, { signal } = {}) {
      refuseAborted(signal);
      if (state !== "idle") {
        throw new WorkflowsError("workflows.already_started", "the engine is started; stop it first");
      }
      if (new Set(tasks.map(({ name }) => name)).size !== tasks.length) {
        throw new WorkflowsError("workflows.duplicate_job", "two tasks have the same name and version");
      }
      state = "started";
      try {
        await queue.ensure(tasks.map(({ name }) => queueOf(name)));
      } catch (error) {
        state = "idle";
        throw error;
      }
      const given = { queue, slots, pollMs, leaseMs, listens, clock, onWarning, outside };
      worker = outside(() => startWorker(tasks, given));
    },

    stop(stop) {
      return (stopping ??= stopAll(stop));
    },
  };
}
