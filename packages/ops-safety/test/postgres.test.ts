import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { createSafety } from "@ninefold/ops-safety";
import { openProcess } from "./postgres-target.ts";

const created = await createTestDatabase();
afterAll(() => created.drop());
const now = () => new Date();
const inAnHour = () => new Date(Date.now() + 3_600_000);
const request = () => ({ dependency: "media", reason: "it leaks", actor: "operator-1", expiresAt: inAnHour() });
const call = { dependency: "media", operation: "put", idempotent: true };

describe("the store in Postgres", () => {
  it("I-104 goes on with what it last knew while Postgres does not answer: switches hold, flags answer, calls are made", async () => {
    const one = openProcess(created.urls, now);
    const safety = guarded(one.store);
    await one.store.activate(request());
    const flag = { key: "suite.x", fallback: false };
    await one.store.setRollout({ flag: flag.key, value: true, percent: 100, actor: "operator-1" });
    const lock = await holdEverything();
    try {
      const startedMs = performance.now();
      await expect(safety.guard(call, async () => "stored")).rejects.toMatchObject({ code: "ops_safety.switched_off" });
      expect(await safety.guard({ ...call, dependency: "billing" }, async () => "paid")).toBe("paid");
      expect(await one.store.evaluate(flag, { tenantId: crypto.randomUUID(), userId: null })).toBe(true);
      expect(performance.now() - startedMs).toBeLessThan(200);
    } finally {
      await lock.release();
    }
    await one.store.clear("media");
    await one.close();
  });

  it("lets calls through, and says so, when Postgres was never there", async () => {
    const gone = "postgres://nobody:nothing@127.0.0.1:1/none";
    const stale: unknown[] = [];
    const one = openProcess({ DATABASE_APP_URL: gone, DATABASE_SYSTEM_URL: gone }, now, (error) => stale.push(error));
    const failures: unknown[] = [];
    const safety = guarded(one.store, (error) => failures.push(error));
    expect(await safety.guard(call, async () => "stored")).toBe("stored");
    expect(failures).toMatchObject([expect.anything()]);
    expect(await one.store.evaluate({ key: "suite.x", fallback: 3 }, { tenantId: null, userId: null })).toBe(3);
    await expect(one.store.activate(request())).rejects.toMatchObject({ code: "ops_safety.unavailable" });
    expect(stale.length).toBeLessThanOrEqual(1);
    await one.close();
  });

  it("ends one of two switches that are thrown at once, and keeps the other, not both", async () => {
    const [one, other] = [openProcess(created.urls, now), openProcess(created.urls, now)];
    await Promise.all([one.store.activate(request()), other.store.activate({ ...request(), reason: "second" })]);
    expect(await one.store.listSwitches()).toHaveLength(1);
    await one.store.clear("media");
    await Promise.all([one.close(), other.close()]);
  });

  it("is read and written by no login of requests", async () => {
    const sql = postgres(created.urls.DATABASE_APP_URL, { max: 1, onnotice: () => undefined });
    for (const table of ["kill_switches", "flag_rollouts", "flag_overrides", "process_reports"]) {
      await expect(sql`select * from ops_safety.${sql(table)}`, table).rejects.toMatchObject({ code: "42501" });
    }
    await sql.end();
  });
});

function guarded(store: Parameters<typeof createSafety>[0], captureError: (error: unknown) => void = () => {}) {
  return createSafety(store, { assertNoOpenTransaction: () => {}, now, recordCall: () => {}, captureError });
}

/** Every read of the store's tables waits until this is released: a Postgres that is there and does not answer. */
async function holdEverything() {
  const sql = postgres(created.ownerUrl, { max: 1, onnotice: () => undefined });
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const done = sql.begin(async (tx) => {
    await tx`lock ops_safety.kill_switches, ops_safety.flag_rollouts, ops_safety.flag_overrides in access exclusive mode`;
    held.resolve();
    await promise;
  });
  await held.promise;
  return {
    async release() {
      resolve();
      await done;
      await sql.end();
    },
  };
}
