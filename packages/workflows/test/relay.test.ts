import { randomUUID } from "node:crypto";
import { type WorkflowEngine, WorkflowsError } from "@ninefold/workflows";
import { memoryWorkflows } from "@ninefold/workflows/memory";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  asDurable,
  effect,
  type Fault,
  type Faults,
  type Harness,
  jobOf,
  newSystem,
  newTenant,
  openHarness,
} from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const two = {
  first: effect(({ data }) => `first of ${nameIn(data)}`),
  second: effect(({ data }) => `second of ${nameIn(data)}`),
};
const reactions = () => ({ "test.happened": two });
const happened = (name: string, orderKey?: string) => ({
  type: "test.happened",
  data: { name },
  ...(orderKey === undefined ? {} : { orderKey }),
});
const nameIn = (data: object) => ("name" in data ? String(data.name) : "?");

/** From the nth on, the process is no more. */
const dead =
  (from: number, first: Fault) =>
  (nth: number): Fault =>
    nth < from ? undefined : nth === from ? first : "before";

describe("a relay that dies", () => {
  const deaths: [string, Faults][] = [
    ...[1, 2, 3, 4, 5, 6].flatMap((nth): [string, Faults][] => [
      [`before its transaction ${nth}`, { door: dead(nth, "before") }],
      [`after its transaction ${nth}`, { door: dead(nth, "after"), ...(nth < 4 ? { engine: dead(1, "before") } : {}) }],
    ]),
    ["before the engine took the third run", { engine: dead(3, "before"), door: dead(5, "before") }],
    ["J-33: after the engine took the third run", { engine: dead(3, "after"), door: dead(5, "before") }],
  ];

  it.each(deaths)("J-32: loses nothing and doubles nothing %s", async (_when, faults) => {
    const { worker, relay, clock } = harness.cluster({ needs: { reactions } });
    const context = newTenant();
    await worker.publish(context, happened("a"), happened("b"));
    await worker.enqueue(context, { text: "job" });
    await worker.workflows.start();
    await relay(faults).workflows.relay();
    await worker.memory.settle();

    clock.now = new Date(clock.now.getTime() + 60_000);
    const next = relay();
    await next.drain();
    expect((await harness.texts()).toSorted()).toEqual(["first of a", "first of b", "second of a", "second of b"]);
    expect(worker.notes).toEqual(["job"]);
    expect(await harness.outbox()).toEqual([]);
    expect((await harness.runs()).every(({ status }) => status === "succeeded")).toBe(true);
    expect(worker.memory.runs()).toHaveLength(5);
  });

  it("leaves what it held to another after half a minute, and not before", async () => {
    const { worker, relay, clock } = harness.cluster();
    await worker.enqueue(newTenant(), { text: "held" });
    await relay({ door: dead(3, "before"), engine: dead(1, "before") }).workflows.relay();
    await relay({ door: dead(4, "before") }).workflows.relay();
    const next = relay();
    clock.now = new Date(clock.now.getTime() + 29_999);
    expect(await next.workflows.relay()).toBe(0);
    clock.now = new Date(clock.now.getTime() + 1);
    expect(await next.workflows.relay()).toBe(1);
  });
});

describe("a relay that is slow", () => {
  it("begins no call that could outlast its hold: nobody takes a row that it has in hand", async () => {
    const { worker, memory, clock, relay } = harness.cluster({ needs: { reactions: one } });
    const names = Array.from({ length: 12 }, (_, index) => `e${index}`);
    await worker.publish(newTenant(), ...names.map((name) => happened(name, "k")));
    const other = relay();
    const asked: string[] = [];
    const taken: number[] = [];
    const slow = harness.world({
      clock,
      needs: { reactions: one },
      engine: {
        ...asDurable(memory),
        enqueue: async (request, options) => {
          asked.push(request.idempotencyKey);
          // As long as a call may take.
          clock.now = new Date(clock.now.getTime() + 9_999);
          taken.push(await other.workflows.relay());
          return memory.enqueue(request, options);
        },
      },
    });
    await slow.workflows.relay();
    expect(await namesOf(asked)).toEqual(names);
    expect(taken).toEqual(names.map(() => 0));
    expect(await harness.outbox()).toEqual([]);
  });

  it("J-33: leaves to another what it held for too long, and touches none of it any more", async () => {
    const { worker, memory, clock, relay } = harness.cluster();
    await worker.enqueue(newTenant(), { text: "held" });
    const stalls = () => {
      const [isAsked, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const enqueue: WorkflowEngine["enqueue"] = async (request) => {
        const run = await memory.enqueue(request);
        isAsked.resolve();
        await mayEnd.promise;
        return run;
      };
      return {
        world: harness.world({ clock, engine: { ...asDurable(memory), enqueue } }),
        isAsked: isAsked.promise,
        end: mayEnd,
      };
    };
    const [first, second] = [stalls(), stalls()];
    const early = first.world.workflows.relay();
    await first.isAsked;
    clock.now = new Date(clock.now.getTime() + 30_000);
    const late = second.world.workflows.relay();
    await second.isAsked;

    first.end.reject(new WorkflowsError("workflows.invalid_payload", "refused after all"));
    expect(await early).toBe(0);
    expect(await harness.outbox()).toMatchObject([{ failures: 0 }]);
    expect(await relay().workflows.relay()).toBe(0);
    second.end.resolve();
    expect(await late).toBe(1);
    expect(await harness.outbox()).toEqual([]);
    expect(memory.runs()).toHaveLength(1);
  });
});

describe("two relays at once", () => {
  it("hand over 200 events so that each reaction happens once", async () => {
    const { worker, relay } = harness.cluster({ needs: { reactions } });
    const contexts = Array.from({ length: 10 }, () => newTenant());
    const names = Array.from({ length: 200 }, (_, index) => `e${index}`);
    for (const [index, context] of contexts.entries()) {
      await worker.publish(context, ...names.slice(index * 20, index * 20 + 20).map((name) => happened(name)));
    }
    await worker.workflows.start();
    await Promise.all([relay().drain(), relay().drain()]);
    await relay().drain();
    const expected = names.flatMap((name) => [`first of ${name}`, `second of ${name}`]);
    expect((await harness.texts()).toSorted()).toEqual(expected.toSorted());
    expect(await harness.outbox()).toEqual([]);
  });

  it("keep the order of a key, whoever takes what", async () => {
    const { worker, relay, handed } = harness.cluster({ needs: { reactions: one } });
    const context = newTenant();
    const names = Array.from({ length: 120 }, (_, index) => `e${index}`);
    await worker.publish(context, ...names.map((name) => happened(name, "k")));
    const [a, b] = [relay(), relay()];
    for (let moved = 1; moved > 0;) {
      const passes = await Promise.all([a.workflows.relay(), b.workflows.relay()]);
      moved = passes.reduce((sum, count) => sum + count);
    }
    expect(await namesOf(handed())).toEqual(names);
  });
});

const one = () => ({ "test.happened": { only: effect(({ data }) => nameIn(data)) } });

describe("an order key", () => {
  it("is kept while the engine refuses every third call", async () => {
    const { worker, relay, handed, clock } = harness.cluster({ needs: { reactions: one } });
    const context = newTenant();
    const names = Array.from({ length: 20 }, (_, index) => `e${index}`);
    await worker.publish(context, ...names.map((name) => happened(name, "k")), happened("free"));
    const flaky = relay({ engine: (nth) => (nth % 3 === 0 ? "before" : undefined) });
    for (let pass = 0; pass < 60; pass++) {
      await flaky.workflows.relay();
      clock.now = new Date(clock.now.getTime() + 60 * 60_000);
    }
    const order = await namesOf(handed());
    expect(order.filter((name) => name !== "free")).toEqual(names);
    expect(order).toContain("free");
  });

  it("holds nobody back but the later events of its own workspace and key", async () => {
    const { worker, relay, handed } = harness.cluster({ needs: { reactions: one } });
    const [mine, other] = [newTenant(), newTenant()];
    await worker.publish(mine, { type: "test.unheard", data: {}, orderKey: "k" });
    await worker.publish(mine, happened("waits", "k"), happened("other key", "k2"), happened("no key"));
    await worker.publish(other, happened("other workspace", "k"));
    await relay().workflows.relay();
    expect((await namesOf(handed())).toSorted()).toEqual(["no key", "other key", "other workspace"]);
  });
});

/** What the runs are about, in their order. */
async function namesOf(runIds: readonly string[]): Promise<readonly string[]> {
  const about = await harness.inputs();
  return runIds.map((id) => about.get(id) ?? "?");
}

describe("an event of an unknown type", () => {
  it("is kept and reported, at growing intervals, and holds up no other", async () => {
    const world = harness.world({ needs: { reactions } });
    await world.publish(newTenant(), { type: "test.unheard", data: { secret: "hunter2" } }, happened("a"));
    await world.publish(newTenant(), { type: "constructor", data: {} });
    for (let second = 0; second < 180; second++) {
      await world.workflows.relay();
      world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    }
    expect(await harness.outbox()).toMatchObject([
      { kind: "event", name: "test.unheard", failures: 2 },
      { kind: "event", name: "constructor", failures: 2 },
    ]);
    expect(world.memory.runs()).toHaveLength(2);
    expect(world.troubles).toHaveLength(4);
    expect(world.troubles[0]?.error).toMatchObject({ code: "workflows.unknown_event" });
    expect(JSON.stringify(world.troubles.map(({ error }) => String(error)))).not.toContain("hunter2");
  });

  it("is delivered as soon as a process starts that knows it", async () => {
    const old = harness.world();
    await old.publish(newTenant(), happened("a"));
    await old.workflows.relay();
    const young = harness.world({ needs: { reactions } });
    await young.workflows.start();
    await young.drain();
    expect((await harness.texts()).toSorted()).toEqual(["first of a", "second of a"]);
  });

  it("has no reactions where the table says so, and goes", async () => {
    const world = harness.world({ needs: { reactions: () => ({ "test.happened": {} }) } });
    await world.publish(newTenant(), happened("a"));
    expect(await world.workflows.relay()).toBe(1);
    expect([await harness.outbox(), await harness.runs()]).toEqual([[], []]);
  });
});

describe("an engine that is down", () => {
  it("J-34: leaves every row, is reported once, and gets the backlog in its order afterwards", async () => {
    let isDown = true;
    const { worker, relay, handed } = harness.cluster();
    const context = newTenant();
    const texts = Array.from({ length: 70 }, (_, index) => `t${index}`);
    for (const text of texts) await worker.enqueue(context, { text });
    const process = relay({ engine: () => (isDown ? "before" : undefined) });
    for (let pass = 0; pass < 5; pass++) expect(await process.workflows.relay()).toBe(0);
    await worker.enqueue(context, { text: "meanwhile" });
    expect(await harness.outbox()).toHaveLength(71);
    expect(process.troubles).toMatchObject([{ step: "hand-over", error: { code: "workflows.unavailable" } }]);

    isDown = false;
    expect(await process.workflows.relay()).toBe(71);
    const order = await namesOf(handed());
    // Those of one batch go side by side.
    const batches = [order.slice(0, 50), order.slice(50)].map((batch) => batch.toSorted());
    expect(batches).toEqual([texts.slice(0, 50).toSorted(), [...texts.slice(50), "meanwhile"].toSorted()]);
    isDown = true;
    await worker.enqueue(context, { text: "down again" });
    await process.workflows.relay();
    expect(process.troubles).toHaveLength(2);
  });

  it("does not keep the others back for a row that it will not take", async () => {
    const { worker, relay } = harness.cluster();
    const context = newTenant();
    await worker.enqueue(context, { text: "refused" });
    for (const text of ["a", "b"]) await worker.enqueue(context, { text });
    const process = relay({ engine: (nth) => (nth === 1 ? "before" : undefined) });
    expect(await process.workflows.relay()).toBe(2);
    expect(await harness.outbox()).toMatchObject([{ failures: 1 }]);
    expect(process.troubles).toMatchObject([{ step: "hand-over", rows: 1 }]);
  });
});

describe("an engine that is down for one workspace's runs alone", () => {
  it("gets everybody else's, though those that it refuses are the oldest", async () => {
    const { worker, relay, handed } = harness.cluster();
    const [refused, other] = [newTenant(), newTenant()];
    for (let index = 0; index < 12; index += 1) await worker.enqueue(refused, { text: `r${index}` });
    for (const text of ["a", "b"]) await worker.enqueue(other, { text });
    const process = relay({ engine: (_nth, { tenantId }) => (tenantId === refused.tenantId ? "before" : undefined) });
    for (let pass = 0; pass < 4; pass += 1) await process.workflows.relay();
    expect((await namesOf(handed())).toSorted()).toEqual(["a", "b"]);
    expect(await harness.outbox()).toHaveLength(12);
  });
});

describe("an engine without a memory", () => {
  it("is given again at the next start what its process took with it, and what was left half-way", async () => {
    const gone = harness.world({ needs: { reactions } });
    const context = newTenant();
    await gone.publish(context, happened("a"));
    await gone.enqueue(context, { text: "waits" });
    expect(await gone.workflows.relay()).toBe(4);
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["queued", "queued", "queued"]);

    const next = harness.world({ needs: { reactions }, clock: gone.clock });
    await next.workflows.start();
    await next.drain();
    expect((await harness.texts()).toSorted()).toEqual(["first of a", "second of a"]);
    expect(next.notes).toEqual(["waits"]);
    await next.workflows.stop();
    // Where the process was not dead after all, what it still has is no longer its to run.
    await gone.workflows.start();
    await gone.drain();
    expect([gone.notes, await harness.texts()]).toMatchObject([[], { length: 2 }]);
  });

  it("is given an attempt again that nobody has heard of for longer than it may take, and counts it", async () => {
    const starts: string[] = [];
    const jobs = (name: string) => [
      jobOf(async (_input, { number }) => {
        starts.push(`${name} ${number}`);
        if (name === "gone") await new Promise(() => {});
      }),
    ];
    const gone = harness.world({ jobs: jobs("gone") });
    const context = newTenant();
    const { runId } = await gone.enqueue(context, { text: "x" });
    await gone.workflows.start();
    await gone.workflows.relay();
    await gone.memory.advance(0);
    await expect.poll(() => starts).toEqual(["gone 1"]);

    const next = harness.world({ jobs: jobs("next"), clock: gone.clock });
    await next.workflows.start();
    await next.drain();
    expect(starts).toEqual(["gone 1"]);
    next.clock.now = new Date(next.clock.now.getTime() + 35_000);
    await next.drain();
    expect(starts).toEqual(["gone 1", "next 2"]);
    expect(await next.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  it("J-10: is not given a run again that took its process down with its last attempt", async () => {
    const jobs = [jobOf(() => new Promise(() => {}), { retry: { attempts: 1, backoffMs: 1_000 } })];
    const gone = harness.world({ jobs });
    const context = newTenant();
    const { runId } = await gone.enqueue(context, { text: "x" });
    await gone.workflows.start();
    await gone.workflows.relay();
    await gone.memory.advance(0);
    await expect.poll(async () => (await harness.runs())[0]?.status).toBe("running");

    const next = harness.world({ jobs, clock: { now: new Date(gone.clock.now.getTime() + 60_000) } });
    await next.workflows.start();
    await next.drain();
    expect(await next.workflows.findRun(context, runId)).toMatchObject({
      status: "dead",
      attempts: 1,
      lastError: "the process ended during the last attempt",
    });
    expect(next.troubles).toMatchObject([{ runId, isDead: true }]);
  });
});

describe("facts of others", () => {
  it("are moved into the outbox in their transaction, until there are none", async () => {
    const facts = Array.from({ length: 5 }, () => randomUUID());
    const world = harness.world({
      needs: {
        reactions,
        importFacts: (publish) =>
          world.doors.asSystem(newSystem(), async (tx) => {
            const batch = facts.splice(0, 2);
            for (const id of batch) {
              await publish(tx, { id, ...happened(id), scope: { tenantId: newTenant().tenantId, userId: null } });
            }
            return batch.length;
          }),
      },
    });
    const ids = [...facts];
    await world.workflows.start();
    await world.drain();
    expect(await harness.texts()).toHaveLength(ids.length * 2);
  });

  it("that can not be moved hold up nothing else, and are reported once", async () => {
    const broken = new Error("no facts today");
    const world = harness.world({ needs: { importFacts: () => Promise.reject(broken) } });
    await world.enqueue(newTenant(), { text: "x" });
    expect(await world.workflows.relay()).toBe(1);
    await world.workflows.relay();
    expect(world.troubles).toEqual([{ error: broken, step: "import-facts" }]);
  });
});

describe("the loop", () => {
  it("relays on a hint, and without one a second later", async () => {
    const listening = harness.world({
      needs: { listen: (onHint) => harness.database.listen("ninefold_outbox", onHint) },
    });
    const deaf = harness.world();
    for (const world of [listening, deaf]) {
      await world.workflows.start();
      await world.enqueue(newTenant(), { text: "x" });
      await expect.poll(async () => (await harness.outbox()).length, { timeout: 5_000, interval: 20 }).toBe(0);
      await world.workflows.stop();
    }
  });

  it("is told by the database whenever something is committed to the outbox", async () => {
    let hints = 0;
    const listener = harness.database.listen("ninefold_outbox", () => (hints += 1));
    await expect.poll(() => hints).toBe(1);
    const world = harness.world();
    await world.publish(newTenant(), happened("a"), happened("b"));
    await expect.poll(() => hints).toBe(2);
    const rolledBack = world.doors.withTenant(newTenant(), async (tx) => {
      await world.workflows.publish(tx, happened("c"));
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow();
    await world.publish(newTenant(), happened("d"));
    await expect.poll(() => hints).toBe(3);
    await listener.close();
  });

  it("asks the database one short question when there is nothing to do", async () => {
    const world = harness.world();
    await world.workflows.relay();
    const before = harness.queries();
    await world.workflows.relay();
    expect(harness.queries() - before).toBe(1);
  });

  it("ends the pass under way when it stops, and begins no other", async () => {
    const [isAsked, mayAnswer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { worker, memory } = harness.cluster();
    const world = harness.world({
      memory,
      engine: {
        ...memory,
        enqueue: async (request) => {
          isAsked.resolve();
          await mayAnswer.promise;
          return memory.enqueue(request);
        },
      },
    });
    await worker.enqueue(newTenant(), { text: "x" });
    await world.workflows.start();
    await isAsked.promise;
    const stopped = world.workflows.stop();
    mayAnswer.resolve();
    await stopped;
    expect(await harness.outbox()).toEqual([]);
    expect(world.troubles).toEqual([]);
    await worker.enqueue(newTenant(), { text: "later" });
    expect(await harness.outbox()).toHaveLength(1);
  });

  it("gives up the calls that it has open when it stops, and leaves their rows to others as they were", async () => {
    const isAsked = Promise.withResolvers<void>();
    const { worker, relay } = harness.cluster();
    const world = harness.world({
      engine: {
        ...asDurable(memoryWorkflows()),
        enqueue: (_request, { signal } = {}) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener("abort", () => reject(new WorkflowsError("workflows.unavailable", "given up")));
            isAsked.resolve();
          }),
      },
    });
    await worker.enqueue(newTenant(), { text: "x" });
    await world.workflows.start();
    await isAsked.promise;
    await world.workflows.stop();
    expect(world.troubles).toEqual([]);
    expect(await harness.outbox()).toMatchObject([{ failures: 0 }]);
    expect(await relay().workflows.relay()).toBe(1);
  });

  it("takes up events though jobs never cease to come", async () => {
    const { worker, memory } = harness.cluster({ needs: { reactions: one } });
    const context = newTenant();
    let jobs = 0;
    const flooded = harness.world({
      needs: { reactions: one },
      engine: {
        ...asDurable(memory),
        enqueue: async (request, options) => {
          const run = await memory.enqueue(request, options);
          if (!request.task.startsWith("reaction/")) await worker.enqueue(context, { text: `t${(jobs += 1)}` });
          if (jobs === 3) await worker.publish(context, happened("a"));
          return run;
        },
      },
    });
    await worker.enqueue(context, { text: "t" });
    await flooded.workflows.start();
    const isHanded = () => memory.runs().some(({ task }) => task.startsWith("reaction/"));
    await expect.poll(isHanded, { timeout: 10_000 }).toBe(true);
    await flooded.workflows.stop();
  });

  it("can not be asked for a pass inside a transaction", async () => {
    const world = harness.world();
    const inside = world.doors.withTenant(newTenant(), () => world.workflows.relay());
    await expect(inside).rejects.toMatchObject({ code: "tenancy.open_transaction" });
  });
});
