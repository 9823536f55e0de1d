import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPool } from "@ninefold/identity/tenancy";
import { startPostgres } from "@ninefold/testing/postgres";
import type { Attempt, EnqueueRequest, Run } from "@ninefold/workflows";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { cuttingProxy } from "./cutting-proxy.ts";
import { ended, HASTY, openLab, request, task, until } from "./postgres-support.ts";

// Most take a tenth of a second; a machine that does much else takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const database = await createTestDatabase();
const urls = { ownerUrl: database.ownerUrl, queueUrl: database.urls.DATABASE_QUEUE_URL };
const lab = openLab(() => urls);
afterEach(() => lab.end());
afterAll(() => database.drop());

describe("a process that dies", () => {
  it("J-3 loses its run to another one, as the second attempt", async () => {
    const [dying, other] = [await lab.process(), lab.engine(HASTY)];
    const { id } = await other.enqueue(request({ payload: { act: "hang" } }));
    await dying.heard("began hang");
    await dying.kill();
    const work = task();
    await other.start([work]);
    expect(await ended(other, id)).toMatchObject({ status: "succeeded", attempts: 2 });
    expect(work.seen.map(({ number }) => number)).toEqual([2]);
  });

  it("J-10 by its handler's own hand each time, makes its run dead after its attempts, and nothing else", async () => {
    const caller = lab.engine();
    const { id } = await caller.enqueue(request({ payload: { act: "exit" } }));
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const worker = await lab.process({ slots: 1 });
      await worker.gone();
      expect(worker.said).toContainEqual({ what: "began exit", number: attempt });
    }
    const { id: innocent } = await caller.enqueue(request({ payload: { act: "note" } }));
    const survivor = await lab.process();
    expect(await ended(caller, innocent)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(await ended(caller, id)).toMatchObject({
      status: "dead",
      attempts: 3,
      lastError: "the process that ran it was lost",
    });
    expect(survivor.said.filter(({ what }) => what === "began exit")).toEqual([]);
  });

  it("J-11 by a rejection that nothing awaits, loses neither that run nor the one beside it, and ends no other", async () => {
    const dying = await lab.process();
    const caller = lab.engine();
    const { id: beside } = await caller.enqueue(request({ payload: { act: "beside" } }));
    await dying.heard("began beside");
    const { id: rejecting } = await caller.enqueue(request({ payload: { act: "reject" } }));
    await dying.gone();
    const work = task();
    const other = lab.engine(HASTY);
    await other.start([work]);
    for (const id of [beside, rejecting]) {
      expect(await ended(caller, id)).toMatchObject({ status: "succeeded", attempts: 2 });
    }
    expect(work.seen).toHaveLength(2);
  });

  it("J-5 after its success was recorded, does not have it made again", async () => {
    const [dying, other] = [await lab.process(), lab.engine(HASTY)];
    const { id } = await other.enqueue(request({ payload: { act: "note" } }));
    const run = await ended(other, id);
    await dying.kill();
    const work = task();
    await other.start([work]);
    const { id: later } = await other.enqueue(request());
    await ended(other, later);
    // Longer than a lease, so that whatever was left of the first would be taken back.
    await untilDatabaseIs("600 ms", later);
    expect(await other.findRun(id)).toEqual(run);
    expect(work.seen.map(({ runId }) => runId)).toEqual([later]);
  });
});

describe("a handler that ends its process", () => {
  it("J-10 does not take the others' runs with it", async () => {
    const [dying, other] = [await lab.process({ slots: 2 }), lab.engine(HASTY)];
    const { id: sibling } = await other.enqueue(request({ payload: { act: "hang" } }));
    await dying.heard("began hang");
    const { id } = await other.enqueue(request({ payload: { act: "exit" } }));
    await dying.gone();
    const work = task();
    await other.start([work]);
    expect(await ended(other, sibling)).toMatchObject({ status: "succeeded", attempts: 2 });
    expect(await ended(other, id)).toMatchObject({ status: "succeeded", attempts: 2 });
  });
});

describe("a process that is blocked for longer than its lease", () => {
  it("J-6 loses its run to another one, and its late success changes nothing", async () => {
    const [blocked, other] = [await lab.process(), lab.engine(HASTY)];
    const { id } = await other.enqueue(request({ payload: { act: "block" } }));
    await blocked.heard("began block");
    const work = task();
    await other.start([work]);
    const run = await ended(other, id);
    expect(run).toMatchObject({ status: "succeeded", attempts: 2 });
    await other.stop();
    await blocked.heard("ended block");
    // It records in order: once this one has ended, so has what it had to say about the other.
    const { id: next } = await other.enqueue(request({ payload: { act: "note" } }));
    await ended(other, next);
    expect(await other.findRun(id)).toEqual(run);
  });
});

describe("an answer that is lost", () => {
  it.each([
    ["of a success", "succeeded", "completed_on", async (): Promise<void> => undefined],
    ["of a failure", "dead", "json_to_recordset", (): Promise<void> => Promise.reject(new Error("no"))],
  ] as const)("J-5 %s: the run is not made again", async (_title, status, words, run) => {
    const proxy = await cuttingProxy(urls.queueUrl);
    try {
      const gate = Promise.withResolvers<void>();
      const work = task(() => gate.promise.then(run), { attempts: 1 });
      // No heartbeat in between: its statement has the same words.
      const engine = lab.engine({ databaseUrl: proxy.url, leaseMs: 300_000 });
      await engine.start([work]);
      const { id } = await engine.enqueue(request());
      await until(() => work.seen.length === 1);
      proxy.cutAnswerTo(words);
      gate.resolve();
      expect(await ended(engine, id)).toMatchObject({ status, attempts: 1 });
      await engine.stop();
      expect(proxy.cuts()).toBe(1);
      expect(work.seen).toHaveLength(1);
    } finally {
      await proxy.close();
    }
  });

  it("of a claim: the run is made once its lease is over", async () => {
    const proxy = await cuttingProxy(urls.queueUrl);
    try {
      const work = task();
      const engine = lab.engine({ databaseUrl: proxy.url, ...HASTY });
      const { id } = await engine.enqueue(request());
      proxy.cutAnswerTo("SKIP LOCKED");
      await engine.start([work]);
      expect(await ended(engine, id)).toMatchObject({ status: "succeeded", attempts: 2 });
      expect(work.seen).toHaveLength(1);
    } finally {
      await proxy.close();
    }
  });

  it("of an enqueue: the same call again finds the run", async () => {
    const proxy = await cuttingProxy(urls.queueUrl);
    try {
      const engine = lab.engine({ databaseUrl: proxy.url });
      await engine.enqueue(request());
      proxy.cutAnswerTo("INSERT INTO");
      const given = request();
      await expect(engine.enqueue(given)).rejects.toMatchObject({ code: "workflows.unavailable", retryable: true });
      const run = await engine.enqueue(given);
      expect(await lab.sql("select id from pgboss.job")).toContainEqual({ id: run.id });
      expect(await lab.sql("select id from pgboss.job")).toHaveLength(2);
    } finally {
      await proxy.close();
    }
  });
});

describe("a statement that takes too long", () => {
  it("J-56 when it records a success: it is recorded later, and the run is not made again", async () => {
    const limited = new URL(urls.queueUrl);
    limited.searchParams.set("options", "-c statement_timeout=300");
    const work = task();
    const engine = lab.engine({ databaseUrl: limited.href, leaseMs: 300_000 });
    const gate = Promise.withResolvers<void>();
    const slow = {
      ...work,
      run: async (payload: unknown, attempt: Attempt) => gate.promise.then(() => work.run(payload, attempt)),
    };
    await engine.start([slow]);
    const { id } = await engine.enqueue(request());
    await until(async () => (await engine.findRun(id))?.status === "running");
    const owner = openPool({ url: urls.ownerUrl, name: "owner", maxConnections: 1, prepare: false });
    await owner.database.transaction(async (tx) => {
      await tx.execute(sql`select from pgboss.job where id = ${id} for update`);
      gate.resolve();
      await until(() => lab.warnings.some((warning) => warning.includes("statement timeout")));
    });
    await owner.close();
    expect(await ended(engine, id)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(work.seen).toHaveLength(1);
  });
});

describe("a database that goes away", () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let own: { ownerUrl: string; queueUrl: string };
  const away = openLab(() => own);
  // It is stopped and not killed, so nothing has to survive a crash.
  const place = () => ({ dataDir: path.join(folder, "data"), durable: false });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "queue-postgres-"));
    server = await startPostgres(place());
    const queueUrl = Object.assign(new URL(server.ownerUrl), { username: "queue_login", password: "queue" }).href;
    own = { ownerUrl: server.ownerUrl, queueUrl };
    await install(server.ownerUrl);
  });
  afterEach(() => away.end());
  afterAll(async () => {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it("J-54 and comes back: nothing is lost, and nobody has to be started again", async () => {
    const made = new Map<string, number>();
    const work = task(
      async (_payload, { runId }) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        made.set(runId, (made.get(runId) ?? 0) + 1);
      },
      { attempts: 20 },
    );
    // What the database had given away when it went, and nobody got, is found after a lease.
    const [one, other, caller] = [away.engine(HASTY), away.engine(HASTY), away.engine()];
    await Promise.all([one.start([work]), other.start([work])]);
    const runs = await Promise.all(Array.from({ length: 300 }, () => caller.enqueue(request())));
    await until(() => made.size > 50);

    await server.stop();
    await until(() => away.warnings.length > 0);
    await expect(caller.enqueue(request())).rejects.toMatchObject({ code: "workflows.unavailable", retryable: true });
    await expect(caller.findRun(runs[0]!.id)).rejects.toMatchObject({ code: "workflows.unavailable" });
    server = await startPostgres({ ...place(), port: server.port });

    for (const { id } of runs) expect(await ended(caller, id)).toMatchObject({ status: "succeeded" });
    expect(made.size).toBe(300);
    const { id } = await caller.enqueue(request());
    await ended(caller, id);
  });

  it("J-54 for one connection after the other: nothing is lost, and no attempt is made twice at a time", async () => {
    const underWay = new Set<string>();
    const made = new Set<string>();
    let [overlaps, cuts] = [0, 0];
    const isDone = new AbortController();
    const run = async (_payload: unknown, { runId }: Attempt) => {
      if (underWay.has(runId)) overlaps += 1;
      underWay.add(runId);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay.delete(runId);
      made.add(runId);
    };
    const work = task(run, { attempts: 50 });
    // A lease that outlives every reconnection.
    const few = { leaseMs: 3_000, slots: 4 };
    const [one, other, caller] = [away.engine(few), away.engine(few), away.engine()];
    await Promise.all([one.start([work]), other.start([work])]);
    const cutting = (async () => {
      while (!isDone.signal.aborted) {
        const [{ cut } = { cut: 0 }] = await away.sql(`
          select count(pg_terminate_backend(pid))::int as cut from (
            select pid from pg_stat_activity where usename = 'queue_login' order by random() limit 1
          )`);
        cuts += Number(cut);
      }
    })();
    const insist = async (given: EnqueueRequest): Promise<Run> =>
      caller.enqueue(given).catch((error: unknown) => {
        expect(error).toMatchObject({ code: "workflows.unavailable", retryable: true });
        return insist(given);
      });
    const runs = await Promise.all(Array.from({ length: 150 }, () => insist(request())));
    await until(() => made.size === 150);
    isDone.abort();
    await cutting;
    for (const { id } of runs) expect(await ended(one, id)).toMatchObject({ status: "succeeded" });
    expect(overlaps).toBe(0);
    expect(cuts).toBeGreaterThan(10);
  });

  it("stops in time while it is away", async () => {
    const work = task(() => new Promise(() => {}));
    const engine = away.engine();
    await engine.start([work]);
    await engine.enqueue(request());
    await until(() => work.seen.length === 1);
    await server.stop();
    const started = performance.now();
    await engine.stop({ graceMs: 100 });
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(work.seen[0]?.signal.aborted).toBe(true);
    server = await startPostgres({ ...place(), port: server.port });
  });
});

/** Roles and tables as provisioning and migrations make them, for the queue alone. */
async function install(ownerUrl: string): Promise<void> {
  const queue = path.join(import.meta.dirname, "../queue");
  const files = (await readdir(queue)).filter((file) => file.endsWith(".sql")).toSorted();
  const owner = openPool({ url: ownerUrl, name: "owner", maxConnections: 1, prepare: false });
  await owner.database.execute(sql.raw("create role app_queue nologin"));
  await owner.database.execute(sql.raw("create role queue_login login password 'queue' in role app_queue"));
  for (const file of files) await owner.database.execute(sql.raw(await readFile(path.join(queue, file), "utf8")));
  await owner.close();
}

async function untilDatabaseIs(older: string, id: string): Promise<void> {
  await until(async () => {
    const [job] = await lab.sql(
      `select now() - completed_on > '${older}'::interval as older from pgboss.job where id = '${id}'`,
    );
    return job?.["older"] === true;
  });
}
