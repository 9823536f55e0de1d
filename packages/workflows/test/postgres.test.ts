import { createTestDatabase } from "@ninefold/testing/test-database";
import { systemClock } from "pg-boss";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { openConnection } from "../src/adapters/postgres/connection.ts";
import { openQueue } from "../src/adapters/postgres/queue.ts";
import { queueOf, sha256 } from "../src/adapters/postgres/run.ts";
import { ended, HASTY, openLab, request, task, until } from "./postgres-support.ts";

// Most take a tenth of a second; a machine that does much else takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const database = await createTestDatabase();
const urls = { ownerUrl: database.ownerUrl, queueUrl: database.urls.DATABASE_QUEUE_URL };
const lab = openLab(() => urls);
afterEach(() => lab.end());
afterAll(() => database.drop());

describe("delivery", () => {
  it("J-1 makes each of 1,000 runs once, over two engines", async () => {
    const starts: string[] = [];
    const work = task(async (_payload, { runId }) => void starts.push(runId));
    const [one, other, caller] = [lab.engine(), lab.engine(), lab.engine()];
    await Promise.all([one.start([work]), other.start([work])]);
    const runs = await Promise.all(Array.from({ length: 1_000 }, () => caller.enqueue(request())));
    await until(() => starts.length >= 1_000);
    await Promise.all([one.stop(), other.stop()]);
    expect(starts.toSorted()).toEqual(runs.map(({ id }) => id).toSorted());
    const states = await lab.sql("select state, count(*)::int from pgboss.job group by state");
    expect(states).toEqual([{ state: "completed", count: 1_000 }]);
  });

  it("J-2 starts a burst of single runs and one of 505 at once, though a slot is busy and it looks once a minute", async () => {
    const gate = Promise.withResolvers<void>();
    const starts: unknown[] = [];
    const work = task(async (payload) => {
      starts.push(payload);
      if (payload === "busy") await gate.promise;
    });
    const [worker, caller] = [lab.engine({ slots: 2, pollMs: 60_000 }), lab.engine()];
    await worker.start([work]);
    await caller.enqueue(request({ payload: "busy" }));
    await until(() => starts.length === 1);
    await Promise.all(Array.from({ length: 20 }, () => caller.enqueue(request({ payload: "single" }))));
    const boss = await lab.bare();
    await boss.insert(
      queueOf("work@1"),
      Array.from({ length: 505 }, () => ({ data: envelope("bulk"), group: { id: "none" } })),
    );
    await until(() => starts.length === 526);
    gate.resolve();
  });

  it("hears of a run of another process at once, and again after its connection was cut", async () => {
    const work = task();
    const [worker, caller] = [lab.engine({ pollMs: 60_000 }), lab.engine()];
    await worker.start([work]);
    await ended(caller, (await caller.enqueue(request())).id);
    // The server is everybody's.
    const listening = "pg_stat_activity where query like 'LISTEN%' and datname = current_database()";
    const [before] = await lab.sql(`select pg_terminate_backend(pid), pid from ${listening}`);
    await until(async () => {
      const [now] = await lab.sql(`select pid from ${listening}`);
      return now !== undefined && now["pid"] !== before?.["pid"];
    });
    await ended(caller, (await caller.enqueue(request())).id);
  });

  it("J-55 finds runs by looking alone, when it may not listen", async () => {
    const [worker, caller] = [lab.engine({ maxConnections: 1 }), lab.engine({ maxConnections: 1 })];
    await worker.start([task()]);
    expect(await ended(caller, (await caller.enqueue(request())).id)).toMatchObject({ status: "succeeded" });
  });

  it("runs as many attempts at a time as it has slots and no more, whatever the queue", async () => {
    let [now, most, made] = [0, 0, 0];
    const gate = Promise.withResolvers<void>();
    const run = async () => {
      most = Math.max(most, (now += 1));
      await gate.promise;
      now -= 1;
      made += 1;
    };
    const tasks = ["a@1", "b@1", "c@1"].map((name) => task(run, { name }));
    const engine = lab.engine({ slots: 4 });
    await engine.start(tasks);
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(tasks.map(({ name }) => engine.enqueue(request({ task: name }))));
    }
    await until(() => now === 4);
    gate.resolve();
    await until(() => made === 60);
    expect(most).toBe(4);
  });

  it("lets no full queue keep another one waiting", async () => {
    const order: string[] = [];
    const tasks = ["crowded@1", "quiet@1"].map((name) => task(async () => void order.push(name), { name }));
    const caller = lab.engine();
    for (let index = 0; index < 100; index += 1) await caller.enqueue(request({ task: "crowded@1" }));
    await caller.enqueue(request({ task: "quiet@1" }));
    const worker = lab.engine({ slots: 2 });
    await worker.start(tasks);
    await until(() => order.length === 101);
    expect(order.indexOf("quiet@1")).toBeLessThan(10);
  });

  it("takes names of tasks and tenants that no database would", async () => {
    const name = "'; drop table pgboss.job; -- ünï/@1";
    const work = task(async () => {}, { name });
    const engine = lab.engine();
    await engine.start([work]);
    const { id } = await engine.enqueue(request({ task: name, tenantId: "'\"$1", payload: { "'": "$2" } }));
    expect(await ended(engine, id)).toMatchObject({ status: "succeeded", task: name, tenantId: "'\"$1" });
  });
});

describe("what is not ours in the queue", () => {
  it.each([
    ["nothing at all", null],
    ["a list", [1]],
    ["an envelope without a payload", { task: "work@1", tenantId: null, requestId: "r", payloadHash: "" }],
  ])("%s: ends as failed, is handed to no task, and holds up nothing that came with it", async (_title, data) => {
    const work = task();
    const engine = lab.engine();
    const ours = await Promise.all(Array.from({ length: 5 }, () => engine.enqueue(request())));
    const boss = await lab.bare();
    await boss.insert(queueOf("work@1"), [{ data: data as object, priority: 1, group: { id: "none" } }]);
    await engine.start([work]);
    for (const { id } of ours) expect(await ended(engine, id)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(work.seen).toHaveLength(5);
    await until(async () => (await lab.sql("select from pgboss.job where state = 'failed'")).length === 1);
  });

  it("does not miss a queue that somebody removed", async () => {
    const work = task();
    const engine = lab.engine();
    await engine.start([work]);
    await ended(engine, (await engine.enqueue(request())).id);
    await lab.sql("delete from pgboss.job; delete from pgboss.queue");
    expect(await ended(engine, (await engine.enqueue(request())).id)).toMatchObject({ status: "succeeded" });
  });
});

describe("retries", () => {
  it("J-12 starts a task of one attempt once", async () => {
    const work = task(() => Promise.reject(new Error("no")), { attempts: 1 });
    const engine = lab.engine();
    await engine.start([work]);
    const run = await ended(engine, (await engine.enqueue(request())).id);
    expect(run).toMatchObject({ status: "dead", attempts: 1, lastError: "no" });
    expect(work.seen).toHaveLength(1);
  });

  it("J-15 records whatever is thrown, cut to size, and goes on", async () => {
    const ring: Error & { cause?: unknown } = new Error("ring");
    ring.cause = ring;
    const thrown: unknown[] = [ring, new Error("x".repeat(5_000_000)), "a string", undefined, new Error("a\0b\ud800")];
    const work = task(async (payload) => Promise.reject(thrown[Number(payload)]), { attempts: 1 });
    const engine = lab.engine();
    await engine.start([work]);
    const runs = await Promise.all(thrown.map((_, index) => engine.enqueue(request({ payload: index }))));
    for (const { id } of runs) {
      const { status, lastError } = await ended(engine, id);
      expect(status).toBe("dead");
      expect(lastError?.length).toBeLessThanOrEqual(2_000);
    }
  });

  it("keeps what an earlier attempt said, beside the success of a later one", async () => {
    const work = task(async (_payload, { number }) => {
      if (number === 1) throw new Error("the first time");
    });
    const engine = lab.engine();
    await engine.start([work]);
    const run = await ended(engine, (await engine.enqueue(request())).id);
    expect(run).toMatchObject({ status: "succeeded", attempts: 2, lastError: "the first time" });
  });
});

describe("fencing", () => {
  it.each(["resolves", "rejects"])(
    "J-7 drops the late result of an attempt that another engine has taken over: it %s",
    async (end) => {
      const gate = Promise.withResolvers<void>();
      const slow = task(() => gate.promise, { attempts: 1 });
      // One that does not notice, and has no slot for the run that it lost.
      const [one, other] = [lab.engine({ leaseMs: 60_000, slots: 1 }), lab.engine({ leaseMs: 60_000 })];
      await one.start([slow]);
      const { id } = await one.enqueue(request());
      await until(() => slow.seen.length === 1);
      await other.start([task(async () => {}, { attempts: 2 })]);
      await lab.sql(`update pgboss.job set state = 'retry' where id = '${id}'`);
      const run = await ended(other, id);
      if (end === "resolves") gate.resolve();
      else gate.reject(new Error("late"));
      await one.stop();
      expect(await other.findRun(id)).toEqual(run);
      expect(run).toMatchObject({ status: "succeeded", attempts: 2 });
    },
  );

  it("tells an attempt whose run was taken back, and does not call it cancelled", async () => {
    const work = task(() => new Promise(() => {}));
    const engine = lab.engine(HASTY);
    await engine.start([work]);
    const { id } = await engine.enqueue(request());
    await until(() => work.seen.length === 1);
    await lab.sql(`update pgboss.job set state = 'completed', completed_on = now() where id = '${id}'`);
    await until(() => work.seen[0]?.signal.aborted === true);
    expect(work.seen[0]?.signal.reason).toMatchObject({ code: "workflows.unavailable" });
  });

  it("J-51 tells the attempt that another engine cancels, at once", async () => {
    const work = task(() => new Promise(() => {}));
    const [worker, caller] = [lab.engine({ leaseMs: 60_000 }), lab.engine()];
    await worker.start([work]);
    const { id } = await caller.enqueue(request());
    await until(() => work.seen.length === 1);
    await caller.cancel(id);
    await until(() => work.seen[0]?.signal.aborted === true);
    expect(work.seen[0]?.signal.reason).toMatchObject({ code: "workflows.cancelled" });
    expect(await caller.findRun(id)).toMatchObject({ status: "cancelled" });
  });

  it("tells a cancelled attempt at its next heartbeat, when it may not listen", async () => {
    const work = task(() => new Promise(() => {}));
    const [worker, caller] = [lab.engine({ maxConnections: 1, ...HASTY }), lab.engine()];
    await worker.start([work]);
    const { id } = await caller.enqueue(request());
    await until(() => work.seen.length === 1);
    await caller.cancel(id);
    await until(() => work.seen[0]?.signal.aborted === true);
    expect(work.seen[0]?.signal.reason).toMatchObject({ code: "workflows.cancelled" });
  });
});

describe("stopping", () => {
  it("J-52 lets short attempts end and gives long ones to others, the last attempt too, which does not count", async () => {
    const gate = Promise.withResolvers<void>();
    const short = task(() => gate.promise, { name: "short@1" });
    const long = task(() => new Promise(() => {}), { name: "long@1", attempts: 1 });
    const [leaving, staying] = [lab.engine({ pollMs: 60_000 }), lab.engine({ pollMs: 60_000 })];
    await leaving.start([short, long]);
    const ids = await Promise.all(
      ["short@1", "long@1"].map(async (name) => (await leaving.enqueue(request({ task: name }))).id),
    );
    await until(() => short.seen.length === 1 && long.seen.length === 1);
    const again = task(async () => {}, { name: "long@1", attempts: 1 });
    const unwanted = task(async () => {}, { name: "short@1" });
    await staying.start([again, unwanted]);

    const isEnough = new AbortController();
    const stopped = leaving.stop({ graceMs: 60_000, signal: isEnough.signal });
    const late = await staying.enqueue(request({ task: "short@1" }));
    gate.resolve();
    await Promise.all([ended(staying, late.id), ended(staying, ids[0]!)]);
    isEnough.abort();
    await Promise.all([stopped, leaving.stop()]);

    expect(await ended(staying, ids[0]!)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(await ended(staying, ids[1]!)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(long.seen[0]?.signal.reason).toMatchObject({ code: "workflows.unavailable" });
    expect(again.seen.map(({ number, isLast }) => ({ number, isLast }))).toEqual([{ number: 1, isLast: true }]);
    expect([short.seen.length, unwanted.seen.length]).toEqual([1, 1]);
  });

  it("gives back what it claims while it stops", async () => {
    const starts: string[] = [];
    const work = task(async (_payload, { runId }) => void starts.push(runId));
    const caller = lab.engine();
    const runs = await Promise.all(Array.from({ length: 50 }, () => caller.enqueue(request())));
    for (let round = 0; round < 10; round += 1) {
      const engine = lab.engine({ slots: 3 });
      await engine.start([work]);
      // At another moment of its first claim each time.
      for (let turn = 0; turn < round * 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await engine.stop();
    }
    const active = await lab.sql("select from pgboss.job where state = 'active'");
    expect(active).toEqual([]);
    const last = lab.engine();
    await last.start([work]);
    for (const { id } of runs) expect(await ended(last, id)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect(starts.toSorted()).toEqual(runs.map(({ id }) => id).toSorted());
  });

  it("leaves no connection behind, in a process that never started it as well", async () => {
    const engine = lab.engine();
    await engine.enqueue(request());
    const connections = () =>
      lab.sql("select from pg_stat_activity where application_name = 'workflows' and datname = current_database()");
    expect(await connections()).toHaveLength(1);
    await engine.stop();
    await until(async () => (await connections()).length === 0);
    await engine.start([task()]);
    await until(async () => (await connections()).length === 2);
    await engine.stop();
    await until(async () => (await connections()).length === 0);
  });
});

describe("forgetting", () => {
  it("frees the key of a run that ended long ago, and touches no other", async () => {
    const work = task();
    const engine = lab.engine({ keepMs: 60_000 });
    await engine.start([work]);
    const [old, young] = [request(), request()];
    const ids = await Promise.all([old, young].map(async (one) => (await engine.enqueue(one)).id));
    for (const id of ids) await ended(engine, id);
    await lab.sql(`update pgboss.job set completed_on = now() - interval '61 s' where id = '${ids[0]}'`);
    const waiting = await engine.enqueue(request({ task: "unknown@1" }));
    await lab.sql(`update pgboss.job set created_on = now() - interval '1 year' where id = '${waiting.id}'`);

    const queue = queueOfItsOwn({ keepMs: 60_000 });
    expect(await queue.purge(1_000)).toBe(1);
    await queue.close();

    expect(await engine.findRun(ids[0]!)).toBeUndefined();
    expect(await engine.findRun(waiting.id)).toMatchObject({ status: "queued" });
    await engine.enqueue({ ...old, payload: "another" });
    await until(() => work.seen.length === 3);
  });
});

describe("starting", () => {
  it("J-57 lets five engines start together, on queues that none of them has seen", async () => {
    await lab.sql("delete from pgboss.queue");
    const names = Array.from({ length: 10 }, (_, index) => `first.${index}@1`);
    const works = names.map((name) => task(async () => {}, { name }));
    const engines = Array.from({ length: 5 }, () => lab.engine());
    await Promise.all(engines.map((engine) => engine.start(works)));
    const runs = await Promise.all(names.map((name, index) => engines[index % 5]!.enqueue(request({ task: name }))));
    for (const { id } of runs) expect(await ended(engines[0]!, id)).toMatchObject({ status: "succeeded" });
    expect(works.map(({ seen }) => seen.length)).toEqual(names.map(() => 1));
  });

  it("says what to do when the tables are not there, and starts once they are", async () => {
    await lab.sql("alter schema pgboss rename to elsewhere");
    const engine = lab.engine();
    try {
      await expect(engine.start([task()])).rejects.toMatchObject({
        code: "workflows.unavailable",
        message: expect.stringContaining("npm run db:migrate") as unknown,
      });
    } finally {
      await lab.sql("alter schema elsewhere rename to pgboss");
    }
    await engine.start([task()]);
    await ended(engine, (await engine.enqueue(request())).id);
  });
});

/** The queue without the loop. */
function queueOfItsOwn({ keepMs }: { readonly keepMs: number }) {
  const storage = { databaseUrl: urls.queueUrl, schema: "pgboss", poolConnections: 1, clock: systemClock };
  return openQueue(openConnection({ ...storage, onWarning: () => undefined }), { schema: "pgboss", keepMs });
}

const envelope = (payload: unknown) => ({
  task: "work@1",
  tenantId: null,
  requestId: "bulk",
  payload,
  payloadHash: sha256(JSON.stringify(payload)),
});
