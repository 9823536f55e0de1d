import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openPool, type Pool, tenantIdOf } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { sqlUsage } from "../../packages/identity/src/adapters/sql/usage.ts";
import type { RequestsRecord } from "../../packages/identity/src/port-usage.ts";
import { createUsageRecorder } from "../../packages/identity/src/usage-recorder.ts";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { compare, type Compared, type Measure } from "./measure.ts";

const WORKSPACES = 1_000;
/** Rows of one statement: a second of a process in which so many workspaces are busy. */
const BATCHES = [100, 1_000];
const ROWS = 20_000;
const ROUNDS = 11;
const FACTS = 1_000_000;
const GOALS = { throughput: 0.5, growthMb: 5 };

/**
 * What it costs to write down what was used, so that it counts once, in sum, and goes when its workspace goes; against
 * the same rows in statements of the same size into a table that has nothing but a key. And what a process holds of a million.
 */
export async function usageFacts(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-usage-"));
  const server = await openServer({ dataDir, env: {} });
  try {
    const urls = await prepareDatabase(server, { dataDir, env: {} });
    const workspaces = await seeded(server.ownerUrl);
    const pool = openPool({ url: urls.DATABASE_IDENTITY_URL, name: "bench", maxConnections: 1, prepare: true });
    const usage = sqlUsage(pool.database, () => new Date());
    const recorded: Measure[] = [];
    for (const size of BATCHES) {
      const compared = await compare(
        ROUNDS,
        () => perRow((rows) => usage.recordRequests(rows), workspaces, size),
        () => perRow((rows) => insertBare(pool, rows), workspaces, size),
      );
      recorded.push(throughput(size, compared));
    }
    const counted = await grown(usage, workspaces);
    await pool.close();
    return [
      ...recorded,
      {
        area: "identity",
        measure: "memory held after a million requests counted, beyond that after a hundred thousand",
        value: counted.growthMb,
        unit: "MB",
        goal: GOALS.growthMb,
        ok: counted.growthMb <= GOALS.growthMb,
        note: `${counted.micros.toFixed(2)} µs a request, flushed every 10,000`,
      },
    ];
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function throughput(size: number, { value, baseline, ratio, spread }: Compared): Measure {
  const [slowest, fastest] = [1 / spread[1], 1 / spread[0]];
  return {
    area: "identity",
    measure: `usage facts, ${size.toLocaleString("en")} in a statement, throughput against bare inserts`,
    value: 1_000 / value,
    unit: "facts/s",
    baseline: 1_000 / baseline,
    ratio: 1 / ratio,
    goal: GOALS.throughput,
    ok: 1 / ratio >= GOALS.throughput,
    note: `rounds from ${slowest.toFixed(2)} to ${fastest.toFixed(2)}`,
  };
}

/** Workspaces with an owner each, and the table to compare with. */
async function seeded(ownerUrl: string): Promise<readonly string[]> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const [userId, ids] = [randomUUID(), Array.from({ length: WORKSPACES }, () => randomUUID())];
  await owner`insert into identity."user" (id, name, email) values (${userId}, 'Ada', 'ada@inbox.ninefold.dev')`;
  await owner.begin(async (tx) => {
    await tx`insert into identity.organization (id, name, slug, created_at) select id, 'Acme', id::text, now() from unnest(${ids}::uuid[]) as id`;
    await tx`insert into identity.member (organization_id, user_id, role, created_at)
      select id, ${userId}, 'owner', now() from unnest(${ids}::uuid[]) as id`;
  });
  await owner`create table identity.bare (id uuid primary key, tenant_id uuid not null, meter text not null,
    quantity integer not null, from_at timestamptz not null, to_at timestamptz not null, day date not null,
    recorded_at timestamptz not null default clock_timestamp(), published_at timestamptz)`;
  await owner`grant insert on identity.bare to identity_rw`;
  await owner.end();
  return ids;
}

async function perRow(send: (rows: RequestsRecord[]) => Promise<unknown>, workspaces: readonly string[], size: number) {
  const at = new Date();
  const batches = Array.from({ length: ROWS / size }, (_batch, batch) =>
    Array.from({ length: size }, (_, n) => ({
      id: randomUUID(),
      workspaceId: workspaces[(batch * size + n) % workspaces.length] ?? "",
      quantity: 1 + (n % 100),
      from: at,
      to: at,
    })),
  );
  const started = performance.now();
  for (const rows of batches) await send(rows);
  return (performance.now() - started) / ROWS;
}

const insertBare = ({ database }: Pool, rows: readonly RequestsRecord[]) =>
  database.execute(sql`
    insert into identity.bare (id, tenant_id, meter, quantity, from_at, to_at, day)
    select one.id, one."workspaceId", 'api_requests', one.quantity, one."from", one."to", (one."from" at time zone 'utc')::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one(id uuid, "workspaceId" uuid, quantity integer, "from" timestamptz, "to" timestamptz)`);

/** How much more is held after a million requests than after a tenth of them, once all that can go is gone. */
async function grown(usage: ReturnType<typeof sqlUsage>, workspaces: readonly string[]) {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const heldMb = () => {
    if (typeof collect === "function") collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const recorder = createUsageRecorder(usage, {
    now: () => new Date(),
    onTrouble: (error) => {
      throw error;
    },
    after: () => () => undefined,
  });
  const contexts = workspaces.map(
    (id) => ({ tenantId: tenantIdOf(id), actor: { type: "service", id: "key" } }) as const,
  );
  let [countingMs, early] = [0, 0];
  for (let done = 0; done < FACTS; done += 10_000) {
    if (done === FACTS / 10) early = heldMb();
    const started = performance.now();
    for (let n = done; n < done + 10_000; n += 1) {
      const context = contexts[n % contexts.length];
      if (context !== undefined) recorder.note(context);
    }
    countingMs += performance.now() - started;
    await recorder.flush();
  }
  return { growthMb: Math.max(0, heldMb() - early), micros: (countingMs * 1_000) / FACTS };
}
