import { randomUUID } from "node:crypto";
import type { Doors, TenantContext } from "@ninefold/identity/tenancy";
import { createRunAdmin } from "@ninefold/workflows";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fault, type Harness, jobOf, newPerson, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const PER_KEY = 2;
const TOTAL = 5;
const LIMITS = {
  concurrency: { perKey: PER_KEY, total: TOTAL },
  retry: { attempts: 3, backoffMs: 1_000 },
  deadlineMs: 600_000,
};

const faults = fc.array(fc.constantFrom<Fault>(undefined, undefined, "before", "after"), { maxLength: 6 });
const actions = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("enqueue" as const),
        tenant: fc.nat(2),
        many: fc.nat(4),
        expires: fc.boolean(),
      }),
    },
    { weight: 5, arbitrary: fc.record({ do: fc.constant("relay" as const), faults }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("relay twice" as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("begin" as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("end" as const), which: fc.nat(9), fails: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(30) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("replay" as const), which: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("discard" as const), which: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("stop" as const), which: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(1, 31, 61) }) },
  ),
  { minLength: 5, maxLength: 40 },
);
type Action = typeof actions extends fc.Arbitrary<(infer One)[]> ? One : never;

describe("whatever is claimed, begun, ended, failed, cancelled, stopped, replayed and killed in whatever order", () => {
  it("J-37, J-40: no more than the limit runs at a time, nothing is lost, every place comes back, and no attempt is too many", async () => {
    await fc.assert(fc.asyncProperty(actions, check), { numRuns: 30, endOnFailure: true });
  }, 240_000);
});

interface Running {
  readonly tenantId: string | null;
  readonly process: Process;
  readonly signal: AbortSignal;
  readonly end: (fails: boolean) => void;
}

interface Process {
  isGone: boolean;
  /** What its relay's next transactions come to. */
  faults: Fault[];
}

async function check(given: readonly Action[]): Promise<void> {
  await harness.empty();
  const tenants = [newTenant(), newTenant(), newTenant()];
  const runs: { readonly context: TenantContext; readonly runId: string }[] = [];
  const clock = { now: new Date(Date.UTC(2026, 0, 1)) };
  let running: Running[] = [];
  let [mostOfOne, mostOfAll] = [0, 0];
  const alive = () => running.filter(({ process, signal }) => !process.isGone && !signal.aborted);

  function start() {
    const process: Process = { isGone: false, faults: [] };
    const job = jobOf(
      (_input, { tenantId, signal }) =>
        new Promise<void>((resolve, reject) => {
          const end = (fails: boolean) => (fails ? reject(new Error("no")) : resolve());
          running.push({ tenantId, process, signal, end });
          const mine = alive();
          mostOfOne = Math.max(mostOfOne, mine.filter((one) => one.tenantId === tenantId).length);
          mostOfAll = Math.max(mostOfAll, mine.length);
        }),
      LIMITS,
    );
    const world = harness.world({ clock, jobs: [job], doors: doorsOf(process) });
    return { world, process };
  }

  const operator = { actor: newPerson().userId, requestId: "r" };
  const admin = createRunAdmin({
    doors: harness.doors,
    jobs: () => [jobOf(async () => undefined, LIMITS)],
    reactions: () => ({}),
    now: () => clock.now,
    audit: async () => undefined,
    letGo: (id) => current.world.workflows.letGo(id),
  });
  let current = start();
  await current.world.workflows.start();
  const others: ReturnType<typeof start>[] = [];

  async function turn(): Promise<void> {
    await current.world.workflows.relay();
    await begin();
  }
  async function begin(): Promise<void> {
    await current.world.memory.advance(0);
    // What begins asks the database first.
    for (let time = 0; time < 5; time += 1) await harness.runs();
  }

  for (const action of given) {
    switch (action.do) {
      case "enqueue": {
        const context = tenants[action.tenant] ?? newTenant();
        const options = action.expires ? { expiresInMs: 40_000 } : {};
        const items = Array.from({ length: action.many }, () => ({ input: { text: randomUUID() }, options }));
        const written = await current.world.enqueueMany(context, items);
        runs.push(...written.map(({ runId }) => ({ context, runId })));
        break;
      }
      case "relay":
        current.process.faults = [...action.faults];
        await current.world.workflows.relay();
        current.process.faults = [];
        break;
      case "relay twice":
        await Promise.all([current.world.workflows.relay(), current.world.workflows.relay()]);
        break;
      case "begin":
        await begin();
        break;
      case "end": {
        const mine = alive();
        const one = mine[action.which % Math.max(1, mine.length)];
        running = running.filter((other) => other !== one);
        one?.end(action.fails);
        await begin();
        break;
      }
      case "cancel": {
        const one = runs[action.which % Math.max(1, runs.length)];
        if (one !== undefined) await current.world.workflows.cancel(one.context, one.runId);
        break;
      }
      case "replay":
      case "discard":
      case "stop": {
        const id = runs[action.which % Math.max(1, runs.length)]?.runId;
        if (id === undefined) break;
        const decided = {
          replay: () => admin.replay(operator, id),
          discard: () => admin.discard(operator, id, "x"),
          stop: () => admin.stop(operator, id, "x"),
        };
        // Most are in no state for it, and say so.
        await decided[action.do]().catch((error: unknown) => {
          expect(error).toMatchObject({ kind: "conflict" });
        });
        break;
      }
      case "crash":
        current.process.isGone = true;
        others.push(current);
        // Longer than deadline and lease.
        clock.now = new Date(clock.now.getTime() + 700_000);
        current = start();
        await current.world.workflows.start();
        break;
      case "wait":
        clock.now = new Date(clock.now.getTime() + action.seconds * 1_000);
        await current.world.memory.advance(action.seconds * 1_000);
        break;
    }
  }

  expect(await illegal()).toEqual([]);
  const open = async () => {
    clock.now = new Date(clock.now.getTime() + 61_000);
    await current.world.memory.advance(61_000);
    await turn();
    for (const { end } of running.splice(0)) end(false);
    await begin();
    const ended = ["succeeded", "dead", "cancelled", "expired"];
    const unfinished = (await harness.runs()).filter(({ status }) => !ended.includes(status)).length;
    // Of what was cancelled while it waited for a place, the row goes when its turn comes.
    return unfinished + (await harness.outbox()).length;
  };
  await expect.poll(open, { timeout: 30_000, interval: 1 }).toBe(0);
  expect(await harness.runs()).toHaveLength(runs.length);
  expect(mostOfOne).toBeLessThanOrEqual(PER_KEY);
  expect(mostOfAll).toBeLessThanOrEqual(TOTAL);
  expect(await harness.places()).toBe(0);
  expect(await illegal()).toEqual([]);
}

/** Runs that are in no state that a run may be in, whatever happened to it. */
const illegal = () =>
  harness.read(sql`
    select id, status, attempts, max_attempts, lane from workflows.runs
    where attempts not between 0 and max_attempts
      or max_attempts > 3 * (replays + 1)
      or (ended_at is not null) <> (status in ('succeeded', 'dead', 'cancelled', 'expired'))
      or (ended_at is not null and (lane is not null or lease_until is not null))
      or (status in ('scheduled', 'waiting_retry') and (lane is not null or due_at is null))
      or (status = 'running' and (lane is null or attempts = 0 or started_at is null))
      or (status = 'expired' and started_at is not null)
      or (status in ('succeeded', 'waiting_retry') and attempts = 0)
      or (discarded_at is not null and status <> 'dead')`);

/** Of a process that may be gone at any time. */
function doorsOf(process: Process): Doors {
  const { doors } = harness;
  const live = () => {
    if (process.isGone) throw new Error("the process is gone");
  };
  return {
    async withTenant(context, work) {
      live();
      return doors.withTenant(context, work);
    },
    async withPerson(context, work) {
      live();
      return doors.withPerson(context, work);
    },
    async asSystem(context, work) {
      live();
      const fault = process.faults.shift();
      if (fault === "before") throw new Error("injected before");
      const value = await doors.asSystem(context, work);
      if (fault === "after") throw new Error("injected after");
      return value;
    },
  };
}
