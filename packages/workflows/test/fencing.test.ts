import type { Doors } from "@ninefold/identity/tenancy";
import { type Attempt, type Job, type Task, WorkflowsError } from "@ninefold/workflows";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asDurable, effect, faultyDoors, type Harness, jobOf, newTenant, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

/** Doors whose nth transaction of a workspace waits until it may. */
function stalling(nth: number) {
  const [isThere, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let count = 0;
  const doors: Doors = {
    ...harness.doors,
    async withTenant(context, work) {
      if (++count === nth) {
        isThere.resolve();
        await mayGo.promise;
      }
      return harness.doors.withTenant(context, work);
    },
  };
  return { doors, isThere: isThere.promise, go: mayGo.resolve };
}

const durable = { isDurable: true };

/** Gives another worker the run that the first one has as well. */
async function handTo(other: World, first: World): Promise<void> {
  const [run] = first.memory.runs();
  const [row] = await harness.runs();
  const { task = "", tenantId = null, requestId = "" } = run ?? {};
  const payload = { runId: row?.id, userId: null, handed: 0 };
  await other.memory.enqueue({ task, tenantId, requestId, payload, idempotencyKey: "again" });
}

describe("J-7: two workers with one run", () => {
  it("have the effects of a reaction once, when the first stalls between its two transactions", async () => {
    const needs = { reactions: () => ({ "test.happened": { write: effect() } }) };
    const { doors, isThere, go } = stalling(2);
    const [first, other] = [harness.world({ ...durable, needs, doors }), harness.world({ ...durable, needs })];
    await other.publish(newTenant(), { type: "test.happened", data: {} });
    await first.workflows.relay();
    await Promise.all([first.workflows.start(), other.workflows.start()]);
    await first.memory.advance(0);
    await isThere;
    await handTo(other, first);
    await other.memory.settle();
    go();
    await first.memory.settle();
    expect(await harness.texts()).toHaveLength(1);
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 2 }]);
  });

  it("let the later attempt say what became of it: a failure that is told late changes nothing", async () => {
    const gate = Promise.withResolvers<void>();
    const { doors, isThere, go } = stalling(2);
    const failing = jobOf(() => Promise.reject(new Error("late")));
    const first = harness.world({ ...durable, doors, jobs: [failing] });
    const other = harness.world({ ...durable, jobs: [jobOf(() => gate.promise)] });
    await other.enqueue(newTenant(), { text: "x" });
    await first.workflows.relay();
    await Promise.all([first.workflows.start(), other.workflows.start()]);
    await first.memory.advance(0);
    await isThere;
    await handTo(other, first);
    await other.memory.advance(0);
    await expect.poll(() => harness.runs()).toMatchObject([{ status: "running", attempts: 2 }]);
    go();
    await first.memory.settle();
    expect(await harness.runs()).toMatchObject([{ status: "running", attempts: 2, lastError: null }]);
    expect(first.troubles).toEqual([]);
    gate.resolve();
    await other.memory.settle();
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 2 }]);
  });
});

describe("J-52: an attempt that a stopping process gave back", () => {
  it("says nothing more of its run, however late its handler ends", async () => {
    const [mayEnd, mayFinish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let transactions = 0;
    const doors: Doors = {
      ...harness.doors,
      withTenant: (context, work) => {
        transactions += 1;
        return harness.doors.withTenant(context, work);
      },
    };
    const [leaving, staying] = [
      harness.world({ ...durable, doors, jobs: [jobOf(() => mayEnd.promise)] }),
      harness.world({ ...durable, jobs: [jobOf(() => mayFinish.promise)] }),
    ];
    await staying.enqueue(newTenant(), { text: "x" });
    await leaving.workflows.relay();
    await Promise.all([leaving.workflows.start(), staying.workflows.start()]);
    await leaving.memory.advance(0);
    await expect.poll(() => harness.runs()).toMatchObject([{ status: "running", attempts: 1 }]);
    await leaving.workflows.stop({ signal: AbortSignal.abort() });
    expect(await harness.runs()).toMatchObject([{ status: "queued", attempts: 0 }]);
    await handTo(staying, leaving);
    await staying.memory.advance(0);
    await expect.poll(() => harness.runs()).toMatchObject([{ status: "running", attempts: 1 }]);
    mayEnd.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    // It began, and it was given back.
    expect(transactions).toBe(2);
    mayFinish.resolve();
    await staying.memory.settle();
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 1 }]);
  });
});

/** A run, and the hands of an engine that has it. */
async function inHand(handle: Job["handle"]) {
  const tasks: Task[] = [];
  const { memory } = harness.world();
  const world = harness.world({
    engine: { ...asDurable(memory), start: async (given) => void tasks.push(...given) },
    jobs: [jobOf(handle)],
  });
  const context = newTenant();
  const { runId } = await world.enqueue(context, { text: "x" });
  await world.workflows.relay();
  await world.workflows.start();
  const controller = new AbortController();
  const { tenantId, requestId } = context;
  const first: Attempt = { runId, tenantId, requestId, number: 1, isLast: false, signal: controller.signal };
  const attempt = async (given: Partial<Attempt> = {}) =>
    tasks[0]?.run({ runId, userId: null, handed: 0 }, { ...first, ...given });
  return { world, attempt, abort: (reason: WorkflowsError) => controller.abort(reason) };
}

describe("a run that its engine makes no more", () => {
  it("has the attempts that the ledger counts all the same", async () => {
    const { world, attempt } = await inHand(() => Promise.reject(new Error("no")));
    await expect(attempt({ number: 23, isLast: true })).rejects.toMatchObject({ code: "workflows.dead" });
    expect(await harness.runs()).toMatchObject([{ status: "waiting_retry", attempts: 1, lastError: "no" }]);
    expect(world.troubles).toMatchObject([{ isDead: false }]);
  });
});

describe("J-8: an attempt whose handler ignores its signal", () => {
  it("has failed in the ledger at once, and is over for its engine when the handler is", async () => {
    const mayEnd = Promise.withResolvers<void>();
    const { world, attempt, abort } = await inHand(() => mayEnd.promise);
    let isOver = false;
    const made = attempt().finally(() => (isOver = true));
    await expect.poll(() => harness.runs()).toMatchObject([{ status: "running" }]);
    abort(new WorkflowsError("workflows.deadline_exceeded", "too slow"));
    await expect.poll(() => harness.runs()).toMatchObject([{ status: "waiting_retry", lastError: "too slow" }]);
    // It would not wait for the handler, which may never end.
    await world.workflows.stop();
    expect(isOver).toBe(false);
    mayEnd.resolve();
    await expect(made).rejects.toMatchObject({ code: "workflows.dead" });
    expect(await harness.runs()).toMatchObject([{ status: "waiting_retry" }]);
  });
});

describe("a run that was handed over anew", () => {
  it("is no longer begun by the process that had it before", async () => {
    const gate = Promise.withResolvers<void>();
    const starts: string[] = [];
    const jobs = (name: string) => [
      jobOf(async () => {
        starts.push(name);
        await gate.promise;
      }),
    ];
    let isCutOff = false;
    const doors = faultyDoors(harness.doors, () => (isCutOff ? "before" : undefined));
    const before = harness.world({ doors, jobs: jobs("before") });
    await before.enqueue(newTenant(), { text: "x" });
    await before.workflows.start();
    await before.workflows.relay();
    isCutOff = true;
    const after = harness.world({ jobs: jobs("after"), clock: before.clock });
    await after.workflows.start();
    await after.workflows.relay();
    await after.memory.advance(0);
    await expect.poll(() => starts).toEqual(["after"]);
    await before.memory.settle();
    gate.resolve();
    await after.memory.settle();
    expect(starts).toEqual(["after"]);
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 1 }]);
  });
});

describe("J-51: a cancelled run", () => {
  it("does not start, though the engine never heard of it", async () => {
    const { memory } = harness.world();
    const world = harness.world({
      memory,
      engine: { ...memory, cancel: () => Promise.reject(new WorkflowsError("workflows.unavailable", "down")) },
    });
    const context = newTenant();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.workflows.relay();
    await world.workflows.cancel(context, runId);
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual([]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "cancelled", attempts: 0 });
    expect(world.troubles).toMatchObject([{ step: "cancel", error: { code: "workflows.unavailable" } }]);
  });
});

describe("a ledger that is out of reach", () => {
  it("uses up none of a run's attempts, and holds it no longer than it lasts", async () => {
    let isDown = true;
    const doors: Doors = {
      ...harness.doors,
      withTenant: async (context, work) => {
        if (isDown) throw Object.assign(new Error("no connection"), { kind: "unavailable", retryable: false });
        return harness.doors.withTenant(context, work);
      },
    };
    const world = harness.world({ doors });
    const context = newTenant();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.workflows.start();
    await world.drain();
    await world.advance(20_000);
    isDown = false;
    await world.advance(20_000);
    expect(world.notes).toEqual(["x"]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 1 });
  });
});
