import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { openPool } from "@ninefold/identity/tenancy";
import type { Attempt, EnqueueRequest, Run, Task, WorkflowEngine } from "@ninefold/workflows";
import { postgresWorkflows, type PostgresWorkflowsOptions } from "@ninefold/workflows/postgres";
import { sql as drizzleSql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { vi } from "vitest";

/** Real time, short enough for a test. */
const SHORT = { pollMs: 100 };
/** Whoever is silent for half a second is lost: for a test about that, and no other, since a busy machine stalls. */
export const HASTY = { leaseMs: 500 };

/** Engines and connections of one test file, ended by `end`. */
export function openLab(database: () => { readonly ownerUrl: string; readonly queueUrl: string }) {
  const engines: WorkflowEngine[] = [];
  const children: ChildProcess[] = [];
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  let boss: PgBoss | undefined;

  /** As the owner, who may do anything. */
  async function sql(text: string): Promise<Record<string, unknown>[]> {
    const owner = openPool({ url: database().ownerUrl, name: "owner", maxConnections: 1, prepare: false });
    try {
      return [...(await owner.database.execute(drizzleSql.raw(text)))];
    } finally {
      await owner.close();
    }
  }

  return {
    warnings,

    engine(options: Partial<PostgresWorkflowsOptions> = {}): WorkflowEngine {
      const engine = postgresWorkflows({ databaseUrl: database().queueUrl, onWarning, ...SHORT, ...options });
      engines.push(engine);
      return engine;
    },

    /** pg-boss itself, as the engine's login: what others could do to the same tables. */
    async bare(): Promise<PgBoss> {
      const storage = { migrate: false, supervise: false, schedule: false, max: 2 };
      boss ??= new PgBoss({ connectionString: database().queueUrl, ...storage });
      boss.on("error", () => undefined);
      return boss.start();
    },

    sql,

    /** A worker in a process of its own, which says what its handlers do. */
    async process(options: Partial<PostgresWorkflowsOptions> = {}) {
      const given = { databaseUrl: database().queueUrl, ...SHORT, ...HASTY, ...options };
      const child = fork(path.join(import.meta.dirname, "fixtures/postgres-worker.ts"), [JSON.stringify(given)]);
      children.push(child);
      const said: Said[] = [];
      child.on("message", (message) => void said.push(message as Said));
      await vi.waitFor(() => {
        if (!said.some(({ what }) => what === "ready")) throw new Error("the worker is not ready");
      }, PATIENT);
      return {
        said,
        heard: (what: string) => until(() => said.some((one) => one.what === what)),
        async kill(): Promise<void> {
          const gone = once(child, "exit");
          child.kill("SIGKILL");
          await gone;
        },
        gone: async () => void (child.exitCode ?? (await once(child, "exit"))),
      };
    },

    /** For `afterEach`: the next test begins with empty queues. */
    async end(): Promise<void> {
      for (const child of children.splice(0)) child.kill("SIGKILL");
      await Promise.all(engines.splice(0).map((engine) => engine.stop({ signal: AbortSignal.abort() })));
      await boss?.stop({ graceful: false });
      boss = undefined;
      warnings.length = 0;
      await sql("delete from pgboss.job");
    },
  };
}

interface Said {
  readonly what: string;
  readonly number?: number;
}

const PATIENT = { timeout: 20_000, interval: 20 };

/** Until it is so; a machine that is busy takes its time. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => {
    if (!(await isSo())) throw new Error(`it never became so: ${isSo.toString()}`);
  }, PATIENT);
}

export async function ended(engine: WorkflowEngine, id: string): Promise<Run> {
  await until(async () => (await engine.findRun(id))?.endedAt !== undefined);
  const run = await engine.findRun(id);
  if (run === undefined) throw new Error("the run is gone");
  return run;
}

export function request(given: Partial<EnqueueRequest> = {}): EnqueueRequest {
  const nobody = { tenantId: null, requestId: randomUUID() };
  return { task: "work@1", payload: {}, idempotencyKey: randomUUID(), ...nobody, ...given };
}

/** A task that notes its attempts, and does what it is told. */
export function task(
  run: (payload: unknown, attempt: Attempt) => Promise<void> = async () => {},
  limits: Partial<Omit<Task, "run">> = {},
): Task & { readonly seen: Attempt[] } {
  const seen: Attempt[] = [];
  return {
    name: "work@1",
    attempts: 3,
    backoffMs: 1,
    deadlineMs: 60_000,
    ...limits,
    seen,
    async run(payload, attempt) {
      seen.push(attempt);
      await run(payload, attempt);
    },
  };
}
