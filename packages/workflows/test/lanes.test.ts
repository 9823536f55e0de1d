import type { Job } from "@ninefold/workflows";
import { bindJob } from "@ninefold/workflows";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { memoryWorkflows } from "@ninefold/workflows/memory";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, jobOf, newTenant, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const items = (count: number, options = {}) =>
  Array.from({ length: count }, (_, index) => ({ input: { text: `t${index}` }, options }));

const unfinished = async () => (await harness.runs()).filter(({ status }) => status !== "succeeded").length;

/** Counts how many attempts of each key run at a time. */
function watched(work: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve))) {
  const running = new Map<string, number>();
  let most = 0;
  const starts: string[] = [];
  const handle = async (input: unknown, { tenantId }: { readonly tenantId: string | null }): Promise<void> => {
    const key = tenantId ?? "";
    running.set(key, (running.get(key) ?? 0) + 1);
    most = Math.max(most, running.get(key) ?? 0);
    starts.push(key);
    try {
      await work();
    } finally {
      running.set(key, (running.get(key) ?? 1) - 1);
    }
  };
  return { handle, starts, most: () => most };
}

/** A job whose runs stay until they are let go. */
function gated(concurrency: Job["concurrency"] = {}) {
  const gates: (() => void)[] = [];
  const job = { ...jobOf(() => new Promise<void>((resolve) => gates.push(resolve))), concurrency };
  return { job, gates };
}

/** Relays and begins what may begin, until so many have begun; and no more do. */
async function begun({ workflows, memory }: World, gates: readonly unknown[], count: number): Promise<void> {
  const turn = async () => {
    await workflows.relay();
    await memory.advance(0);
    return gates.length;
  };
  await expect.poll(turn, { timeout: 10_000, interval: 5 }).toBe(count);
  for (let time = 0; time < 3; time += 1) expect(await turn()).toBe(count);
}

describe("a limit per key", () => {
  it("J-37: is never exceeded by two processes with eight slots each, and nothing is lost", async () => {
    const { handle, starts, most } = watched(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const warnings: string[] = [];
    const world = (): World =>
      harness.world({
        engine: postgresWorkflows({
          databaseUrl: harness.queueUrl,
          slots: 8,
          onWarning: (text) => void warnings.push(text),
        }),
        jobs: [jobOf(handle, { concurrency: { perKey: 2 } })],
        needs: {
          now: () => new Date(),
          listen: (onHint) => harness.database.listen("ninefold_outbox", onHint),
        },
      });
    const [one, other] = [world(), world()];
    const tenants = [newTenant(), newTenant()];
    for (const tenant of tenants) await one.enqueueMany(tenant, items(30));
    await Promise.all([one.workflows.start(), other.workflows.start()]);
    await expect.poll(unfinished, { timeout: 40_000, interval: 100 }).toBe(0);
    expect(most()).toBeLessThanOrEqual(2);
    expect(starts).toHaveLength(60);
    expect([warnings, one.troubles, other.troubles]).toEqual([[], [], []]);
  }, 60_000);

  it("counts each concurrency key of a workspace by itself, and each workspace", async () => {
    const { job, gates } = gated({ perKey: 1 });
    const world = harness.world({ memory: memoryWorkflows({ now: new Date(Date.UTC(2026, 0, 1)) }), jobs: [job] });
    await world.workflows.start();
    const [mine, other] = [newTenant(), newTenant()];
    for (const context of [mine, other]) {
      for (const concurrencyKey of ["a", "b"]) await world.enqueueMany(context, items(2, { concurrencyKey }));
    }
    await begun(world, gates, 4);
  });

  it("J-41: of one keeps the order of first attempts, also where one fails", async () => {
    const order: string[] = [];
    const job = jobOf(
      async (input, { number }) => {
        const { text } = input as { text: string };
        if (number === 1) order.push(text);
        if (text === "t3" && number === 1) throw new Error("again");
      },
      { concurrency: { perKey: 1 } },
    );
    const world = harness.world({ jobs: [job] });
    await world.workflows.start();
    const context = newTenant();
    for (const { input } of items(12)) await world.enqueue(context, input);
    const left = async () => {
      await world.advance(500);
      return unfinished();
    };
    await expect.poll(left, { timeout: 10_000, interval: 5 }).toBe(0);
    expect(order).toEqual(items(12).map(({ input }) => input.text));
  });

  it("J-40: that is raised or lowered holds from the next run on", async () => {
    const jobs: Job[] = [];
    const { job, gates } = gated();
    const world = harness.world({ jobs });
    jobs.push({ ...job, concurrency: { perKey: 1 } });
    await world.workflows.start();
    await world.enqueueMany(newTenant(), items(10));
    await begun(world, gates, 1);
    jobs[0] = { ...job, concurrency: { perKey: 3 } };
    await begun(world, gates, 3);
    jobs[0] = { ...job, concurrency: { perKey: 1 } };
    for (const [ended, expected] of [3, 3, 4, 5].entries()) {
      gates[ended]?.();
      await begun(world, gates, expected);
    }
  });

  it("J-40: gives a place back when its run is cancelled, fails, or passes its deadline", async () => {
    const gates: ((fails?: boolean) => void)[] = [];
    const job = jobOf(
      () =>
        new Promise<void>((resolve, reject) => gates.push((fails) => (fails ? reject(new Error("no")) : resolve()))),
      { concurrency: { perKey: 1 }, retry: { attempts: 2, backoffMs: 60_000 } },
    );
    const world = harness.world({ jobs: [job] });
    await world.workflows.start();
    const context = newTenant();
    const [first] = await world.enqueueMany(context, items(5));
    await begun(world, gates, 1);
    await world.workflows.cancel(context, first?.runId ?? "");
    await begun(world, gates, 2);
    gates[1]?.(true);
    await begun(world, gates, 3);
    await world.memory.advance(5_000);
    await begun(world, gates, 4);
    gates[3]?.();
    await begun(world, gates, 5);
    expect((await harness.runs()).map(({ status }) => status)).toEqual([
      "cancelled",
      "waiting_retry",
      "waiting_retry",
      "succeeded",
      "running",
    ]);
  });

  it("J-40: gives a place back when its process is gone, and the run has it again", async () => {
    const hanging = gated({ perKey: 1 });
    const gone = harness.world({ jobs: [hanging.job] });
    await gone.workflows.start();
    await gone.enqueueMany(newTenant(), items(3));
    await begun(gone, hanging.gates, 1);
    // Its process says nothing more; the engine forgot the run with it.
    const { handle, starts, most } = watched();
    const next = harness.world({ jobs: [jobOf(handle, { concurrency: { perKey: 1 } })], clock: gone.clock });
    await next.workflows.start();
    next.clock.now = new Date(next.clock.now.getTime() + 60_000);
    const left = async () => {
      await next.drain();
      return unfinished();
    };
    await expect.poll(left, { timeout: 10_000, interval: 5 }).toBe(0);
    expect([starts.length, most()]).toEqual([3, 1]);
  });

  it("lets no attempt begin that has no place, and sends its run for one", async () => {
    const { job, gates } = gated({ perKey: 1 });
    const world = harness.world({ jobs: [job] });
    await world.enqueueMany(newTenant(), items(2));
    await world.workflows.relay();
    // As a relay leaves it that stood still for longer than its hold: at the engine, and its place given to another.
    await harness.write("update workflows.runs set lane = null");
    await world.workflows.relay();
    expect(world.memory.runs()).toHaveLength(2);
    await world.workflows.start();
    await begun(world, gates, 1);
    gates[0]?.();
    await begun(world, gates, 2);
    expect((await harness.runs()).map(({ attempts }) => attempts)).toEqual([1, 1]);
    expect(world.troubles).toEqual([]);
  });
});

describe("a limit over all", () => {
  it("holds for all workspaces together, and lets them take turns", async () => {
    const { job, gates } = gated({ total: 2 });
    const seen: string[] = [];
    const handle: typeof job.handle = (input, attempt) => {
      seen.push(attempt.tenantId ?? "");
      return job.handle(input, attempt);
    };
    const world = harness.world({ jobs: [{ ...job, handle }] });
    await world.workflows.start();
    const tenants = [newTenant(), newTenant(), newTenant()];
    for (const tenant of tenants) await world.enqueueMany(tenant, items(4));
    for (let ended = 0; ended < 4; ended += 1) {
      await begun(world, gates, ended + 2);
      gates[ended]?.();
    }
    await begun(world, gates, 6);
    const each = tenants.map(({ tenantId }) => seen.filter((one) => one === tenantId).length);
    expect(each).toEqual([2, 2, 2]);
  });
});

/** As an engine sees it that makes one run after the other: who came when. */
async function startsOf(world: World, starts: readonly string[], all: number): Promise<void> {
  const turn = async () => {
    await world.drain();
    return starts.length;
  };
  await expect.poll(turn, { timeout: 60_000, interval: 1 }).toBe(all);
}

describe("what is blocked", () => {
  it("keeps nobody waiting: ten thousand runs of one workspace, a thousand of its keys, and twenty of another", async () => {
    const { job, gates } = gated({ perKey: 1 });
    const world = harness.world({ jobs: [job] });
    const [noisy, quiet] = [newTenant(), newTenant()];
    for (let batch = 0; batch < 10; batch += 1) {
      const many = Array.from({ length: 1_000 }, (_, nth) => {
        return { input: { text: "noisy" }, options: { concurrencyKey: `k${nth}` } };
      });
      await world.enqueueMany(noisy, many);
    }
    await world.workflows.relay();
    expect(world.memory.runs()).toHaveLength(100);
    for (let nth = 0; nth < 20; nth += 1) await world.enqueue(quiet, { text: "x" }, { concurrencyKey: `k${nth}` });
    const before = harness.queries();
    await world.workflows.relay();
    expect(world.memory.runs().filter(({ tenantId }) => tenantId === quiet.tenantId)).toHaveLength(20);
    expect(harness.queries() - before).toBeLessThan(300);
    expect(gates).toEqual([]);
  }, 60_000);
});

describe("turns", () => {
  it("J-38: bring a quiet workspace's runs among the next ones, whatever another has queued", async () => {
    const { handle, starts } = watched();
    const world = harness.world({ jobs: [jobOf(handle)] });
    const [noisy, quiet] = [newTenant(), newTenant()];
    for (let batch = 0; batch < 10; batch += 1) await world.enqueueMany(noisy, items(100));
    await world.workflows.start();
    await world.workflows.relay();
    await world.enqueueMany(quiet, items(20));
    await startsOf(world, starts, 1_020);
    const last = starts.lastIndexOf(quiet.tenantId);
    expect(last).toBeLessThan(200);
  }, 60_000);

  it("J-39: give a hundred workspaces the same share of the first quarter", async () => {
    const { handle, starts } = watched();
    const world = harness.world({ jobs: [jobOf(handle, { concurrency: { total: 20 } })] });
    const tenants = Array.from({ length: 100 }, () => newTenant());
    for (const tenant of tenants) await world.enqueueMany(tenant, items(10));
    await world.workflows.start();
    await startsOf(world, starts, 1_000);
    const first = starts.slice(0, 250);
    const shares = tenants.map(({ tenantId }) => first.filter((one) => one === tenantId).length);
    const sum = shares.reduce((all, one) => all + one, 0);
    const jain = sum ** 2 / (shares.length * shares.reduce((all, one) => all + one ** 2, 0));
    expect(jain).toBeGreaterThan(0.95);
  }, 60_000);

  it("J-42: let the urgent overtake a backlog, and the patient come to an end beside a flood", async () => {
    const order: string[] = [];
    const world = harness.world({
      jobs: [jobOf(async (input) => void order.push((input as { text: string }).text), { concurrency: { total: 1 } })],
    });
    const context = newTenant();
    await world.enqueueMany(context, [{ input: { text: "low" }, options: { priority: "low" } }]);
    await world.enqueueMany(context, items(50));
    await world.enqueueMany(context, [{ input: { text: "high" }, options: { priority: "high" } }]);
    await world.workflows.start();
    for (let more = 0; !order.includes("low"); more += 1) {
      // More comes all the time than is done.
      await world.enqueueMany(context, items(2));
      await world.workflows.relay();
      await world.memory.settle();
      expect(more).toBeLessThan(200);
    }
    expect(order.indexOf("high")).toBeLessThan(20);
  }, 60_000);
});

describe("a limit that nothing could meet", () => {
  it.each([{ perKey: 0 }, { total: -1 }, { perKey: 1.5 }])(
    "J-40: is refused where the job is bound, by its name: %o",
    (concurrency) => {
      const { handle: _handle, ...definition } = jobOf(async () => undefined, { concurrency });
      const bind = () => bindJob({ ...definition, handler: () => async () => undefined }, undefined);
      expect(bind).toThrow(/^the limits of test\.note: [^\n]+$/);
    },
  );
});
