import type { SystemEvent } from "@ninefold/workflows";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { openPool } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { effect, type Harness, jobOf, newTenant, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

describe("a reaction that writes, enqueues and then fails", () => {
  it("J-35: leaves none of it, and all of it once when it succeeds", async () => {
    let fails = 1;
    const write = effect(() => "written");
    const between: { runs: number; effects: number }[] = [];
    const world: World = harness.world({
      needs: {
        reactions: () => ({
          "test.happened": {
            follow: async (event: SystemEvent, tx) => {
              await write(event, tx);
              await world.workflows.enqueue(tx, "test.note", { text: "chained" });
              if (fails > 0) {
                fails -= 1;
                throw new Error("not yet");
              }
            },
          },
        }),
        captureError: () => undefined,
      },
    });
    await world.publish(newTenant(), { type: "test.happened", data: {} });
    await world.workflows.start();
    await world.drain();
    between.push({ runs: (await harness.runs()).length, effects: (await harness.effects()).length });
    expect(await harness.runs()).toMatchObject([{ status: "waiting_retry", attempts: 1 }]);
    expect(await harness.outbox()).toEqual([]);
    for (let second = 0; second < 4; second += 1) {
      await world.advance(1_000);
      await world.drain();
    }
    expect(between).toEqual([{ runs: 1, effects: 0 }]);
    expect(await harness.texts()).toEqual(["written"]);
    expect(world.notes).toEqual(["chained"]);
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  });
});

describe("two releases on one queue", () => {
  it("J-53: each makes what it knows: a task that was added, one that was removed, and two versions of one", async () => {
    const done: string[] = [];
    const named = (release: string, id: string, version = 1) =>
      jobOf(async () => void done.push(`${release} ${id}@${version}`), { id, version });
    const release = (...jobs: ReturnType<typeof named>[]) =>
      harness.world({
        jobs,
        engine: postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: () => undefined, pollMs: 100 }),
        needs: { now: () => new Date() },
      });
    const older = release(named("old", "test.kept"), named("old", "test.removed"));
    const newer = release(named("new", "test.kept"), named("new", "test.kept", 2), named("new", "test.added"));
    const context = newTenant();
    const enqueue = (world: World, job: string) => world.enqueue(context, { text: "x" }, { job });
    // What was enqueued before the deploy, and what both write during it.
    await enqueue(older, "test.removed");
    await enqueue(newer, "test.kept");
    await enqueue(newer, "test.added");
    await newer.workflows.start();
    await newer.workflows.relay();
    await statuses(["queued", "succeeded", "succeeded"]);
    expect(done.toSorted()).toEqual(["new test.added@1", "new test.kept@2"]);

    await older.workflows.start();
    await statuses(["succeeded", "succeeded", "succeeded"]);
    await enqueue(older, "test.kept");
    await older.workflows.relay();
    await statuses(["succeeded", "succeeded", "succeeded", "succeeded"]);
    expect(done.slice(2).map((one) => one.replace(/^(old|new) test.kept@1$/, "either test.kept@1"))).toEqual([
      "old test.removed@1",
      "either test.kept@1",
    ]);
    await Promise.all([older.workflows.stop(), newer.workflows.stop()]);
  });
});

describe("an old snapshot", () => {
  it("J-36: is held by no login of ours for longer than a quarter of a minute, which bounds what it costs the queue", async () => {
    for (const url of [harness.systemUrl, harness.queueUrl]) {
      const pool = openPool({ url, name: "snapshot", maxConnections: 1, prepare: false });
      const [setting] = await pool.database.execute(sql`show idle_in_transaction_session_timeout`);
      await pool.close();
      expect(setting).toEqual({ idle_in_transaction_session_timeout: "15s" });
    }
  });
});

async function statuses(expected: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await harness.runs()).map(({ status }) => status), { timeout: 15_000, interval: 30 })
    .toEqual(expected);
}
