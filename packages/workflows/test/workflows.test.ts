import { randomUUID } from "node:crypto";
import { tenantIdOf } from "@ninefold/identity/tenancy";
import { bindJob, type Job, maxPayloadBytes } from "@ninefold/workflows";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Harness, jobOf, newPerson, newSystem, newTenant, note, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const nobody = { tenantId: null, userId: null };

describe("enqueue", () => {
  it("J-30: leaves nothing of a transaction that is rolled back", async () => {
    const world = harness.world();
    await world.workflows.start();
    const rolledBack = world.doors.withTenant(newTenant(), async (tx) => {
      await world.workflows.enqueue(tx, "test.note", { text: "never" });
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");
    await world.drain();
    expect([world.notes, await harness.runs(), await harness.outbox()]).toEqual([[], [], []]);
  });

  it("J-30: runs what was committed, once, and never before the commit", async () => {
    const world = harness.world();
    const context = newTenant();
    const [isWritten, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const committed = world.doors.withTenant(context, async (tx) => {
      const { runId } = await world.workflows.enqueue(tx, "test.note", { text: "once" });
      isWritten.resolve();
      await mayCommit.promise;
      return runId;
    });
    await world.workflows.start();
    await isWritten.promise;
    await world.drain();
    expect(world.notes).toEqual([]);
    mayCommit.resolve();
    const runId = await committed;
    await world.drain();
    await world.drain();
    expect(world.notes).toEqual(["once"]);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 1 });
  });

  it("J-21: makes one run of fifty racing calls with the same key and input", async () => {
    const world = harness.world();
    const context = newTenant();
    const calls = Array.from({ length: 50 }, () => world.enqueue(context, { text: "one" }, { idempotencyKey: "k" }));
    const answers = await Promise.all(calls);
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    expect(answers.filter(({ deduplicated }) => deduplicated)).toHaveLength(49);
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual(["one"]);
  });

  it("J-22: refuses another input under the same key, and writes nothing", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.enqueue(context, { text: "first" }, { idempotencyKey: "k" });
    await expect(world.enqueue(context, { text: "second" }, { idempotencyKey: "k" })).rejects.toMatchObject({
      code: "workflows.idempotency_conflict",
      retryable: false,
    });
    expect(await harness.runs()).toHaveLength(1);
    expect(await harness.outbox()).toHaveLength(1);
  });

  it("J-23: keeps the same key of another workspace, person or job apart", async () => {
    const jobs = [jobOf(async () => undefined), jobOf(async () => undefined, { id: "test.other" })];
    const { workflows, doors, enqueue } = harness.world({ jobs });
    const key = { idempotencyKey: "k" };
    const context = newTenant();
    const runs = [
      await enqueue(context, { text: "1" }, key),
      await enqueue(context, { text: "2" }, { ...key, job: "test.other" }),
      await enqueue(newTenant(), { text: "3" }, key),
      await doors.withPerson(newPerson(), (tx) => workflows.enqueue(tx, "test.note", { text: "4" }, key)),
      await doors.withPerson(newPerson(), (tx) => workflows.enqueue(tx, "test.note", { text: "5" }, key)),
      await doors.asSystem(newSystem(), (tx) =>
        workflows.enqueue(tx, "test.note", { text: "6" }, { ...key, scope: nobody }),
      ),
    ];
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(6);
    expect(runs.some(({ deduplicated }) => deduplicated)).toBe(false);
  });

  it("J-24: answers the run that there is, whatever became of it", async () => {
    const fate = { text: "works" };
    const broken = jobOf(async () => {
      if (fate.text === "dies") throw Object.assign(new Error("no use"), { retryable: false });
    });
    const world = harness.world({ jobs: [broken] });
    const context = newTenant();
    await world.workflows.start();
    for (const [text, status] of [
      ["works", "succeeded"],
      ["dies", "dead"],
      ["stops", "cancelled"],
    ] as const) {
      fate.text = text;
      const first = await world.enqueue(context, { text }, { idempotencyKey: text });
      if (status === "cancelled") await world.workflows.cancel(context, first.runId);
      await world.drain();
      expect(await world.enqueue(context, { text }, { idempotencyKey: text })).toEqual({
        ...first,
        deduplicated: true,
      });
      await world.drain();
      expect(await world.workflows.findRun(context, first.runId)).toMatchObject({ status });
    }
  });

  it("makes a run per call where no key is given", async () => {
    const { enqueue } = harness.world();
    const context = newTenant();
    await enqueue(context, { text: "same" });
    await enqueue(context, { text: "same" });
    expect(await harness.runs()).toHaveLength(2);
  });

  it("J-25: refuses a job that nobody registered", async () => {
    const { enqueue } = harness.world();
    await expect(enqueue(newTenant(), {}, { job: "test.unheard" })).rejects.toMatchObject({
      code: "workflows.unknown_job",
    });
  });

  it("J-26: refuses input that does not fit the job, naming the place and not the value", async () => {
    const { enqueue } = harness.world();
    await expect(enqueue(newTenant(), { text: 5_550_199 })).rejects.toMatchObject({
      code: "workflows.invalid_payload",
      message: "test.note@1 does not take this: input.text",
    });
    expect(await harness.runs()).toEqual([]);
  });

  it("J-27: refuses what JSON would change before it sends anything to the database", async () => {
    const anything = jobOf(async () => undefined, { input: z.any() });
    const { workflows, doors } = harness.world({ jobs: [anything] });
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const doomed = [undefined, () => 1, Number.NaN, 1n, new Date(0), "a\0b", "\ud800", new Map(), ring];
    await doors.withTenant(newTenant(), async (tx) => {
      const before = harness.queries();
      for (const value of doomed) {
        const invalid = { code: "workflows.invalid_payload" };
        await expect(workflows.enqueue(tx, "test.note", { value })).rejects.toMatchObject(invalid);
        await expect(workflows.publish(tx, { type: "test.x", data: { value } })).rejects.toMatchObject(invalid);
      }
      const own = JSON.parse('{"__proto__": 1}') as object;
      await expect(workflows.enqueue(tx, "test.note", own)).rejects.toMatchObject({
        code: "workflows.invalid_payload",
      });
      expect(harness.queries()).toBe(before);
    });
  });

  it("J-28: takes and delivers an input of 256 KiB, and refuses one byte more", async () => {
    const sizes: number[] = [];
    const job = jobOf(async (input) => void sizes.push(JSON.stringify(input).length));
    const world = harness.world({ jobs: [job] });
    const text = "x".repeat(maxPayloadBytes - '{"text":""}'.length);
    await world.enqueue(newTenant(), { text });
    await expect(world.enqueue(newTenant(), { text: `${text}x` })).rejects.toMatchObject({
      code: "workflows.invalid_payload",
    });
    await world.workflows.start();
    await world.drain();
    expect(sizes).toEqual([maxPayloadBytes]);
  });

  it("refuses an idempotency key that is empty, too long or holds NUL", async () => {
    const { enqueue } = harness.world();
    for (const idempotencyKey of ["", "k".repeat(256), "a\0"]) {
      await expect(enqueue(newTenant(), { text: "x" }, { idempotencyKey })).rejects.toMatchObject({
        code: "workflows.invalid_idempotency_key",
      });
    }
  });

  it("I-20: wants to be told whose it is where the transaction is nobody's, and believes nothing else", async () => {
    const { workflows, doors } = harness.world();
    const [mine, theirs] = [newTenant(), newTenant()];
    const invalid = { code: "workflows.invalid_scope", kind: "invalid" };
    const unsaid = doors.asSystem(newSystem(), (tx) => workflows.enqueue(tx, "test.note", { text: "x" }));
    await expect(unsaid).rejects.toMatchObject(invalid);
    const scope = { tenantId: theirs.tenantId, userId: null };
    const foreign = doors.withTenant(mine, (tx) => workflows.publish(tx, { type: "test.x", data: {}, scope }));
    await expect(foreign).rejects.toMatchObject(invalid);
    const person = newPerson();
    const other = { tenantId: null, userId: newPerson().userId };
    const foreignPerson = doors.withPerson(person, (tx) =>
      workflows.enqueue(tx, "test.note", { text: "x" }, { scope: other }),
    );
    await expect(foreignPerson).rejects.toMatchObject(invalid);
    await doors.asSystem(newSystem(), (tx) => workflows.enqueue(tx, "test.note", { text: "x" }, { scope }));
    const [run] = await harness.runs();
    expect(await workflows.findRun(theirs, run?.id ?? "")).toMatchObject({ tenantId: theirs.tenantId });
  });

  it("enqueues the newest version, and still runs an older one that waits", async () => {
    const [old, young]: [string[], string[]] = [[], []];
    const jobs: Job[] = [bindJob(note, old)];
    const world = harness.world({ jobs });
    await world.enqueue(newTenant(), { text: "before" });
    jobs.unshift(bindJob({ ...note, version: 2 }, young));
    await world.enqueue(newTenant(), { text: "after" });
    await world.workflows.start();
    await world.drain();
    expect([old, young]).toEqual([["before"], ["after"]]);
  });
});

describe("an attempt", () => {
  it("knows its run, whose it is, who caused it, and which of its attempts it is", async () => {
    const seen: unknown[] = [];
    const job = jobOf(async (_input, { signal: _signal, log: _log, progress: _progress, ...attempt }) => {
      seen.push(attempt);
      throw new Error("again");
    });
    const world = harness.world({ jobs: [jobOf(job.handle, { retry: { attempts: 2, backoffMs: 1_000 } })] });
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const context = newTenant({ traceparent });
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    await world.advance(3_000);
    const { tenantId, actor, requestId } = context;
    const common = { runId, tenantId, userId: null, actor, requestId, traceparent, isReplayed: false };
    expect(seen).toEqual([
      { ...common, number: 1, isLast: false },
      { ...common, number: 2, isLast: true },
    ]);
  });

  it("J-9, J-12: starts as often as the job says, then is dead, and holds nobody else up", async () => {
    const starts: string[] = [];
    const failing = (attempts: number) =>
      jobOf(
        async () => {
          starts.push(`of ${attempts}`);
          throw new Error("poison");
        },
        { id: `test.of-${attempts}`, retry: { attempts, backoffMs: 1_000 } },
      );
    const notes: string[] = [];
    const world = harness.world({ jobs: [failing(1), failing(3), bindJob(note, notes)] });
    const context = newTenant();
    await world.workflows.start();
    const ids = await Promise.all(
      ["test.of-1", "test.of-3"].map((job) => world.enqueue(context, { text: "x" }, { job })),
    );
    await world.drain();
    await world.enqueue(context, { text: "fine" });
    await world.drain();
    expect(notes).toEqual(["fine"]);
    await world.advance(60_000);
    expect(starts.toSorted()).toEqual(["of 1", "of 3", "of 3", "of 3"]);
    const runs = await Promise.all(ids.map(({ runId }) => world.workflows.findRun(context, runId)));
    expect(runs).toMatchObject([
      { status: "dead", attempts: 1, lastError: "poison" },
      { status: "dead", attempts: 3, lastError: "poison" },
    ]);
    const told = world.troubles.map((one) => "isDead" in one && `${one.job} ${one.attempt} ${one.isDead}`).map(String);
    expect(told.toSorted(byText)).toEqual([
      "test.of-1@1 1 true",
      "test.of-3@1 1 false",
      "test.of-3@1 2 false",
      "test.of-3@1 3 true",
    ]);
  });

  it("J-14: is the last one after an error that says that a repeat is pointless", async () => {
    const pointless = Object.assign(new Error("no such customer"), { retryable: false });
    const world = harness.world({ jobs: [jobOf(() => Promise.reject(pointless))] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    await world.advance(10_000);
    const run = await world.workflows.findRun(context, runId);
    expect(run).toMatchObject({ status: "dead", attempts: 1, lastError: "no such customer" });
  });

  it("J-15: settles whatever is thrown, without a query's parameters", async () => {
    const cyclic = new Error("cyclic");
    cyclic.cause = cyclic;
    const thrown: unknown[] = [
      cyclic,
      new Error("x".repeat(5_000_000)),
      undefined,
      Object.assign(new Error("x"), { message: 5, name: 5 }),
      Object.assign(new Error("params: hunter2"), { query: "select $1", params: ["hunter2"] }),
      "a\0\ud800",
    ];
    const job = jobOf(
      async (input) => {
        throw thrown[Number((input as { text: string }).text)];
      },
      { retry: { attempts: 1, backoffMs: 1_000 } },
    );
    const world = harness.world({ jobs: [job] });
    await world.workflows.start();
    for (const [index] of thrown.entries()) await world.enqueue(newTenant(), { text: String(index) });
    await world.drain();
    const runs = await harness.runs();
    expect(runs.map(({ status }) => status)).toEqual(thrown.map(() => "dead"));
    expect(runs.map(({ lastError }) => lastError?.slice(0, 60))).toEqual([
      "cyclic",
      "x".repeat(60),
      "a value that is no Error was thrown",
      "an Error without a message was thrown",
      "a database query failed",
      "a\ufffd",
    ]);
    expect(runs[1]?.lastError).toHaveLength(2_000);
  });

  it("J-26: is the last one where the input no longer fits the schema", async () => {
    const jobs: Job[] = [bindJob(note, [])];
    const world = harness.world({ jobs });
    const context = newTenant();
    const { runId } = await world.enqueue(context, { text: "x" });
    jobs[0] = bindJob({ ...note, input: z.object({ text: z.uuid() }) }, []);
    await world.workflows.start();
    await world.drain();
    await world.advance(10_000);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({
      status: "dead",
      attempts: 1,
      lastError: "test.note@1 does not take this: input.text",
    });
  });

  it("has failed at its deadline, though the handler never ends, and is tried again", async () => {
    let starts = 0;
    const hanging = jobOf(() => (++starts === 1 ? new Promise(() => {}) : Promise.resolve()));
    const world = harness.world({ jobs: [hanging] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.workflows.relay();
    await world.memory.advance(0);
    await expect.poll(() => starts).toBe(1);
    await world.memory.advance(5_000);
    await expect
      .poll(() => world.workflows.findRun(context, runId))
      .toMatchObject({ status: "waiting_retry", lastError: "the attempt took longer than 5000 ms" });
    await world.advance(2_000);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  it("J-52: is given back uncounted when the process stops, the last one too", async () => {
    const [hangs, ends] = [harness.world({ jobs: [jobOf(() => new Promise(() => {}), once)] }), harness.world()];
    const context = newTenant();
    await hangs.workflows.start();
    const { runId } = await hangs.enqueue(context, { text: "x" });
    await hangs.workflows.relay();
    await hangs.memory.advance(0);
    await expect.poll(async () => (await harness.runs())[0]?.status).toBe("running");
    const stopped = hangs.workflows.stop({ graceMs: 0 });
    await reaches(stopped, hangs);
    expect(await hangs.workflows.findRun(context, runId)).toMatchObject({ status: "queued", attempts: 0 });

    await ends.workflows.start();
    await ends.drain();
    expect(await ends.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(hangs.troubles).toEqual([]);
  });
});

/** The engine's clock goes on until then. */
async function reaches(end: Promise<void>, { memory }: World): Promise<void> {
  let isThere = false;
  const watched = end.finally(() => {
    isThere = true;
  });
  await expect.poll(() => memory.advance(0).then(() => isThere), { interval: 5 }).toBe(true);
  await watched;
}

const byText = (one: string, other: string) => (one < other ? -1 : 1);
const once = { retry: { attempts: 1, backoffMs: 1_000 } };

describe("cancel", () => {
  it("J-51: keeps a run from starting, before the relay has seen it and after", async () => {
    const world = harness.world();
    const context = newTenant();
    const early = await world.enqueue(context, { text: "early" });
    const late = await world.enqueue(context, { text: "late" });
    await world.workflows.cancel(context, early.runId);
    await world.workflows.relay();
    await world.workflows.cancel(context, late.runId);
    await world.workflows.start();
    await world.drain();
    expect(world.notes).toEqual([]);
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    expect(await harness.outbox()).toEqual([]);
  });

  it("J-51: aborts a running attempt, and drops what it still says", async () => {
    const gate = Promise.withResolvers<void>();
    const signals: AbortSignal[] = [];
    const job = jobOf(async (_input, { signal }) => {
      signals.push(signal);
      await gate.promise;
    });
    const world = harness.world({ jobs: [job] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.workflows.relay();
    await world.memory.advance(0);
    await expect.poll(() => signals.length).toBe(1);
    await world.workflows.cancel(context, runId);
    expect(signals[0]?.aborted).toBe(true);
    gate.resolve();
    await world.drain();
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "cancelled" });
    expect(world.troubles).toEqual([]);
  });

  it("J-51: starts no other attempt of a run that waits for one", async () => {
    let starts = 0;
    const job = jobOf(async () => {
      starts += 1;
      throw new Error("again");
    });
    const world = harness.world({ jobs: [job] });
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    await world.workflows.cancel(context, runId);
    await world.advance(60_000);
    expect(starts).toBe(1);
  });

  it("J-51: changes nothing about a run that has ended", async () => {
    const world = harness.world();
    const context = newTenant();
    await world.workflows.start();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.drain();
    const before = await world.workflows.findRun(context, runId);
    await world.workflows.cancel(context, runId);
    expect(await world.workflows.findRun(context, runId)).toEqual(before);
  });
});

describe("a run", () => {
  it("J-59: is neither seen nor ended by another workspace or person", async () => {
    const { workflows, doors, enqueue } = harness.world();
    const [tenant, person] = [newTenant(), newPerson()];
    const { runId: ofTenant } = await enqueue(tenant, { text: "x" });
    const { runId: ofPerson } = await doors.withPerson(person, (tx) =>
      workflows.enqueue(tx, "test.note", { text: "x" }),
    );
    const samePersonInTenant = newTenant({ actor: person.actor });
    const strangers = [
      [ofTenant, newTenant()],
      [ofTenant, newPerson()],
      [ofTenant, person],
      [ofPerson, newPerson()],
      [ofPerson, tenant],
      [ofPerson, samePersonInTenant],
      [ofPerson, { ...newTenant(), tenantId: tenantIdOf(person.userId) }],
    ] as const;
    for (const [runId, context] of strangers) {
      expect(await workflows.findRun(context, runId)).toBeUndefined();
      await expect(workflows.cancel(context, runId)).rejects.toMatchObject({ code: "workflows.run_not_found" });
    }
    expect((await harness.runs()).map(({ status }) => status)).toEqual(["pending", "pending"]);
    expect(await workflows.findRun(tenant, ofTenant)).toMatchObject({ id: ofTenant, tenantId: tenant.tenantId });
    expect(await workflows.findRun(person, ofPerson)).toMatchObject({ id: ofPerson, userId: person.userId });
  });

  it("is not found by what is no id, and asks no database about it", async () => {
    const { workflows } = harness.world();
    expect(await workflows.findRun(newTenant(), "x' or true --")).toBeUndefined();
    expect(await workflows.findRun(newTenant(), randomUUID())).toBeUndefined();
  });

  it("keeps what it was given to itself", async () => {
    const { workflows, enqueue } = harness.world();
    const context = newTenant();
    const { runId } = await enqueue(context, { text: "hunter2" });
    expect(JSON.stringify(await workflows.findRun(context, runId))).not.toContain("hunter2");
  });

  it("is reached by request code within the workspace alone, and the outbox not at all", async () => {
    const { enqueue } = harness.world();
    const context = newTenant();
    await enqueue(context, { text: "x" });
    const app = harness.database.doorsOf("workflows");
    const count = sql`select count(*)::int as count from "workflows"."runs"`;
    expect(await app.withTenant(newTenant(), (tx) => tx.execute(count))).toMatchObject([{ count: 0 }]);
    expect(await app.withTenant(context, (tx) => tx.execute(count))).toMatchObject([{ count: 1 }]);
    for (const statement of [`select id from "workflows"."outbox"`, `delete from "workflows"."outbox"`]) {
      const tried = app.withTenant(context, (tx) => tx.execute(sql.raw(statement)));
      await expect(tried).rejects.toMatchObject({ cause: { code: "42501" } });
    }
  });
});
