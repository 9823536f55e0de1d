import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, jobOf, newSystem, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const DAY_MS = 24 * 60 * 60_000;
const START = Date.UTC(2026, 0, 1);

/** Ended runs, all alike. */
async function end(count: number, run: Ended = {}): Promise<void> {
  const { status = "succeeded", daysAgo = 31, discarded = false, schedule = null, keyDaysLeft } = run;
  const endedAt = new Date(START - daysAgo * DAY_MS).toISOString();
  const keyExpiresAt = keyDaysLeft === undefined ? null : new Date(START + keyDaysLeft * DAY_MS).toISOString();
  const discardedAt = discarded ? endedAt : null;
  await harness.read(sql`
    insert into workflows.runs (id, task, kind, queue, schedule, input, input_hash, idempotency_key, key_expires_at,
      request_id, actor, status, attempts, max_attempts, enqueued_at, started_at, ended_at, discarded_at, discard_reason)
    select id, 'test.note@1', 'job', 'test', ${schedule}, '{}', 'hash', id::text, ${keyExpiresAt}::timestamptz, 'r',
      '{"type":"system","id":"test"}', ${status}, 1, 3, ${endedAt}::timestamptz, ${endedAt}::timestamptz,
      ${endedAt}::timestamptz, ${discardedAt}::timestamptz, ${discarded ? "x" : null}
    from (select gen_random_uuid() as id from generate_series(1, ${count}::int)) run`);
}
interface Ended {
  readonly status?: string;
  readonly daysAgo?: number;
  readonly discarded?: boolean;
  readonly schedule?: string;
  readonly keyDaysLeft?: number;
}

describe("J-58: the history of runs", () => {
  it("is forgotten after a month, with its lines, and what has not ended is not", async () => {
    const world = harness.world({ jobs: [jobOf(async (_input, { log }) => log("done"))] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    const waiting = await world.enqueue(context, { text: "x" }, { job: "test.note" });
    world.clock.now = new Date(START + 30 * DAY_MS - 1);
    expect(await world.workflows.sweep("r")).toBe(0);
    world.clock.now = new Date(START + 30 * DAY_MS);
    expect(await world.workflows.sweep("r")).toBe(1);
    expect(await world.workflows.findRun(context, runId)).toBeUndefined();
    expect(await world.workflows.findRun(context, waiting.runId)).toBeDefined();
    expect(await harness.lines()).toEqual([]);
  });

  it("keeps each dead letter until somebody has decided about it", async () => {
    const { workflows } = harness.world();
    await end(2, { status: "dead", daysAgo: 900 });
    await end(3, { status: "dead", daysAgo: 900, discarded: true });
    await end(1, { status: "cancelled" });
    await end(1, { status: "expired" });
    expect(await workflows.sweep("r")).toBe(5);
    expect(await harness.runs()).toMatchObject([{ status: "dead" }, { status: "dead" }]);
  });

  it("is as long as the deployment says", async () => {
    const { workflows } = harness.world({ needs: { keepDays: 90 } });
    await end(1, { daysAgo: 89 });
    await end(1, { daysAgo: 91 });
    expect(await workflows.sweep("r")).toBe(1);
  });

  it("is a day of what schedules started and what succeeded: it would drown the rest", async () => {
    const { workflows } = harness.world();
    await end(4, { daysAgo: 2, schedule: "test.hourly" });
    await end(1, { daysAgo: 2, schedule: "test.hourly", status: "dead", discarded: true });
    await end(1, { daysAgo: 0.5, schedule: "test.hourly" });
    expect(await workflows.sweep("r")).toBe(4);
  });

  it("is longer where a key says so: the same cause makes no second run until then", async () => {
    const world = harness.world();
    await end(1, { keyDaysLeft: 1 });
    await end(1, { keyDaysLeft: -1 });
    await end(1);
    expect(await world.workflows.sweep("r")).toBe(2);
    world.clock.now = new Date(START + 2 * DAY_MS);
    expect(await world.workflows.sweep("r")).toBe(1);
  });

  it("is forgotten in short steps, whatever is locked is left for the next time, and nobody waits for it", async () => {
    const world = harness.world();
    await end(1_201);
    const [isLocked, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reader = harness.doors.asSystem(newSystem(), async (tx) => {
      await tx.execute(sql`select 1 from workflows.runs limit 1 for update`);
      isLocked.resolve();
      await mayGo.promise;
    });
    await isLocked.promise;
    const [swept] = await Promise.all([world.workflows.sweep("r"), world.enqueue(newTenant(), { text: "meanwhile" })]);
    expect(swept).toBe(1_200);
    mayGo.resolve();
    await reader;
    expect(await world.workflows.sweep("r")).toBe(1);
    expect(await harness.runs()).toMatchObject([{ status: "pending" }]);
  });

  it("slows nothing down that looks for work: each question has an index that ended runs are not in", async () => {
    await end(20_000, { daysAgo: 5 });
    await harness.read(sql`analyze workflows.runs`);
    const plan = async (query: string) =>
      (await harness.read<{ "QUERY PLAN": string }>(sql.raw(`explain ${query}`)))
        .map((row) => row["QUERY PLAN"])
        .join("\n");
    for (const [query, index] of [
      ["select count(*) from workflows.runs where dead_since is not null", "runs_dead_letters"],
      ["select id from workflows.runs where wakes_at <= now() order by wakes_at limit 500", "runs_due"],
      ["select status, count(*) from workflows.runs where ended_at is null group by status", "runs_unfinished"],
      [
        "select id from workflows.runs where ended_at <= now() - interval '900 days' order by ended_at limit 500",
        "runs_ended",
      ],
    ] as const) {
      expect(await plan(query)).toContain(index);
    }
  });

  it("outlives what the engine has forgotten", async () => {
    const world = harness.world({ isDurable: true });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    const empty = harness.world({ isDurable: true });
    expect(empty.memory.runs()).toEqual([]);
    expect(await empty.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded" });
  });
});
