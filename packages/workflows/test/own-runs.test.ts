import { randomUUID } from "node:crypto";
import type { TenantContext } from "@ninefold/identity/tenancy";
import { createOwnRuns, type Job } from "@ninefold/workflows";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { write } from "./ledger-rows.ts";
import { type Harness, jobOf, newPerson, newTenant, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

function ownRunsOf(world: World, jobs: readonly Job[]) {
  const entries: unknown[] = [];
  const service = createOwnRuns({
    doors: harness.doors,
    jobs: () => jobs,
    now: () => world.clock.now,
    stop: world.workflows.cancel,
    audit: async (_tx, entry) => void entries.push(entry),
  });
  return { ...service, entries };
}

/** A job that goes on until its signal is aborted, and says so. */
function longJob(aborted: string[]) {
  return jobOf(
    (_input, { runId, signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted.push(runId);
          resolve();
        });
      }),
    { mayBeCancelled: true, deadlineMs: 600_000 },
  );
}

describe("a workspace's own runs", () => {
  it("are listed newest first, page by page, by state and kind, without a word of what they were given", async () => {
    const context = newTenant();
    const [one, two, three] = await write(
      harness,
      context,
      { enqueuedAt: at(1), input: { secret: "nobody's" } },
      { enqueuedAt: at(2), status: "dead", endedAt: at(3), lastError: "ECONNREFUSED 10.0.0.7" },
      { enqueuedAt: at(3), kind: "reaction", eventId: randomUUID(), reaction: "x", task: "reaction/a.b/c.d@1" },
    );
    const runs = ownRunsOf(harness.world(), []);
    const all = await runs.list(context, { limit: 10 });
    expect(all.map(({ id, state, job }) => [id, state, job])).toEqual([
      [three, "waiting", "reaction/a.b/c.d"],
      [two, "failed", "test.note"],
      [one, "waiting", "test.note"],
    ]);
    expect(JSON.stringify(all)).not.toMatch(/secret|nobody|ECONN|10\.0/);
    expect((await runs.list(context, { state: "failed", limit: 10 })).map(({ id }) => id)).toEqual([two]);
    expect((await runs.list(context, { kind: "job", state: "waiting", limit: 10 })).map(({ id }) => id)).toEqual([one]);
    const [first] = await runs.list(context, { limit: 1 });
    expect((await runs.list(context, { limit: 10, after: first })).map(({ id }) => id)).toEqual([two, one]);
  });

  it("J-59: are those of no other workspace and of no person, to list, read or cancel", async () => {
    const [ours, theirs] = [newTenant(), newTenant()];
    const world = harness.world({ jobs: [longJob([])] });
    const runs = ownRunsOf(world, [longJob([])]);
    const { runId: mine } = await world.enqueue(ours, { text: "ours" });
    const person = newPerson();
    const { runId: personal } = await world.doors.withPerson(person, (tx) =>
      world.workflows.enqueue(tx, "test.note", { text: "personal" }),
    );
    const context: TenantContext = theirs;
    expect(await runs.list(context, { limit: 10 })).toEqual([]);
    for (const id of [mine, personal, randomUUID(), "x", "' or 1=1"]) {
      const missing = { code: "workflows.run_not_found" };
      await expect(runs.read(context, id)).rejects.toMatchObject(missing);
      await expect(runs.cancel(context, id)).rejects.toMatchObject(missing);
    }
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["pending", "pending"]);
    expect(runs.entries).toEqual([]);
    expect(await runs.read(ours, mine)).toMatchObject({ id: mine, state: "waiting", timeline: [{ what: "asked" }] });
  });

  it("J-51: that wait never start once they are cancelled, by whom is recorded", async () => {
    const context = newTenant();
    const started: string[] = [];
    const job = jobOf(async (_input, { runId }) => void started.push(runId), { mayBeCancelled: true });
    const world = harness.world({ jobs: [job] });
    const runs = ownRunsOf(world, [job]);
    const { runId } = await world.enqueue(context, { text: "one" });
    const { runId: other } = await world.enqueue(context, { text: "two" });
    await world.workflows.relay();
    await runs.cancel(context, runId);
    await world.workflows.start();
    await world.drain();
    expect(started).toEqual([other]);
    expect(await runs.read(context, runId)).toMatchObject({ state: "cancelled", attempts: 0, isCancellable: false });
    const subject = { type: "run", id: runId };
    expect(runs.entries).toEqual([{ action: "workflows.run_cancelled", subject, data: { job: "test.note" } }]);
  });

  it("J-51: that run are told to stop, and their late success changes nothing", async () => {
    const context = newTenant();
    const aborted: string[] = [];
    const job = longJob(aborted);
    const world = harness.world({ jobs: [job] });
    const runs = ownRunsOf(world, [job]);
    const { runId } = await world.enqueue(context, { text: "one" });
    await world.workflows.start();
    await world.workflows.relay();
    await world.memory.advance(0);
    await expect.poll(async () => (await runs.read(context, runId)).state).toBe("running");
    await runs.cancel(context, runId);
    await expect.poll(() => aborted).toEqual([runId]);
    expect((await runs.read(context, runId)).state).toBe("cancelled");
  });

  it("J-51: that have ended are not cancelled any more, nor twice, whoever asks at once", async () => {
    const context = newTenant();
    const job = longJob([]);
    const world = harness.world({ jobs: [job] });
    const runs = ownRunsOf(world, [job]);
    const [done = ""] = await write(harness, context, { status: "succeeded", endedAt: at(1) });
    await expect(runs.cancel(context, done)).rejects.toMatchObject({ code: "workflows.ended", kind: "conflict" });
    const { runId } = await world.enqueue(context, { text: "one" });
    const outcomes = await Promise.allSettled([runs.cancel(context, runId), runs.cancel(context, runId)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(runs.entries).toHaveLength(1);
  });

  it("are not cancelled where the job does not allow it: a notice of what somebody did is not theirs to stop", async () => {
    const context = newTenant();
    const job = jobOf(async () => undefined);
    const world = harness.world({ jobs: [job] });
    const runs = ownRunsOf(world, [job]);
    const { runId } = await world.enqueue(context, { text: "one" });
    const [unknown = ""] = await write(harness, context, { task: "test.removed@1" });
    for (const id of [runId, unknown]) {
      expect((await runs.read(context, id)).isCancellable).toBe(false);
      await expect(runs.cancel(context, id)).rejects.toMatchObject({ code: "workflows.not_cancellable" });
    }
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["pending", "pending"]);
  });

  it("are not cancelled when that can not be recorded", async () => {
    const context = newTenant();
    const job = longJob([]);
    const world = harness.world({ jobs: [job] });
    const { runId } = await world.enqueue(context, { text: "one" });
    const runs = createOwnRuns({
      doors: harness.doors,
      jobs: () => [job],
      now: () => world.clock.now,
      stop: world.workflows.cancel,
      audit: () => Promise.reject(new Error("no room")),
    });
    await expect(runs.cancel(context, runId)).rejects.toThrow("no room");
    expect((await runs.read(context, runId)).state).toBe("waiting");
  });
});
