import type { Doors } from "@ninefold/identity/tenancy";
import type { AnyTx } from "@ninefold/workflows";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, jobOf, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const HISTORY = 2_000;

/** Runs that ended a year ago, of a hundred workspaces. */
async function endMany(): Promise<void> {
  await harness.read(sql`
    insert into workflows.runs (id, tenant_id, task, kind, queue, input, input_hash, idempotency_key, request_id, actor,
      status, attempts, max_attempts, enqueued_at, started_at, ended_at)
    select id, md5((n % 100)::text)::uuid, 'test.note@1', 'job', 'test', '{}', 'hash', id::text, 'r',
      '{"type":"system","id":"test"}', 'succeeded', 1, 3, at, at, at
    from (select gen_random_uuid() as id, n, timestamptz '2025-01-01' + n * interval '1 second' as at
          from generate_series(1, ${HISTORY}::int) n) run`);
  await harness.read(sql`analyze workflows.runs`);
}

/** Doors that count how many rows of the ledger each transaction has read. */
function countingDoors(read: number[]): Doors {
  const counted =
    <Tx extends AnyTx, T>(work: (tx: Tx) => Promise<T>) =>
    async (tx: Tx): Promise<T> => {
      const value = await work(tx);
      const [row] = await tx.execute<{ rows: string }>(
        sql`select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_user_tables where schemaname = 'workflows' and relname = 'runs'`,
      );
      read.push(Number(row?.rows));
      return value;
    };
  const { doors } = harness;
  return {
    withTenant: (context, work) => doors.withTenant(context, counted(work)),
    withPerson: (context, work) => doors.withPerson(context, counted(work)),
    asSystem: (context, work) => doors.asSystem(context, counted(work)),
  };
}

describe("J-58: thousands of ended runs", () => {
  it("are read by nobody who claims, begins, fails, sends off or settles a run", async () => {
    await endMany();
    const read: number[] = [];
    const failing = jobOf(async (_input, { number }) => {
      if (number === 1) throw new Error("again");
    });
    const world = harness.world({ isDurable: true, doors: countingDoors(read), jobs: [failing] });
    await world.enqueueMany(newTenant(), [{ input: { text: "a" } }, { input: { text: "b" } }]);
    await world.workflows.start();
    await world.drain();
    await world.advance(3_000);
    const made = (await harness.runs()).filter(({ attempts }) => attempts === 2).map(({ status }) => status);
    expect(made).toEqual(["succeeded", "succeeded"]);
    expect(Math.max(...read)).toBeGreaterThan(0);
    expect(Math.max(...read)).toBeLessThan(HISTORY / 10);
  });

  it("are removed while runs are enqueued, claimed, made and settled: nobody waits for a removal", async () => {
    await endMany();
    const [isUnderWay, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isFirst = true;
    const doors: Doors = {
      ...harness.doors,
      asSystem: (context, work) =>
        harness.doors.asSystem(context, async (tx) => {
          const value = await work(tx);
          // Done, and not committed: every lock that a removal takes is held.
          if (isFirst) {
            isFirst = false;
            isUnderWay.resolve();
            await mayGo.promise;
          }
          return value;
        }),
    };
    const sweeping = harness.world({ doors }).workflows.sweep("r");
    await isUnderWay.promise;
    const world = harness.world({ isDurable: true });
    await world.workflows.start();
    await world.enqueueMany(newTenant(), [{ input: { text: "a" } }, { input: { text: "b" } }]);
    await world.drain();
    expect(world.notes).toEqual(["a", "b"]);
    mayGo.resolve();
    expect(await sweeping).toBe(HISTORY);
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  });
});
