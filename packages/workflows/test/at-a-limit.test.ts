import { once } from "node:events";
import type { TenantContext } from "@ninefold/identity/tenancy";
import type { Job, JobAttempt } from "@ninefold/workflows";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, jobOf, newTenant, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const SECOND = 1_000;
const permanent = () => Object.assign(new Error("never"), { retryable: false });
const textOf = (input: unknown) => (input as { readonly text: string }).text;

/** A job of which each workspace makes one run at a time, and whose attempts end as they are told. */
function oneAtATime() {
  const attempts: { readonly what: string; readonly end: (error?: Error) => void }[] = [];
  const job = jobOf(
    (input, { number }) =>
      new Promise<void>((resolve, reject) => {
        const end = (error?: Error) => (error === undefined ? resolve() : reject(error));
        attempts.push({ what: `${textOf(input)} ${number}`, end });
      }),
    { concurrency: { perKey: 1 }, retry: { attempts: 2, backoffMs: SECOND }, deadlineMs: 600 * SECOND },
  );
  return { job, attempts, begun: () => attempts.map(({ what }) => what) };
}

/** Relays, and lets begin and end what may; after so long. */
async function turn({ clock, workflows, memory }: World, ms = 0): Promise<void> {
  clock.now = new Date(clock.now.getTime() + ms);
  for (let time = 0; time < 3; time += 1) {
    await workflows.relay();
    await memory.advance(0);
    // What begins or ends asks the database first.
    for (let round = 0; round < 4; round += 1) await harness.runs();
  }
}

const fates = async () =>
  Object.fromEntries(
    (
      await harness.read<{ text: string; status: string; attempts: number }>(
        sql`select input ->> 'text' as text, status, attempts from workflows.runs`,
      )
    ).map(({ text, status, attempts }) => [text, `${status} ${attempts}`]),
  );

const PATIENT = { timeout: 10_000, interval: 1 };
const fatesAre = (expected: object) => expect.poll(fates, PATIENT).toEqual(expected);

/** Relays until these have begun, and no other. */
async function hasBegun(world: World, begun: () => readonly string[], expected: readonly string[]): Promise<void> {
  const next = async () => {
    await turn(world);
    return begun();
  };
  await expect.poll(next, PATIENT).toEqual(expected);
}

async function opened(isDurable = false) {
  const { job, attempts, begun } = oneAtATime();
  const world = harness.world({ jobs: [job], isDurable });
  const context: TenantContext = newTenant();
  const enqueue = (text: string, options = {}) => world.enqueue(context, { text }, options);
  return { world, context, attempts, begun, enqueue };
}

describe("J-20: at the limit of its workspace", () => {
  it("a retry waits for as long as another run has the place, and burns no attempt", { timeout: 30_000 }, async () => {
    const { world, attempts, begun, enqueue } = await opened();
    await world.workflows.start();
    await enqueue("failing");
    await hasBegun(world, begun, ["failing 1"]);
    await enqueue("long");
    attempts[0]?.end(new Error("again"));
    await hasBegun(world, begun, ["failing 1", "long 1"]);
    for (let time = 0; time < 2; time += 1) await turn(world, 200 * SECOND);
    expect(begun()).toEqual(["failing 1", "long 1"]);
    await fatesAre({ failing: "pending 1", long: "running 1" });
    attempts[1]?.end();
    await hasBegun(world, begun, ["failing 1", "long 1", "failing 2"]);
  });

  it(
    "a run that is cancelled, dies, or was not begun in time makes room for the next one",
    { timeout: 30_000 },
    async () => {
      const { world, context, attempts, begun, enqueue } = await opened(true);
      await enqueue("late", { expiresInMs: SECOND });
      const cancelled = await enqueue("cancelled");
      for (const text of ["dies", "next"]) await enqueue(text);
      // At the engine and with the place, and nobody was there to begin it.
      await turn(world);
      expect([await harness.places(), await fates()]).toMatchObject([1, { late: "queued 0" }]);
      world.clock.now = new Date(world.clock.now.getTime() + 2 * SECOND);
      await world.workflows.start();
      await hasBegun(world, begun, ["cancelled 1"]);
      await world.workflows.cancel(context, cancelled.runId);
      await hasBegun(world, begun, ["cancelled 1", "dies 1"]);
      attempts[1]?.end(permanent());
      await hasBegun(world, begun, ["cancelled 1", "dies 1", "next 1"]);
      attempts[2]?.end();
      await fatesAre({
        late: "expired 0",
        cancelled: "cancelled 1",
        dies: "dead 1",
        next: "succeeded 1",
      });
      expect(await harness.places()).toBe(0);
    },
  );

  it("two relays and two workers make exactly as many at a time, whatever becomes of each", async () => {
    const underWay = new Map<string, number>();
    let most = 0;
    const count = (tenant: string, by: 1 | -1) => {
      underWay.set(tenant, (underWay.get(tenant) ?? 0) + by);
      most = Math.max(most, underWay.get(tenant) ?? 0);
    };
    const tenants = [newTenant(), newTenant()];
    const handle = async (input: unknown, { tenantId, runId, number, signal }: JobAttempt) => {
      const [what] = textOf(input).split(" ");
      const context = tenants.find((one) => one.tenantId === tenantId) ?? newTenant();
      count(context.tenantId, 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      // From here on its place may be another's: that is given back with the word of what became of the run.
      count(context.tenantId, -1);
      if (what === "again" && number === 1) throw new Error("again");
      if (what === "dies") throw permanent();
      if (what === "cancelled") {
        const told = once(signal, "abort");
        await one.workflows.cancel(context, runId);
        await told;
      }
    };
    const jobs: Job[] = [jobOf(handle, { concurrency: { perKey: 2 }, retry: { attempts: 2, backoffMs: 1 } })];
    const warnings: string[] = [];
    const process = (): World =>
      harness.world({
        engine: postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: (text) => void warnings.push(text) }),
        jobs,
        needs: { now: () => new Date(), listen: (onHint) => harness.database.listen("ninefold_outbox", onHint) },
      });
    const [one, other] = [process(), process()];
    const kinds = ["works", "again", "dies", "cancelled", "late"];
    for (const context of tenants) {
      const items = Array.from({ length: 6 }, (_, nth) =>
        kinds.map((kind) => ({
          input: { text: `${kind} ${nth} ${context.tenantId}` },
          options: kind === "late" ? { expiresInMs: 1 } : {},
        })),
      );
      await one.enqueueMany(context, items.flat());
    }
    await Promise.all([one.workflows.start(), other.workflows.start()]);
    const ended = {
      works: "succeeded 1",
      again: "succeeded 2",
      dies: "dead 1",
      cancelled: "cancelled 1",
      late: "expired 0",
    };
    const expected = Object.fromEntries(
      tenants.flatMap(({ tenantId }) =>
        Array.from({ length: 6 }, (_, nth) =>
          Object.entries(ended).map(([kind, end]) => [`${kind} ${nth} ${tenantId}`, end]),
        ).flat(),
      ),
    );
    await expect.poll(fates, { timeout: 30_000, interval: 50 }).toEqual(expected);
    await expect.poll(() => harness.places(), { timeout: 10_000 }).toBe(0);
    expect([most, warnings]).toEqual([2, []]);
  }, 60_000);
});
