import { randomUUID } from "node:crypto";
import { databaseClock, maxPayloadBytes } from "@ninefold/workflows";
import { inlineWorkflows } from "@ninefold/workflows/inline";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Harness, jobOf, newSystem, newTenant, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const SECOND = 1_000;
const YEAR = 365 * 24 * 60 * 60 * SECOND;

function pass(world: World, ms: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
}

describe("a delay", () => {
  it("J-44: keeps a run until it is due, and not a millisecond longer", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "later" }, { delayMs: 60 * SECOND });
    await world.drain();
    pass(world, 60 * SECOND - 1);
    await world.drain();
    expect(world.notes).toEqual([]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({
      status: "scheduled",
      dueAt: new Date(world.clock.now.getTime() + 1),
    });
    pass(world, 1);
    await world.drain();
    expect(world.notes).toEqual(["later"]);
  });

  it("J-44: of nothing, or until a time that has passed, is none; one of a year survives", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.workflows.start();
    const { now } = world.clock;
    await world.enqueue(context, { text: "none" }, { delayMs: 0 });
    await world.enqueue(context, { text: "past" }, { runAt: new Date(now.getTime() - YEAR) });
    await world.enqueue(context, { text: "year" }, { runAt: new Date(now.getTime() + YEAR) });
    await world.drain();
    expect(world.notes.toSorted()).toEqual(["none", "past"]);
    pass(world, YEAR - 1);
    await world.drain();
    expect(world.notes).toHaveLength(2);
    pass(world, 1);
    await world.drain();
    expect(world.notes).toContain("year");
  });

  it("J-44: wakes the relay when it is over, and not at its next look", async () => {
    const begun: number[] = [];
    const world = harness.world({
      engine: inlineWorkflows(),
      jobs: [jobOf(async () => void begun.push(Date.now()))],
      needs: { now: () => new Date() },
    });
    await world.workflows.start();
    const due = Date.now() + 1_500;
    await world.enqueue(newTenant(), { text: "x" }, { runAt: new Date(due) });
    await expect.poll(() => begun.length, { timeout: 20_000 }).toBe(1);
    const [at = 0] = begun;
    expect(at).toBeGreaterThanOrEqual(due);
  });

  it("J-51: ends when the run is cancelled", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" }, { delayMs: SECOND });
    await world.workflows.cancel(context, runId);
    pass(world, SECOND);
    await world.drain();
    expect(world.notes).toEqual([]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "cancelled", attempts: 0 });
  });
});

describe("J-46: a clock that is wrong", () => {
  it("makes a delay as much longer or shorter as the relay's is wrong, and its run once", async () => {
    const clock = { now: new Date(Date.UTC(2026, 0, 1)) };
    const right = harness.world({ clock });
    const context = newTenant();
    await right.workflows.start();
    await right.enqueue(context, { text: "x" }, { delayMs: 60 * SECOND });
    clock.now = new Date(clock.now.getTime() - 600 * SECOND);
    await right.drain();
    clock.now = new Date(clock.now.getTime() + 659 * SECOND);
    await right.drain();
    expect(right.notes).toEqual([]);
    clock.now = new Date(clock.now.getTime() + SECOND);
    await right.drain();
    clock.now = new Date(clock.now.getTime() - 600 * SECOND);
    await right.drain();
    expect(right.notes).toEqual(["x"]);
  });

  it("decides nothing where the database's is there to be seen: no run that is still made is made again", async () => {
    const mayEnd = Promise.withResolvers<void>();
    const right = harness.world({ jobs: [jobOf(() => mayEnd.promise)] });
    const context = newTenant();
    await right.workflows.start();
    const { runId } = await right.enqueue(context, { text: "x" });
    await right.workflows.relay();
    await right.memory.advance(0);
    await expect.poll(async () => (await harness.runs())[0]?.status).toBe("running");
    const shared = {
      now: () => new Date(right.clock.now.getTime() + 600 * SECOND),
      databaseNow: async () => right.clock.now,
    };
    const delayed = await right.enqueue(context, { text: "y" }, { delayMs: 300 * SECOND });
    const ahead = harness.world({ needs: shared });
    await ahead.workflows.start();
    await ahead.drain();
    expect(await ahead.workflows.findRun(context, runId)).toMatchObject({ status: "running", attempts: 1 });
    expect(await ahead.workflows.findRun(context, delayed.runId)).toMatchObject({ status: "scheduled" });
    expect(ahead.notes).toEqual([]);
    mayEnd.resolve();
    await expect
      .poll(() => right.workflows.findRun(context, runId))
      .toMatchObject({ status: "succeeded", attempts: 1 });
  });

  it("is seen to be: the database says what time it is", async () => {
    const at = await databaseClock(harness.doors)();
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60 * SECOND);
  });

  it("may have a run made again that is still made, and its end told once", async () => {
    const mayEnd = Promise.withResolvers<void>();
    const right = harness.world({ jobs: [jobOf(() => mayEnd.promise)] });
    const context = newTenant();
    await right.workflows.start();
    const { runId } = await right.enqueue(context, { text: "x" });
    await right.workflows.relay();
    await right.memory.advance(0);
    await expect.poll(async () => (await harness.runs())[0]?.status).toBe("running");
    const ahead = harness.world({ clock: { now: new Date(right.clock.now.getTime() + 600 * SECOND) } });
    await ahead.workflows.start();
    await ahead.drain();
    await expect
      .poll(() => right.workflows.findRun(context, runId))
      .toMatchObject({ status: "succeeded", attempts: 2 });
    const ended = await right.workflows.findRun(context, runId);
    mayEnd.resolve();
    await right.drain();
    expect(await right.workflows.findRun(context, runId)).toEqual(ended);
    expect(right.troubles).toEqual([]);
  });
});

describe("a time to live", () => {
  it("J-45: that is over before the engine has the run ends it as expired", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" }, { expiresInMs: SECOND });
    pass(world, SECOND);
    await world.drain();
    expect(world.notes).toEqual([]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({
      status: "expired",
      endedAt: world.clock.now,
    });
    expect([await harness.outbox(), world.troubles]).toEqual([[], []]);
  });

  it("J-45: that is over before the first attempt does so, too", async () => {
    const world = harness.world();
    const context = newTenant();
    const { runId } = await world.enqueue(context, { text: "x" }, { expiresInMs: SECOND });
    await world.workflows.relay();
    pass(world, SECOND);
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual([]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "expired", attempts: 0 });
  });

  it("J-45: counts from when the run is due, and says nothing of one that has begun", async () => {
    let starts = 0;
    const failing = jobOf(async () => {
      starts += 1;
      if (starts === 1) throw new Error("again");
    });
    const world = harness.world({ jobs: [failing] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" }, { delayMs: 60 * SECOND, expiresInMs: SECOND });
    pass(world, 60 * SECOND);
    await world.drain();
    expect(starts).toBe(1);
    pass(world, 60 * SECOND);
    await world.drain();
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 2 });
  });
});

describe("a key's lifetime", () => {
  it("J-24: lets the key be used anew once it is over, whatever became of its run, and not before", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.workflows.start();
    const options = { idempotencyKey: "k", keyLifetimeMs: 10 * SECOND };
    const first = await world.enqueue(context, { text: "first" }, options);
    await world.drain();
    pass(world, 10 * SECOND - 1);
    expect(await world.enqueue(context, { text: "first" }, options)).toEqual({ ...first, deduplicated: true });
    await expect(world.enqueue(context, { text: "second" }, options)).rejects.toMatchObject({
      code: "workflows.idempotency_conflict",
    });
    pass(world, 1);
    const second = await world.enqueue(context, { text: "second" }, options);
    expect(second.deduplicated).toBe(false);
    expect(await world.enqueue(context, { text: "second" }, options)).toEqual({ ...second, deduplicated: true });
    await world.drain();
    expect(world.notes).toEqual(["first", "second"]);
    expect(await world.workflows.findRun(context, first.runId)).toMatchObject({ status: "succeeded" });
  });

  it("J-24: that is over makes one run of racing calls", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.enqueue(context, { text: "old" }, { idempotencyKey: "k", keyLifetimeMs: 1 });
    pass(world, 1);
    const calls = Array.from({ length: 20 }, () => world.enqueue(context, { text: "new" }, { idempotencyKey: "k" }));
    const answers = await Promise.all(calls);
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    expect(answers.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
  });
});

describe("what a run is marked with", () => {
  it("is kept in the ledger, each tag once", async () => {
    const world = harness.world();
    const context = newTenant();
    const { runId } = await world.enqueue(
      context,
      { text: "x" },
      { tags: ["a", "b", "a"], priority: "high", concurrencyKey: "k" },
    );
    expect(await world.workflows.findRun(context, runId)).toMatchObject({
      tags: ["a", "b"],
      priority: 1,
      concurrencyKey: "k",
      queue: "test",
    });
  });

  it("is refused where it is none, before anything is written", async () => {
    const world = harness.world();
    const doomed: readonly (readonly [string, object])[] = [
      ["workflows.invalid_time", { delayMs: -1 }],
      ["workflows.invalid_time", { delayMs: Number.NaN }],
      ["workflows.invalid_time", { delayMs: Infinity }],
      ["workflows.invalid_time", { delayMs: 1e300 }],
      ["workflows.invalid_time", { runAt: new Date(Number.NaN) }],
      ["workflows.invalid_time", { runAt: "2026-01-01" }],
      ["workflows.invalid_time", { runAt: new Date(), delayMs: 1 }],
      ["workflows.invalid_time", { expiresInMs: 0 }],
      ["workflows.invalid_time", { expiresInMs: -1 }],
      ["workflows.invalid_time", { idempotencyKey: "k", keyLifetimeMs: 0 }],
      ["workflows.invalid_idempotency_key", { keyLifetimeMs: 1 }],
      ["workflows.invalid_idempotency_key", { idempotencyKey: "\ud800" }],
      ["workflows.invalid_priority", { priority: "urgent" }],
      ["workflows.invalid_priority", { priority: "constructor" }],
      ["workflows.invalid_concurrency_key", { concurrencyKey: "" }],
      ["workflows.invalid_concurrency_key", { concurrencyKey: "a\0" }],
      ["workflows.invalid_concurrency_key", { concurrencyKey: "k".repeat(256) }],
      ["workflows.invalid_tags", { tags: Array.from({ length: 11 }, (_, index) => `t${index}`) }],
      ["workflows.invalid_tags", { tags: [""] }],
      ["workflows.invalid_tags", { tags: ["t".repeat(129)] }],
      ["workflows.invalid_tags", { tags: ["a\0"] }],
      ["workflows.invalid_tags", { tags: [7] }],
    ];
    for (const [code, options] of doomed) {
      const refused = { code, kind: "invalid", retryable: false };
      await expect(world.enqueue(newTenant(), { text: "x" }, options), code).rejects.toMatchObject(refused);
      const items = [{ input: { text: "fine" } }, { input: { text: "x" }, options }];
      await expect(world.enqueueMany(newTenant(), items), code).rejects.toMatchObject(refused);
    }
    expect([await harness.runs(), await harness.outbox()]).toEqual([[], []]);
  });
});

describe("many at once", () => {
  it("are written in one statement each for ledger and outbox, and answered in their order", async () => {
    const world = harness.world();
    const items = Array.from({ length: 1_000 }, (_, index) => ({ input: { text: `t${index}` } }));
    const before = harness.queries();
    const answers = await world.enqueueMany(newTenant(), items);
    expect(harness.queries() - before).toBeLessThanOrEqual(5);
    const about = await harness.inputs();
    expect(answers.map(({ runId }) => about.get(runId))).toEqual(items.map(({ input }) => input.text));
    expect(answers.some(({ deduplicated }) => deduplicated)).toBe(false);
    expect(await harness.outbox()).toHaveLength(1_000);
  });

  it("are at most a thousand, and may be none", async () => {
    const world = harness.world();
    const items = Array.from({ length: 1_001 }, () => ({ input: { text: "x" } }));
    await expect(world.enqueueMany(newTenant(), items)).rejects.toMatchObject({ code: "workflows.invalid_batch" });
    expect(await world.enqueueMany(newTenant(), [])).toEqual([]);
    expect(await harness.runs()).toEqual([]);
  });

  it("make one run of a key, within the batch and beside what there is", async () => {
    const world = harness.world();
    const context = newTenant();
    const there = await world.enqueue(context, { text: "there" }, { idempotencyKey: "there" });
    const answers = await world.enqueueMany(
      context,
      ["b", "there", "a", "b"].map((text) => ({ input: { text }, options: { idempotencyKey: text } })),
    );
    expect(answers.map(({ deduplicated }) => deduplicated)).toEqual([false, true, false, true]);
    expect(answers[1]?.runId).toBe(there.runId);
    expect(answers[3]?.runId).toBe(answers[0]?.runId);
    expect(await harness.runs()).toHaveLength(3);
    expect(await harness.outbox()).toHaveLength(3);
  });

  it("J-22: are refused together where one has another payload under its key, though the caller commits", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.enqueue(context, { text: "there" }, { idempotencyKey: "k" });
    const conflict = { code: "workflows.idempotency_conflict" };
    await world.doors.withTenant(context, async (tx) => {
      const against = [{ input: { text: "fine" } }, { input: { text: "other" }, options: { idempotencyKey: "k" } }];
      await expect(world.workflows.enqueueMany(tx, "test.note", against)).rejects.toMatchObject(conflict);
      const within = ["one", "two"].map((text) => ({ input: { text }, options: { idempotencyKey: "same" } }));
      await expect(world.workflows.enqueueMany(tx, "test.note", within)).rejects.toMatchObject(conflict);
    });
    expect(await harness.runs()).toHaveLength(1);
    expect(await harness.outbox()).toHaveLength(1);
  });

  it("J-22: leave nothing that could run where another writes one of their keys at the same moment", async () => {
    const world = harness.world();
    const context = newTenant();
    const [isWritten, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = world.doors.withTenant(context, async (tx) => {
      await world.workflows.enqueue(tx, "test.note", { text: "first" }, { idempotencyKey: "k" });
      isWritten.resolve();
      await mayCommit.promise;
    });
    await isWritten.promise;
    const items = [{ input: { text: "fine" } }, { input: { text: "second" }, options: { idempotencyKey: "k" } }];
    const second = world.doors.withTenant(context, async (tx) => {
      const batch = world.workflows.enqueueMany(tx, "test.note", items);
      await expect(batch).rejects.toMatchObject({ code: "workflows.idempotency_conflict" });
    });
    await harness.blocked();
    mayCommit.resolve();
    await Promise.all([first, second]);
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual(["first"]);
  });

  it("do not wait for each other in a ring where two write the same keys in opposite orders", async () => {
    const world = harness.world();
    const context = newTenant();
    const items = Array.from({ length: 50 }, (_, index) => {
      return { input: { text: `t${index}` }, options: { idempotencyKey: `k${index}` } };
    });
    await Promise.all(
      Array.from({ length: 4 }, (_, nth) => world.enqueueMany(context, nth % 2 === 0 ? items : items.toReversed())),
    );
    expect(await harness.runs()).toHaveLength(50);
  });

  it("may belong to different workspaces where the transaction is nobody's", async () => {
    const { workflows, doors } = harness.world();
    const tenants = [newTenant(), newTenant()];
    const items = tenants.map(({ tenantId }) => {
      return { input: { text: "x" }, options: { scope: { tenantId, userId: null }, idempotencyKey: "same" } };
    });
    const answers = await doors.asSystem(newSystem(), (tx) => workflows.enqueueMany(tx, "test.note", items));
    for (const [index, tenant] of tenants.entries()) {
      expect(await workflows.findRun(tenant, answers[index]?.runId ?? "")).toMatchObject({ tenantId: tenant.tenantId });
    }
  });

  it("J-27, J-28: hold each input to what one is held to", async () => {
    const world = harness.world({ jobs: [jobOf(async () => undefined, { input: z.any() })] });
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const proto = JSON.parse('{"__proto__": 1}') as object;
    const large = { text: "x".repeat(maxPayloadBytes - '{"text":""}'.length + 1) };
    const doomed = [{ value: 1n }, { value: Number.NaN }, { value: new Map() }, { value: () => 1 }, { value: "a\0" }];
    for (const input of [...doomed, { value: "\ud800" }, ring, proto, large]) {
      const items = [{ input: { text: "fine" } }, { input }];
      await expect(world.enqueueMany(newTenant(), items)).rejects.toMatchObject({ code: "workflows.invalid_payload" });
    }
    expect(await harness.runs()).toEqual([]);
  });
});

describe("a transaction", () => {
  it("J-31: can not be taken back in part: no door has savepoints, so a run goes with all that is beside it", async () => {
    const world = harness.world();
    const refused = world.doors.withTenant(newTenant(), async (tx) => {
      await world.workflows.enqueue(tx, "test.note", { text: "before" });
      await tx.execute(sql`savepoint here`);
    });
    await expect(refused).rejects.toMatchObject({ cause: { code: "tenancy.foreign_query" } });
    expect([await harness.runs(), await harness.outbox()]).toEqual([[], []]);
  });

  it("J-36: that stays open with a run in it keeps no other from running", async () => {
    const world = harness.world();
    const [isWritten, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const context = newTenant();
    const open = world.doors.withTenant(context, async (tx) => {
      await world.workflows.enqueue(tx, "test.note", { text: "open" }, { concurrencyKey: "k" });
      isWritten.resolve();
      await mayCommit.promise;
    });
    await isWritten.promise;
    await world.workflows.start();
    for (const options of [{}, { concurrencyKey: "k" }]) {
      await world.enqueue(context, { text: `beside ${JSON.stringify(options)}` }, options);
    }
    await world.enqueue(newTenant(), { text: "of another" });
    await world.drain();
    expect(world.notes).toHaveLength(3);
    mayCommit.resolve();
    await open;
    await world.drain();
    expect(world.notes.at(-1)).toBe("open");
  });
});

describe("a handler", () => {
  it("J-29: may answer what no queue could keep: nobody keeps it", async () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const outputs: unknown[] = [1n, ring, new Map(), "x".repeat(5_000_000)];
    const job = jobOf(async (input) => outputs[Number((input as { text: string }).text)] as undefined);
    const world = harness.world({ jobs: [job] });
    await world.workflows.start();
    for (const [index] of outputs.entries()) await world.enqueue(newTenant(), { text: String(index) });
    await world.drain();
    expect((await harness.runs()).map(({ status }) => status)).toEqual(outputs.map(() => "succeeded"));
  });

  it("J-4: is called again where its process ended before that it had ended, and its keyed effect is one", async () => {
    const effects = new Map<string, number>();
    const calls: number[] = [];
    let isAway = false;
    const job = jobOf(async (_input, { runId, number }) => {
      calls.push(number);
      effects.set(runId, (effects.get(runId) ?? 0) + 1 - (effects.has(runId) ? 1 : 0));
      isAway = number === 1;
    });
    const { doors } = harness;
    const world = harness.world({
      jobs: [job],
      doors: {
        ...doors,
        withTenant: (context, work) =>
          isAway ? Promise.reject(new Error("the process is gone")) : doors.withTenant(context, work),
      },
    });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: randomUUID() });
    await world.drain();
    isAway = false;
    await world.advance(5_000);
    expect([calls, [...effects.values()]]).toEqual([[1, 2], [1]]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 2 });
  });
});

describe("a failed attempt", () => {
  it("J-13: is followed by another after a wait that doubles, and up to a quarter more", async () => {
    for (const random of [0, 0.999]) {
      const starts: number[] = [];
      const world: World = harness.world({
        needs: { random: () => random },
        jobs: [
          jobOf(
            async () => {
              starts.push(world.clock.now.getTime());
              throw new Error("again");
            },
            { retry: { attempts: 4, backoffMs: 4_000, maxBackoffMs: 10_000 } },
          ),
        ],
      });
      await world.workflows.start();
      await world.enqueue(newTenant(), { text: "x" });
      await world.drain();
      await world.advance(30_000);
      const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
      expect(gaps).toEqual(random === 0 ? [4_000, 8_000, 10_000] : [5_000, 10_000, 12_500]);
      await world.workflows.stop();
    }
  });

  it("J-14: is followed by another when its error says, and the run says when that is", async () => {
    let retryAt = new Date(0);
    const world = harness.world({
      jobs: [jobOf(() => Promise.reject(Object.assign(new Error("closed until then"), { retryAt })))],
    });
    retryAt = new Date(world.clock.now.getTime() + YEAR);
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    const waits = { status: "waiting_retry", attempts: 1, maxAttempts: 3, dueAt: retryAt };
    expect(await world.workflows.findRun(context, runId)).toMatchObject(waits);
    world.clock.now = new Date(retryAt.getTime() - 1);
    await world.drain();
    expect(await world.workflows.findRun(context, runId)).toMatchObject(waits);
    world.clock.now = retryAt;
    retryAt = new Date(retryAt.getTime() + YEAR);
    await world.drain();
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ attempts: 2 });
  });

  it("J-51: is followed by none where the run is cancelled meanwhile", async () => {
    let starts = 0;
    const failing = jobOf(async () => {
      starts += 1;
      throw new Error("again");
    });
    const world = harness.world({ jobs: [failing] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    await world.workflows.cancel(context, runId);
    await world.advance(10_000);
    expect(starts).toBe(1);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "cancelled" });
  });
});
