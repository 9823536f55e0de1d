import { randomUUID } from "node:crypto";
import type { Doors } from "@ninefold/identity/tenancy";
import { bindJob, createDeadLetters, createRunAdmin, type Job } from "@ninefold/workflows";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asDurable, effect, type Harness, jobOf, newPerson, newTenant, note, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const by = () => ({ actor: newPerson().userId, requestId: randomUUID() });
const ALL = { limit: 10_000 };
const once = { retry: { attempts: 1, backoffMs: 1_000 } };

interface Entry {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly data: object;
}

/** A desk of operators, and what it has written into the audit log. */
function desk(clock: { now: Date }, { jobs = [bindJob(note, [])], doors = harness.doors, onAudit }: Desk = {}) {
  const audited: Entry[] = [];
  const needs = {
    doors,
    jobs: () => jobs,
    reactions: () => ({ "test.happened": { write: effect() } }),
    now: () => clock.now,
    letGo: async () => undefined,
    audit: async (_tx: unknown, entry: Entry) => {
      audited.push(entry);
      await onAudit?.(entry);
    },
  };
  return { ...createDeadLetters(needs), admin: createRunAdmin(needs), audited };
}
interface Desk {
  readonly jobs?: readonly Job[];
  readonly doors?: Doors;
  readonly onAudit?: (entry: Entry) => Promise<void>;
}

/** As many dead runs, the first the longest dead: one second between each two. */
async function bury(count: number, given: { task?: string; error?: string; tags?: string[] } = {}): Promise<string> {
  const { task = "test.note@1", error = "no", tags = [] } = given;
  const tenantId = newTenant().tenantId;
  await harness.read(sql`
    insert into workflows.runs (id, tenant_id, task, kind, queue, tags, input, input_hash, idempotency_key, request_id,
      actor, status, attempts, max_attempts, last_error, enqueued_at, started_at, ended_at)
    select run.id, ${tenantId}::uuid, ${task}, 'job', 'test', ${`{${tags.join(",")}}`}::text[],
      jsonb_build_object('text', run.nth::text), 'hash', run.id::text, 'r', '{"type":"system","id":"test"}', 'dead', 3, 3,
      ${error}, '2025-12-31', '2025-12-31', '2025-12-31'::timestamptz + run.nth * interval '1 second'
    from (select gen_random_uuid() as id, nth from generate_series(1, ${count}::int) as nth) run`);
  return tenantId;
}

const at = (second: number) => new Date(Date.UTC(2025, 11, 31, 0, 0, second));

const statuses = async () => {
  const rows = await harness.runs();
  return [...Map.groupBy(rows, ({ status }) => status)].map(([status, { length }]) => `${length} ${status}`).toSorted();
};

describe("J-16: a run that has used up its attempts", () => {
  it("keeps what it was given, its id, how often it was tried and what it said last, and waits for a decision", async () => {
    const failing = jobOf(
      async (_input, { number }) => {
        throw new Error(`no ${number}`);
      },
      { retry: { attempts: 2, backoffMs: 1_000 } },
    );
    const world = harness.world({ jobs: [failing] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "precious" });
    await world.drain();
    await world.advance(5_000);
    const { preview, admin } = desk(world.clock);
    expect(await preview(by(), {})).toMatchObject({
      count: 1,
      replayable: 1,
      kinds: [{ task: "test.note@1", error: "no 2", count: 1, isReplayable: true }],
    });
    const run = await admin.read(by(), runId);
    expect(run).toMatchObject({ status: "dead", attempts: 2, input: { text: "precious" }, lastError: "no 2" });
    expect(run.timeline.map(({ what, message }) => [what, message])).toEqual([
      ["enqueued", null],
      ["started", null],
      ["failed", "no 1"],
      ["started", null],
      ["failed", "no 2"],
      ["dead", null],
    ]);
  });
});

describe("J-17: a replay that two operators ask for at once", () => {
  it("happens once", async () => {
    const world = harness.world();
    await bury(1);
    const [{ id } = { id: "" }] = await harness.runs();
    const { admin } = desk(world.clock);
    const answers = await Promise.allSettled([admin.replay(by(), id), admin.replay(by(), id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual(["1"]);
    expect(await harness.runs()).toMatchObject([{ id, status: "succeeded", attempts: 4 }]);
  });

  it("happens once for each of many: what one has in hand, the other leaves alone and does not wait for", async () => {
    const world = harness.world();
    await bury(3);
    const [isHeld, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = desk(world.clock, {
      onAudit: async () => {
        isHeld.resolve();
        await mayGo.promise;
      },
    });
    const slow = first.replayMany(by(), {}, ALL);
    await isHeld.promise;
    expect(await desk(world.clock).replayMany(by(), {}, ALL)).toEqual({ moved: 0, left: 3, unknown: [] });
    expect(await desk(world.clock).discardMany(by(), {}, { ...ALL, reason: "x" })).toEqual({ moved: 0, left: 3 });
    mayGo.resolve();
    expect(await slow).toEqual({ moved: 3, left: 0, unknown: [] });
    expect(await harness.outbox()).toHaveLength(3);
  });

  it("is shared between them when both have many before them, and nothing is replayed twice", async () => {
    const world = harness.world();
    await bury(500);
    const { replayMany } = desk(world.clock);
    const answers = await Promise.all([replayMany(by(), {}, ALL), replayMany(by(), {}, ALL)]);
    const rest = await replayMany(by(), {}, ALL);
    expect([...answers, rest].reduce((sum, { moved }) => sum + moved, 0)).toBe(500);
    expect(await harness.outbox()).toHaveLength(500);
    const [counted] = await harness.read(sql`select min(replays) as least, max(replays) as most from workflows.runs`);
    expect(counted).toEqual({ least: 1, most: 1 });
  });
});

describe("J-18: many dead letters", () => {
  it("are replayed as many as the preview has counted, and succeed after the code was mended", async () => {
    const fate = { isMended: false };
    const done: string[] = [];
    const job = jobOf(async (input) => {
      if (!fate.isMended) throw new Error("Template is missing");
      done.push((input as { text: string }).text);
    }, once);
    const world = harness.world({ jobs: [job] });
    const context = newTenant();
    await world.workflows.start();
    for (let nth = 0; nth < 25; nth++) await world.enqueue(context, { text: String(nth) });
    await world.drain();
    await bury(3, { error: "something else" });
    const { preview, replayMany, audited } = desk(world.clock);
    const filter = { task: "test.note", error: "template" };
    const seen = await preview(by(), filter);
    expect(seen).toMatchObject({ count: 25, replayable: 25, kinds: [{ error: "Template is missing", count: 25 }] });

    fate.isMended = true;
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    expect(await replayMany(by(), filter, ALL)).toEqual({ moved: seen.replayable, left: 0, unknown: [] });
    await world.drain();
    expect(done.toSorted((one, other) => Number(one) - Number(other))).toEqual(
      Array.from({ length: 25 }, (_, nth) => String(nth)),
    );
    expect(await statuses()).toEqual(["25 succeeded", "3 dead"]);
    expect(audited.filter(({ action }) => action === "workflows.run_replayed")).toHaveLength(25);
    expect(audited.filter(({ action }) => action === "workflows.dead_letters_replayed")).toMatchObject([
      { subject: { type: "dead_letters" }, data: { ...filter, limit: 10_000, moved: 25 } },
    ]);
    // A filter finds nothing any more that it has moved.
    expect(await replayMany(by(), filter, ALL)).toMatchObject({ moved: 0 });
  });

  it("are found by each thing that a filter names, and by all of them together", async () => {
    const { clock } = harness.world();
    const tenantId = await bury(10, { task: "test.one@1", error: "A timeout", tags: ["import"] });
    await bury(5, { task: "test.two@1", error: "a 100% failure_" });
    const { preview } = desk(clock);
    const counted = async (filter: Parameters<typeof preview>[1]) => (await preview(by(), filter)).count;
    expect(await counted({})).toBe(15);
    expect(await counted({ task: "one" })).toBe(10);
    expect(await counted({ queue: "test" })).toBe(15);
    expect(await counted({ queue: "other" })).toBe(0);
    expect(await counted({ tenantId })).toBe(10);
    expect(await counted({ tag: "import" })).toBe(10);
    expect(await counted({ error: "TIMEOUT" })).toBe(10);
    // As it is written, and not a pattern.
    expect(await counted({ error: "100% failure_" })).toBe(5);
    expect(await counted({ error: "%" })).toBe(5);
    expect(await counted({ diedAfter: at(3) })).toBe(8 + 3);
    expect(await counted({ diedBefore: at(3) })).toBe(2 + 2);
    expect(
      await counted({ task: "one", tenantId, error: "a t", tag: "import", diedAfter: at(3), diedBefore: at(5) }),
    ).toBe(2);
    expect(await preview(by(), { task: "nothing" })).toMatchObject({
      count: 0,
      replayable: 0,
      oldestAt: null,
      kinds: [],
    });
  });

  it("are replayed the longest dead first, up to the limit and no further", async () => {
    const world = harness.world();
    await bury(7);
    const { replayMany } = desk(world.clock);
    expect(await replayMany(by(), {}, { limit: 4 })).toEqual({ moved: 4, left: 3, unknown: [] });
    await world.workflows.start();
    await world.drain();
    expect(world.notes.toSorted()).toEqual(["1", "2", "3", "4"]);
  });

  it("stay dead where this release does not have their task, and are named", async () => {
    const world = harness.world();
    await bury(2);
    await bury(3, { task: "test.removed@1" });
    await bury(1, { task: "reaction/test.happened/write@1" });
    const { preview, replayMany } = desk(world.clock);
    expect(await preview(by(), {})).toMatchObject({
      count: 6,
      replayable: 3,
      kinds: [
        { task: "test.removed@1", isReplayable: false },
        { task: "test.note@1", isReplayable: true },
        { task: "reaction/test.happened/write@1", isReplayable: true },
      ],
    });
    expect(await replayMany(by(), {}, ALL)).toEqual({
      moved: 3,
      left: 0,
      unknown: [{ task: "test.removed@1", count: 3 }],
    });
    expect(await statuses()).toEqual(["3 dead", "3 pending"]);
  });

  it("are not taken twice by one replay when they die again while it lasts", async () => {
    const world = harness.world();
    await bury(201);
    let doors = 0;
    const killing: Doors = {
      ...harness.doors,
      async asSystem(context, work) {
        const answer = await harness.doors.asSystem(context, work);
        // After the first chunk all that it moved is dead again, at once and before the rest.
        if (++doors === 1)
          await harness.read(
            sql`update workflows.runs set status = 'dead', ended_at = '2025-12-31' where status = 'pending'`,
          );
        return answer;
      },
    };
    expect(await desk(world.clock, { doors: killing }).replayMany(by(), {}, ALL)).toMatchObject({
      moved: 201,
      left: 200,
    });
    const [most] = await harness.read(sql`select max(replays) as most from workflows.runs`);
    expect(most).toEqual({ most: 1 });
  });

  it("are what they were when their decision can not be recorded, but for what was recorded before", async () => {
    const world = harness.world();
    await bury(201);
    let entries = 0;
    const { discardMany, audited } = desk(world.clock, {
      onAudit: async ({ action }) => {
        if (action === "workflows.run_discarded" && ++entries === 201) throw new Error("no audit log");
      },
    });
    await expect(discardMany(by(), {}, { ...ALL, reason: "gone" })).rejects.toThrow("no audit log");
    const [counted] = await harness.read(sql`select count(discarded_at)::int as discarded from workflows.runs`);
    expect(counted).toEqual({ discarded: 200 });
    expect(audited.at(-1)).toMatchObject({ action: "workflows.dead_letters_discarded", data: { moved: 200 } });
  });

  it("are discarded with one reason, and are none afterwards", async () => {
    const world = harness.world();
    await bury(3, { task: "test.removed@1" });
    const { preview, discardMany, audited } = desk(world.clock);
    await expect(discardMany(by(), {}, { ...ALL, reason: " " })).rejects.toMatchObject({
      code: "workflows.invalid_reason",
    });
    expect(await discardMany(by(), {}, { ...ALL, reason: " Left. " })).toEqual({ moved: 3, left: 0 });
    expect(await preview(by(), {})).toMatchObject({ count: 0 });
    expect(await harness.read(sql`select distinct discard_reason as reason from workflows.runs`)).toEqual([
      { reason: "Left." },
    ]);
    expect(audited.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 3 }, () => "workflows.run_discarded"),
      "workflows.dead_letters_discarded",
    ]);
  });
});

describe("J-19: a replayed run", () => {
  it("keeps its id and its key, and is made again: it is taken for nobody else's repeat", async () => {
    const fate = { isMended: false };
    const made: string[] = [];
    const job = jobOf(async (_input, { runId, isReplayed }) => {
      made.push(`${runId} ${isReplayed}`);
      if (!fate.isMended) throw new Error("no");
    }, once);
    const world = harness.world({ jobs: [job], isDurable: true });
    const context = newTenant();
    const ask = () => world.enqueue(context, { text: "x" }, { idempotencyKey: "k" });
    await world.workflows.start();
    const { runId } = await ask();
    await world.drain();
    const { replayMany } = desk(world.clock, { jobs: [job] });
    for (const [time, isMended] of [false, true].entries()) {
      fate.isMended = isMended;
      world.clock.now = new Date(world.clock.now.getTime() + 60_000);
      expect(await replayMany(by(), {}, ALL)).toMatchObject({ moved: 1 });
      expect(await ask()).toEqual({ runId, deduplicated: true });
      await world.drain();
      expect(made).toEqual([`${runId} false`, ...Array.from({ length: time + 1 }, () => `${runId} true`)]);
    }
    expect(await ask()).toEqual({ runId, deduplicated: true });
    expect(await harness.runs()).toMatchObject([{ id: runId, status: "succeeded", attempts: 3 }]);
  });
});

describe("J-20: a replayed run that nobody works off yet", () => {
  it("waits, and burns no attempt", async () => {
    const world = harness.world({ isDurable: true });
    await bury(2);
    expect(await desk(world.clock).replayMany(by(), {}, ALL)).toMatchObject({ moved: 2 });
    await world.workflows.relay();
    // At once: in small steps, an hour is thousands of passes.
    world.clock.now = new Date(world.clock.now.getTime() + 3_600_000);
    await world.memory.advance(3_600_000);
    await world.workflows.relay();
    expect(await harness.runs()).toMatchObject([
      { status: "queued", attempts: 3 },
      { status: "queued", attempts: 3 },
    ]);
    await world.workflows.start();
    await world.drain();
    expect(await harness.runs()).toMatchObject([
      { status: "succeeded", attempts: 4 },
      { status: "succeeded", attempts: 4 },
    ]);
  });
});

describe("a watch over the dead letters", () => {
  it("is one, however many processes look, and whichever of them begin anew", async () => {
    const told: string[] = [];
    const process = () =>
      harness.world({
        isDurable: true,
        needs: {
          now: () => clock.now,
          captureError: (_error, context) => void ("step" in context && told.push(`${context.step} ${context.rows}`)),
        },
      });
    const clock = { now: new Date(Date.UTC(2026, 0, 1)) };
    const looked = async (...worlds: ReturnType<typeof process>[]) => {
      await Promise.all(worlds.map(({ workflows }) => workflows.start()));
      await Promise.all(worlds.map(({ workflows }) => workflows.stop()));
    };
    await bury(30);
    await looked(process(), process(), process(), process());
    await looked(process());
    expect(told).toEqual(["dead-letters 30"]);
    await bury(30);
    await looked(process(), process());
    expect(told).toEqual(["dead-letters 30", "dead-letters 60"]);
    await harness.write("update workflows.runs set discarded_at = now(), discard_reason = 'x'");
    await looked(process());
    await bury(20);
    await looked(process(), process());
    expect(told).toEqual(["dead-letters 30", "dead-letters 60", "dead-letters 20"]);
  });

  it("says once that they grow, how many and of what, and is quiet until there is something new", async () => {
    const world = harness.world({ engine: asDurable(harness.world().memory) });
    await bury(2, { task: "test.rare@1" });
    await bury(30);
    const told = () =>
      world.troubles.flatMap((one) =>
        "step" in one && one.step === "dead-letters" ? [[one.rows, String(one.error)] as const] : [],
      );
    await world.workflows.start();
    await expect.poll(told).toHaveLength(1);
    expect(told()[0]).toEqual([
      32,
      "WorkflowsError: 32 dead letters wait for a decision, 0 of them from the last ten minutes; most are test.note@1 (30)",
    ]);
    expect(await world.workflows.backlog("r")).toMatchObject({
      deadLetters: [
        { task: "test.note@1", rows: 30 },
        { task: "test.rare@1", rows: 2 },
      ],
    });
  });
});
