import { createRunAdmin, type Job, type JobAttempt } from "@ninefold/workflows";
import { runLines } from "@ninefold/workflows/schema";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, jobOf, newPerson, newSystem, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const by = () => ({ actor: newPerson().userId, requestId: "r" });

/** A job that says something of itself on each attempt, and then does what it is told. */
const telling = (tell: (attempt: JobAttempt) => void | Promise<void>, given: Partial<Job> = {}): Job =>
  jobOf(async (_input, attempt) => tell(attempt), given);

const PROGRESS = sql`select progress from workflows.runs order by enqueued_at, id`;
const said = async () => (await harness.lines()).map(({ attempt, kind, message }) => [attempt, kind, message]);
const progress = async () => (await harness.read<{ progress: number }>(PROGRESS)).map((row) => row.progress);

describe("what an attempt says", () => {
  it("is kept with the run, whichever scope that has, and is its own workspace's alone", async () => {
    const world = harness.world({ jobs: [telling(({ log }) => log("half of it"))] });
    const { workflows, doors } = world;
    const [context, person] = [newTenant(), newPerson()];
    await workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await doors.withPerson(person, (tx) => workflows.enqueue(tx, "test.note", { text: "x" }));
    await doors.asSystem(newSystem(), (tx) =>
      workflows.enqueue(tx, "test.note", { text: "x" }, { scope: { tenantId: null, userId: null } }),
    );
    await world.drain();
    const lines = await harness.lines();
    expect(lines.map(({ message, attempt }) => [message, attempt])).toEqual(lines.map(() => ["half of it", 1]));
    expect(lines.map(({ tenantId }) => tenantId).filter(Boolean)).toEqual([context.tenantId]);
    expect(lines.map(({ userId }) => userId).filter(Boolean)).toEqual([person.userId]);
    expect(lines).toHaveLength(3);

    const seen = (own: typeof context) =>
      harness.doors.withTenant(own, (tx) => tx.select({ runId: runLines.runId }).from(runLines));
    expect([await seen(context), await seen(newTenant())]).toEqual([[{ runId }], []]);
  });

  it("costs nothing where it says nothing: a run that succeeds at once has no line", async () => {
    const world = harness.world();
    await world.workflows.start();
    await world.enqueue(newTenant(), { text: "x" });
    await world.drain();
    expect([await harness.lines(), await progress()]).toEqual([[], [null]]);
  });

  it("is in the timeline with each attempt, its error, and when the next one is due", async () => {
    const world = harness.world({
      jobs: [
        telling((attempt) => {
          attempt.progress(attempt.number * 10);
          if (attempt.number === 2) attempt.log("the vendor answers again");
          if (attempt.number < 3) throw new Error(`no ${attempt.number}`);
        }),
      ],
    });
    const admin = createRunAdmin({
      doors: harness.doors,
      jobs: () => [jobOf(async () => undefined)],
      reactions: () => ({}),
      now: () => world.clock.now,
      letGo: async () => undefined,
      audit: async () => undefined,
    });
    const { runId } = await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.start();
    await world.drain();
    const failedAt = world.clock.now;
    const waiting = await admin.read(by(), runId);
    expect(waiting).toMatchObject({ status: "waiting_retry", attempts: 1, maxAttempts: 3, progress: 10 });
    const waitMs = (waiting.nextAttemptAt?.getTime() ?? 0) - failedAt.getTime();
    expect(waitMs).toBeGreaterThanOrEqual(1_000);
    expect(waitMs).toBeLessThanOrEqual(1_250);

    await world.advance(10_000);
    const done = await admin.read(by(), runId);
    expect(done).toMatchObject({ status: "succeeded", progress: 30, nextAttemptAt: null });
    expect(done.timeline.map(({ what, attempt, message }) => [what, attempt, message])).toEqual([
      ["enqueued", null, null],
      ["started", 1, null],
      ["failed", 1, "no 1"],
      ["started", 2, null],
      ["said", 2, "the vendor answers again"],
      ["failed", 2, "no 2"],
      ["started", 3, null],
      ["succeeded", null, null],
    ]);
  });

  it("does not show the progress of an earlier attempt as its own", async () => {
    const gate = Promise.withResolvers<void>();
    const world = harness.world({
      jobs: [
        telling(async ({ number, progress: tell }) => {
          if (number > 1) return gate.promise;
          tell(80);
          throw new Error("no");
        }),
      ],
    });
    await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.start();
    await world.drain();
    expect(await progress()).toEqual([80]);
    world.clock.now = new Date(world.clock.now.getTime() + 2_000);
    await world.workflows.relay();
    await world.memory.advance(0);
    await expect.poll(harness.runs).toMatchObject([{ status: "running", attempts: 2 }]);
    expect(await progress()).toEqual([null]);
    gate.resolve();
    await world.memory.settle();
  });

  it("is told also while its handler has a transaction open, and whatever becomes of that", async () => {
    const context = newTenant();
    const world = harness.world({
      jobs: [
        telling(({ log }) =>
          harness.database
            .doorsOf("fixture")
            .withTenant(context, async () => {
              log("inside");
              await new Promise((resolve) => setImmediate(resolve));
              throw new Error("rolled back");
            })
            .catch(() => undefined),
        ),
      ],
    });
    await world.enqueue(context, { text: "x" });
    await world.workflows.start();
    await world.drain();
    expect(await said()).toEqual([[1, "log", "inside"]]);
    expect(world.troubles).toEqual([]);
  });

  it("is at most 200 lines a run, over all its attempts", async () => {
    const world = harness.world({
      jobs: [
        telling(({ log, number }) => {
          for (let line = 0; line < 150; line++) log(`${number}`);
          if (number === 1) throw new Error("no");
        }),
      ],
    });
    await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.start();
    await world.drain();
    await world.advance(5_000);
    const logged = (await harness.lines()).filter(({ kind }) => kind === "log").map(({ attempt }) => attempt);
    expect(Map.groupBy(logged, (attempt) => attempt).get(1)).toHaveLength(150);
    expect(Map.groupBy(logged, (attempt) => attempt).get(2)).toHaveLength(50);
  });

  it("J-7: is nothing once another worker has the run", async () => {
    const [isOut, mayTell] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = harness.world({
      isDurable: true,
      jobs: [
        telling(async ({ log, progress: tell }) => {
          log("mine");
          await isOut.promise;
          log("too late");
          tell(99);
          mayTell.resolve();
        }),
      ],
    });
    const other = harness.world({ isDurable: true, clock: { now: new Date(first.clock.now.getTime() + 60_000) } });
    const { runId } = await other.enqueue(newTenant(), { text: "x" });
    await first.workflows.relay();
    await Promise.all([first.workflows.start(), other.workflows.start()]);
    await first.memory.advance(0);
    await expect.poll(said).toEqual([[1, "log", "mine"]]);
    const [run] = first.memory.runs();
    const { task = "", tenantId = null, requestId = "" } = run ?? {};
    await other.memory.enqueue({
      task,
      tenantId,
      requestId,
      payload: { runId, userId: null, handed: 0 },
      idempotencyKey: "again",
    });
    await other.memory.settle();
    isOut.resolve();
    await mayTell.promise;
    await first.memory.settle();
    expect(await said()).toEqual([
      [1, "log", "mine"],
      [2, "begun", null],
    ]);
    expect(await progress()).toEqual([null]);
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 2 }]);
  });

  it("goes with its run when the workspace is erased", async () => {
    const world = harness.world({ jobs: [telling(({ log }) => log("x"))] });
    const [erased, kept] = [newTenant(), newTenant()];
    await world.workflows.start();
    for (const context of [erased, kept]) await world.enqueue(context, { text: "x" });
    await world.drain();
    await harness.doors.asSystem(newSystem(), (tx) => world.workflows.eraseWorkspace(tx, erased.tenantId));
    expect((await harness.lines()).map(({ tenantId }) => tenantId)).toEqual([kept.tenantId]);
  });
});
