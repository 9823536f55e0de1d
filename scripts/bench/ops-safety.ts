import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Doors, openDatabase, type TenantContext, tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { createAudit } from "../../packages/ops-safety/src/service/audit.ts";
import { createLimits } from "../../packages/ops-safety/src/service/limits.ts";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { compare, type Measure, perCall } from "./measure.ts";

const LANES = 4;
const CALLS = 400;
const ROUNDS = 11;
const CALLERS = 200;
const LIMIT_GOAL = 2;
const AUDIT_GOAL = 2;

/**
 * What counting a request costs, against the cheapest thing that a request can ask of its data: one row through a door.
 * And what an audit entry adds to a change, against the same change without one. Four connections, on loopback.
 */
export async function opsSafety(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-ops-safety-"));
  const server = await openServer({ dataDir, env: {} });
  try {
    const urls = await prepareDatabase(server, { dataDir, env: {} });
    const database = openDatabase({
      appUrl: urls.DATABASE_APP_URL,
      systemUrl: urls.DATABASE_SYSTEM_URL,
      appConnections: LANES,
    });
    const doors = database.doorsOf("ops-safety");
    const measures = [await limits(doors), await audit(doors)];
    await database.close();
    return measures;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function limits(doors: Doors): Promise<Measure> {
  const uncounted: unknown[] = [];
  const counter = createLimits({
    doors,
    now: () => new Date(),
    factor: 1_000_000,
    onUncounted: ({ error }) => void uncounted.push(error),
  });
  const callers = Array.from({ length: CALLERS }, () => `person:${randomUUID()}`);
  const compared = await compare(
    ROUNDS,
    () =>
      perCall(CALLS, LANES, (index) =>
        counter.count("api", { who: callers[index % CALLERS] ?? "", requestId: "bench" }),
      ),
    () => perCall(CALLS, LANES, () => doors.withTenant(aTenant(), (tx) => tx.execute(sql`select 1`))),
  );
  if (uncounted.length > 0) throw new Error(`${uncounted.length} requests were not counted`, { cause: uncounted[0] });
  return toMeasure("request counted, against one row through a door", compared, LIMIT_GOAL);
}

async function audit(doors: Doors): Promise<Measure> {
  const log = createAudit({ doors, now: () => new Date(), onUnknownActor: () => undefined });
  const entry = { action: "bench.happened", subject: { type: "nothing", id: "1" } };
  const compared = await compare(
    ROUNDS,
    () =>
      perCall(CALLS, LANES, () =>
        doors.withTenant(aTenant(), async (tx) => {
          await change(tx);
          await log.write(tx, entry);
        }),
      ),
    () => perCall(CALLS, LANES, () => doors.withTenant(aTenant(), async (tx) => void (await change(tx)))),
  );
  return toMeasure("change with an audit entry, against the change alone", compared, AUDIT_GOAL);
}

const change = (tx: Parameters<Parameters<Doors["withTenant"]>[1]>[0]) =>
  tx.execute(sql`insert into ops_safety.audit_intents (id, tenant_id, action, subject_id, actor_type, request_id)
    values (gen_random_uuid(), app.tenant_id(), 'bench.change', '1', 'system', 'bench')`);

function aTenant(): TenantContext {
  const actor = { type: "person", id: userIdOf(randomUUID()) } as const;
  return { tenantId: tenantIdOf(randomUUID()), actor, requestId: "bench" };
}

function toMeasure(measure: string, compared: Awaited<ReturnType<typeof compare>>, goal: number): Measure {
  const { value, baseline, ratio, spread } = compared;
  const note = `rounds from ${spread[0].toFixed(2)} to ${spread[1].toFixed(2)}`;
  return { area: "ops-safety", measure, value, unit: "ms", baseline, ratio, goal, ok: ratio <= goal, note };
}
