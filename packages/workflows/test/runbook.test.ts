import { readFileSync } from "node:fs";
import path from "node:path";
import { openPool } from "@ninefold/identity/tenancy";
import { createRunAdmin, WorkflowsError } from "@ninefold/workflows";
import { memoryWorkflows } from "@ninefold/workflows/memory";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { asDurable, type Harness, jobOf, newPerson, newTenant, openHarness } from "./support.ts";

const refuse = () => Promise.reject(new WorkflowsError("workflows.invalid_payload", "not this"));

/** A machine that is busy takes its time. */
const PATIENT = { timeout: 10_000, interval: 5 };

let harness: Harness;
let pools: Record<"system" | "queue", ReturnType<typeof openPool>>;
beforeAll(async () => {
  harness = await openHarness();
  const one = { maxConnections: 1, prepare: false };
  pools = {
    system: openPool({ url: harness.systemUrl, name: "runbook", ...one }),
    queue: openPool({ url: harness.queueUrl, name: "runbook", ...one }),
  };
});
afterEach(() => harness.empty());
afterAll(async () => {
  await Promise.all([pools.system.close(), pools.queue.close()]);
  await harness.close();
});

/** What the page tells its reader to run, in its order. */
function queriesOf(page: string): readonly string[] {
  const text = readFileSync(path.resolve(import.meta.dirname, "../../../runbooks", page), "utf8");
  return [...text.matchAll(/^ *```sql\n([^]*?)```/gm)].map(([, query = ""]) => query.trim().replace(/;$/, ""));
}

async function ask(login: "system" | "queue", query = "select 1/0 as missing"): Promise<Record<string, unknown>[]> {
  return [...(await pools[login].database.execute(sql.raw(query)))];
}

describe("the runbook about the outbox", () => {
  it("shows what waits, what was tried and what is with the engine, to the login that it names", async () => {
    const { memory } = harness.world();
    const world = harness.world({ memory, engine: { ...memory, enqueue: refuse } });
    await harness.world({ memory }).enqueue(newTenant(), { text: "taken" });
    await harness.world({ memory }).workflows.relay();
    await world.enqueue(newTenant(), { text: "refused" });
    await world.publish(newTenant(), { type: "test.unheard", data: {} });
    await world.workflows.relay();
    await world.enqueue(newTenant(), { text: "not tried yet" });
    const queries = queriesOf("outbox-lag.md");
    expect(queries).toHaveLength(2);
    const [waits = [], handed = []] = await Promise.all(queries.map((query) => ask("system", query)));
    expect(waits.toSorted((one, other) => (String(one["name"]) < String(other["name"]) ? -1 : 1))).toMatchObject([
      { kind: "run", name: "test.note@1", count: "2", failed: "1" },
      { kind: "event", name: "test.unheard", count: "1", failed: "1" },
    ]);
    expect(handed).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ status: "queued", task: "test.note@1", count: "1" }),
        expect.objectContaining({ status: "pending", task: "test.note@1", count: "2" }),
      ]) as object,
    );
  });
});

/** The page's own example of an id. */
const anyId = "00000000-0000-0000-0000-000000000000";

describe("the runbook about dead letters", () => {
  it("shows what died, of what, whose and since when, to the login that it names", async () => {
    const failing = jobOf(() => Promise.reject(new Error("no template")), { retry: { attempts: 1, backoffMs: 1_000 } });
    const world = harness.world({ jobs: [failing], needs: { now: () => new Date() } });
    for (const context of [newTenant(), newTenant()]) await world.enqueue(context, { text: "x" });
    await world.workflows.start();
    await world.drain();
    const queries = queriesOf("dead-letters-grow.md");
    expect(queries).toHaveLength(2);
    const [kinds, hours = []] = await Promise.all(queries.map((query) => ask("system", query)));
    expect(kinds).toMatchObject([
      { task: "test.note@1", said: "no template", count: "2", workspaces: "2", lately: "2" },
    ]);
    expect(hours.reduce((sum, { count }) => sum + Number(count), 0)).toBe(2);
  });
});

describe("the runbook about a poison job", () => {
  const [unheard = "", lines = ""] = queriesOf("poison-job.md");

  it("shows whose attempts nobody heard the end of, and what one run said", async () => {
    const world = harness.world({
      jobs: [
        jobOf((_input, { log, number }) => {
          log("I begin");
          // The first two end with their process.
          return number < 3 ? new Promise(() => {}) : Promise.reject(new Error("no"));
        }),
      ],
      isDurable: true,
    });
    const { runId } = await world.enqueue(newTenant(), { text: "x" });
    const { runId: other } = await world.enqueue(newTenant(), { text: "only fails" });
    await harness.read(sql`update workflows.runs set attempts = 2 where id = ${runId}`);
    await harness.read(sql`update workflows.runs set max_attempts = 1, attempts = 0 where id = ${other}`);
    await world.workflows.start();
    await world.workflows.relay();
    await world.memory.advance(0);
    await expect.poll(harness.lines).toHaveLength(3);
    expect(await ask("system", unheard)).toMatchObject([
      { id: runId, task: "test.note@1", status: "dead", attempts: 3, unheard: "2" },
    ]);
    expect(await ask("system", lines.replace(anyId, runId))).toMatchObject([
      { attempt: 3, kind: "log", message: "I begin" },
      { attempt: 3, kind: "failed", message: "no" },
    ]);
  });

  it("is about runs that an operator stops: not begun again, not recorded any more, and replayed once it is mended", async () => {
    const begun: { readonly text: string; readonly signal: AbortSignal }[] = [];
    const mayEnd = Promise.withResolvers<void>();
    const job = jobOf(
      (input, { isReplayed, signal }) => {
        begun.push({ text: (input as { text: string }).text, signal });
        return isReplayed ? Promise.resolve() : mayEnd.promise;
      },
      { concurrency: { perKey: 1 } },
    );
    const audited: object[] = [];
    const world = harness.world({ jobs: [job], isDurable: true });
    const context = newTenant();
    const ids: string[] = [];
    for (const text of ["poison", "waits", "bystander"]) ids.push((await world.enqueue(context, { text })).runId);
    const [poison = "", waits = "", bystander = ""] = ids;
    await world.workflows.start();
    const turn = async () => {
      await world.workflows.relay();
      await world.memory.advance(0);
      return begun.map(({ text }) => text);
    };
    await expect.poll(turn, PATIENT).toEqual(["poison"]);
    const admin = createRunAdmin({
      doors: harness.doors,
      jobs: () => [job],
      reactions: () => ({}),
      now: () => world.clock.now,
      audit: async (_tx, entry) => void audited.push(entry),
      letGo: world.workflows.letGo,
    });
    const by = { actor: newPerson().userId, requestId: "r" };
    const stopped = await Promise.allSettled([1, 2].map(() => admin.stop(by, poison, " It ends its process. ")));
    await admin.stop(by, waits, "It is like the first.");
    expect(stopped.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(begun[0]?.signal.aborted).toBe(true);
    await expect.poll(turn, PATIENT).toEqual(["poison", "bystander"]);
    mayEnd.resolve();
    const byId = async () => {
      await turn();
      return Object.fromEntries(
        (await harness.runs()).map(({ id, status, attempts }) => [id, `${status} ${attempts}`]),
      );
    };
    await expect.poll(byId, PATIENT).toEqual({ [poison]: "dead 1", [waits]: "dead 0", [bystander]: "succeeded 1" });
    expect(await ask("system", unheard)).toEqual([]);
    const { lastError } = await admin.read(by, poison);
    expect(lastError).toBe("stopped by an operator: It ends its process.");
    await expect(admin.stop(by, bystander, "x")).rejects.toMatchObject({ code: "workflows.ended" });
    await expect(admin.stop(by, anyId, "x")).rejects.toMatchObject({ code: "workflows.run_not_found" });
    await expect(admin.stop(by, poison, " ")).rejects.toMatchObject({ code: "workflows.invalid_reason" });
    for (const id of [poison, waits]) await admin.replay(by, id);
    await expect
      .poll(byId, PATIENT)
      .toEqual({ [poison]: "succeeded 2", [waits]: "succeeded 1", [bystander]: "succeeded 1" });
    expect(audited).toMatchObject([
      { action: "workflows.run_stopped", subject: { id: poison }, data: { reason: "It ends its process." } },
      { action: "workflows.run_stopped", subject: { id: waits } },
      { action: "workflows.run_read" },
      { action: "workflows.run_replayed" },
      { action: "workflows.run_replayed" },
    ]);
    expect(await harness.places()).toBe(0);
  }, 20_000);
});

describe("the runbook about schedules", () => {
  const [schedules, ofTheirs, clock] = queriesOf("schedule-missed.md");

  it("shows what is late, paused, skipped and failing, to the login that it names", async () => {
    const now = { now: new Date(Date.now() - 5 * 60_000) };
    const every = { input: z.object({}), schedule: { cron: "* * * * *" } };
    const fails = jobOf(() => Promise.reject(new Error("no such vendor")), { ...every, id: "test.fail" });
    const hangs = jobOf(() => new Promise(() => {}), { ...every, id: "test.hang" });
    const world = harness.world({ jobs: [fails, hangs], clock: now, needs: { now: () => now.now } });
    await world.memory.start(world.workflows.tasks());
    await world.drain();
    for (let minutes = 0; minutes < 2; minutes += 1) {
      now.now = new Date(now.now.getTime() + 60_000);
      await world.workflows.relay();
      await world.memory.advance(0);
    }
    const rows = await ask("system", schedules);
    expect(rows).toMatchObject([
      { name: "test.fail", cron: "* * * * *", last_outcome: "overlapped", paused_at: null },
      { name: "test.hang", last_outcome: "overlapped" },
    ]);
    // Nobody has looked for some minutes.
    for (const { late } of rows) expect(String(late)).toMatch(/^00:0[1-4]:/);
    await expect
      .poll(() => ask("system", ofTheirs))
      .toMatchObject([
        { schedule: "test.fail", status: "waiting_retry", count: "1", said: "no such vendor" },
        { schedule: "test.hang", status: "running", count: "1" },
      ]);
    expect(await ask("system", clock)).toHaveLength(1);
  });
});

describe("the runbook about the queue", () => {
  const [inQueue, active, ledger, again] = queriesOf("queue-stuck.md");

  it("shows what waits, what runs and what has failed, to the logins that it names", async () => {
    const world = harness.world({
      engine: postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: () => undefined }),
      jobs: [
        jobOf(() => new Promise(() => {}), { id: "test.hang" }),
        jobOf(() => Promise.reject(new Error("no")), { id: "test.fail", retry: { attempts: 1, backoffMs: 1_000 } }),
      ],
      needs: { now: () => new Date() },
    });
    for (const job of ["test.hang", "test.fail"]) await world.enqueue(newTenant(), { text: "x" }, { job });
    const other = harness.world({
      engine: postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: () => undefined }),
    });
    await other.enqueue(newTenant(), { text: "nobody knows it" });
    await Promise.all([world.workflows.relay(), other.workflows.relay()]);
    await world.workflows.start();
    await expect
      .poll(() => ask("system", ledger), { timeout: 20_000 })
      .toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({ task: "test.hang@1", status: "running", count: "1", attempts: 1 }),
          expect.objectContaining({ task: "test.fail@1", status: "dead", count: "1", said: "no" }),
          expect.objectContaining({ task: "test.note@1", status: "queued", count: "1", attempts: 0 }),
        ]) as object,
      );
    expect(await ask("queue", inQueue)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ name: "test.hang/1", state: "active", count: "1" }),
        expect.objectContaining({ name: "test.note/1", state: "created", count: "1" }),
      ]) as object,
    );
    expect(await ask("queue", active)).toMatchObject([{ name: "test.hang/1", count: "1" }]);
  });

  it("has the runs handed over again that an engine has lost, and no other", async () => {
    const clock = { now: new Date(Date.now() - 3 * 60 * 60_000) };
    const lost = harness.world({ clock, engine: asDurable(memoryWorkflows({ now: clock.now })) });
    const context = newTenant();
    for (const text of ["a", "b", "cancelled"]) await lost.enqueue(context, { text });
    const cancelled = [...(await harness.inputs())].find(([, about]) => about === "cancelled")?.[0] ?? "";
    await lost.workflows.relay();
    await lost.workflows.cancel(context, cancelled);

    const world = harness.world({ isDurable: true });
    expect(await world.workflows.relay()).toBe(0);
    await ask("system", again);
    expect(await world.workflows.relay()).toBe(2);
    await world.workflows.start();
    await world.memory.settle();
    expect(world.notes.toSorted((one, other) => (one < other ? -1 : 1))).toEqual(["a", "b"]);
    // The engine has them after all, and starts now: they are no longer its to make.
    await lost.workflows.start();
    await lost.drain();
    expect(lost.notes).toEqual([]);
    expect((await harness.runs()).map(({ status }) => status).toSorted()).toEqual([
      "cancelled",
      "succeeded",
      "succeeded",
    ]);
  });
});
