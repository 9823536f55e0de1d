import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { openDatabase, tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { and, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { projects } from "../../apps/api/src/product/schema.ts";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { compare, type Measure, perCall } from "./measure.ts";

const TENANTS = 200;
const ROWS_EACH = 1_000;
const LANES = 4;

/**
 * What tenant isolation costs: a single-row read through `withTenant` against the same query through stock drizzle and
 * postgres.js in autocommit, as a role that row-level security does not touch. Four connections each, 200 tenants of
 * 1,000 rows, on loopback and over a wire that is 1 ms long each way.
 */
export async function tenancy(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-tenancy-"));
  const server = await openServer({ dataDir, env: {} });
  try {
    const urls = await prepareDatabase(server, { dataDir, env: {} });
    const ids = await fill(server.ownerUrl);
    const loopback = await measure({ ids, ownerUrl: server.ownerUrl, urls, calls: 2_000, rounds: 15 });
    const proxy = await startProxy(Number(new URL(server.ownerUrl).port), 1);
    const slow = (url: string) => Object.assign(new URL(url), { port: String(proxy.port) }).href;
    const distant = await measure({
      ids,
      ownerUrl: slow(server.ownerUrl),
      urls: { DATABASE_APP_URL: slow(urls.DATABASE_APP_URL), DATABASE_SYSTEM_URL: slow(urls.DATABASE_SYSTEM_URL) },
      calls: 400,
      rounds: 9,
    });
    await proxy.stop();
    return [
      toMeasure("single-row read through withTenant, loopback", loopback, 1.2),
      toMeasure("single-row read through withTenant, 1 ms each way", distant),
    ];
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Compared = Awaited<ReturnType<typeof compare>>;

function toMeasure(measure: string, { value, baseline, ratio, spread }: Compared, goal?: number): Measure {
  const note = `rounds from ${spread[0].toFixed(2)} to ${spread[1].toFixed(2)}`;
  return {
    area: "tenancy",
    measure,
    value,
    unit: "ms",
    baseline,
    ratio,
    note,
    ...(goal !== undefined && { goal, ok: ratio <= goal }),
  };
}

interface Setting {
  readonly ids: readonly { readonly tenantId: string; readonly id: string }[];
  readonly ownerUrl: string;
  readonly urls: { readonly DATABASE_APP_URL: string; readonly DATABASE_SYSTEM_URL: string };
  readonly calls: number;
  readonly rounds: number;
}

async function measure({ ids, ownerUrl, urls, calls, rounds }: Setting): Promise<Compared> {
  const database = openDatabase({
    appUrl: urls.DATABASE_APP_URL,
    systemUrl: urls.DATABASE_SYSTEM_URL,
    appConnections: LANES,
  });
  const { withTenant } = database.doorsOf("bench");
  const actor = { type: "person", id: userIdOf(randomUUID()) } as const;
  const sql = postgres(ownerUrl, { max: LANES, onnotice: () => undefined });
  const stock = drizzle(sql, { casing: "snake_case" });
  const pick = (index: number) => ids[(index * 7919) % ids.length] ?? { tenantId: "", id: "" };

  const ours = (index: number) => {
    const { tenantId, id } = pick(index);
    const context = { tenantId: tenantIdOf(tenantId), actor, requestId: "bench" };
    return withTenant(context, (tx) =>
      tx
        .select()
        .from(projects)
        .where(and(eq(projects.tenantId, context.tenantId), eq(projects.id, id))),
    );
  };
  const theirs = (index: number) => {
    const { tenantId, id } = pick(index);
    return stock
      .select()
      .from(projects)
      .where(and(eq(projects.tenantId, tenantId), eq(projects.id, id)));
  };

  const compared = await compare(
    rounds,
    () => perCall(calls, LANES, ours),
    () => perCall(calls, LANES, theirs),
  );
  await Promise.all([database.close(), sql.end()]);
  return compared;
}

async function fill(ownerUrl: string): Promise<Setting["ids"]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await sql`
    insert into product.projects (tenant_id, id, name, created_by)
    select t.id, gen_random_uuid(), 'project ' || n, gen_random_uuid()
    from (select gen_random_uuid() as id from generate_series(1, ${TENANTS})) t, generate_series(1, ${ROWS_EACH}) n`;
  await sql`analyze product.projects`;
  const rows = await sql<{ tenantId: string; id: string }[]>`
    select tenant_id as "tenantId", id from product.projects order by id limit 5000`;
  await sql.end();
  return rows;
}

async function startProxy(port: number, delayMs: number): Promise<{ port: number; stop: () => Promise<unknown> }> {
  const worker = new Worker(new URL("./slow-proxy.ts", import.meta.url), { workerData: { port, delayMs } });
  const listening = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return { port: listening, stop: () => worker.terminate() };
}
