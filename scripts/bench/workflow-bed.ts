import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  assertNoOpenTransaction,
  openDatabase,
  type TenantContext,
  type TenantTx,
  tenantIdOf,
} from "@ninefold/identity/tenancy";
import { bindJob, createWorkflows, type JobDefinition, type Workflows } from "@ninefold/workflows";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { z } from "zod";
import type { prepareDatabase } from "../dev/database.ts";

export type Urls = Pick<
  Awaited<ReturnType<typeof prepareDatabase>>,
  "DATABASE_APP_URL" | "DATABASE_SYSTEM_URL" | "DATABASE_QUEUE_URL"
>;

/** What a handler of the bench does: nothing, waits, or leaves one row beside that. */
export type Handle = (input: z.output<typeof Input>, runId: string, attempt: number) => Promise<void>;

const Input = z.object({ ms: z.number(), mark: z.string() });
export const JOB = "bench.work";

const definition = {
  id: JOB,
  version: 1,
  input: Input,
  retry: { attempts: 3, backoffMs: 1_000 },
  deadlineMs: 60_000,
  handler: (handle: Handle) => (input: z.output<typeof Input>, attempt: { runId: string; number: number }) =>
    handle(input, attempt.runId, attempt.number),
} satisfies JobDefinition<typeof Input, Handle>;

export interface ProcessOptions {
  readonly slots?: number;
  readonly leaseMs?: number;
  /** Runs of one workspace that may be in the queue at a time; a job's window when absent. */
  readonly places?: number;
  /** Connections of workspaces' doors, and of the relay's and the ledger's. */
  readonly connections?: { readonly app: number; readonly system: number };
}

export type Product = ReturnType<typeof openProduct>;

/** The workflows of one process, as the product composes them: its doors, its engine, its relay. */
export function openProduct(urls: Urls, handle: Handle, options: ProcessOptions = {}) {
  const { connections = { app: 2, system: 1 }, places, ...engineOptions } = options;
  const wide = places === undefined ? {} : { concurrency: { perKey: places, total: places } };
  const troubles: string[] = [];
  const database = openDatabase({
    appUrl: urls.DATABASE_APP_URL,
    systemUrl: urls.DATABASE_SYSTEM_URL,
    appConnections: connections.app,
    systemConnections: connections.system,
  });
  const engine = postgresWorkflows({
    databaseUrl: urls.DATABASE_QUEUE_URL,
    onWarning: (message) => void troubles.push(message),
    ...engineOptions,
  });
  const workflows: Workflows = createWorkflows(engine, {
    doors: database.doorsOf("workflows"),
    jobs: () => [bindJob({ ...definition, ...wide }, handle)],
    reactions: () => ({}),
    listen: (onHint) => database.listen("ninefold_outbox", onHint),
    now: () => new Date(),
    captureError: (error) => void troubles.push(String(error)),
    assertNoOpenTransaction,
  });
  const doors = database.doorsOf("bench");

  return {
    workflows,
    troubles,
    engine,
    /** In the transaction of a workspace, which has a row of its own to write. */
    inTenant: <T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
      doors.withTenant(context, work),
    /** So many runs, in transactions of a hundred. */
    async fill(context: TenantContext, rows: number, input: z.input<typeof Input>): Promise<void> {
      for (let left = rows; left > 0; left -= 100) {
        await doors.withTenant(context, async (tx) => {
          for (let row = 0; row < Math.min(left, 100); row += 1) await workflows.enqueue(tx, JOB, input);
        });
      }
    },
    async close(): Promise<void> {
      await workflows.stop({ graceMs: 1_000 });
      await database.close();
    },
  };
}

/** The row that a caller writes beside its run. */
export const writeBusinessRow = (tx: { execute(query: SQL): PromiseLike<unknown> }) =>
  tx.execute(sql`insert into "bench"."notes" (id, text) values (${randomUUID()}, 'x')`);

/** A table of the caller's, which both sides write to, and one for handlers' effects. */
export async function layTables(ownerUrl: string) {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  for (const statement of [
    "create schema bench",
    "create table bench.notes (id uuid primary key, text text not null, at timestamptz not null default now())",
    "create table bench.effects (seq bigint generated always as identity primary key, run_id uuid not null)",
    "grant usage on schema bench to app_rw, app_queue, app_system",
    "grant select, insert on all tables in schema bench to app_rw, app_queue, app_system",
  ])
    await owner.unsafe(statement);
  return {
    owner,
    /** Resolves when every run has ended, and the queue has written it down. It looks seldom: looking costs as well. */
    async ended(withinMs = 120_000): Promise<void> {
      const deadline = performance.now() + withinMs;
      while (performance.now() < deadline) {
        const [left] = await owner<{ some: boolean }[]>`
          select exists (select from workflows.runs where ended_at is null)
              or exists (select from pgboss.job where state < 'completed') as some`;
        if (left?.some === false) return;
        await delay(4);
      }
      throw new Error("runs were left that did not end");
    },
    /** Nothing of the rounds before is left to read past. */
    async empty(): Promise<void> {
      await owner`truncate workflows.outbox, workflows.run_lines, workflows.runs, bench.notes, bench.effects`;
      await owner`delete from pgboss.job`;
      for (const table of ["pgboss.job_common", "workflows.runs"]) await owner.unsafe(`vacuum analyze ${table}`);
    },
  };
}

export type Tables = Awaited<ReturnType<typeof layTables>>;

export const newTenant = (): TenantContext => ({
  tenantId: tenantIdOf(randomUUID()),
  actor: { type: "service", id: "bench" },
  requestId: "bench",
});
