import type { Doors } from "@ninefold/identity/tenancy";
import { inlineWorkflows } from "@ninefold/workflows/inline";
import { memoryWorkflows } from "@ninefold/workflows/memory";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { bindJob, type Job, type Schedule, type WorkflowEngine } from "@ninefold/workflows";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { asDurable, type Clock, type Harness, jobOf, newSystem, openHarness } from "./support.ts";

const MINUTE_MS = 60_000;
const EVERY_MINUTE: Schedule = { cron: "* * * * *" };

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

/** A job that starts by itself, and does nothing but be there. */
const scheduled = (schedule: Schedule = EVERY_MINUTE, given: Partial<Job> = {}): Job =>
  jobOf(async () => undefined, { id: "test.tick", input: z.object({}), schedule, ...given });

/** Processes on one clock, which begins at noon and a half. */
function deployment(at = "2026-06-01T12:00:30.000Z") {
  const clock: Clock = { now: new Date(at) };
  const memory = memoryWorkflows({ now: clock.now });
  return {
    clock,
    memory,
    process: (jobs: readonly Job[], given: Parameters<Harness["world"]>[0] = {}) =>
      harness.world({ memory, clock, engine: asDurable(memory), jobs, ...given }),
    /** Makes what is in the queue, and relays nothing. */
    work: (jobs: readonly Job[]) => memory.start(harness.world({ memory, clock, jobs }).workflows.tasks()),
    at: (time: string) => {
      clock.now = new Date(`${clock.now.toISOString().slice(0, 11)}${time}Z`);
    },
  };
}

/** Of a process that ends with the first transaction of its schedules. */
const dyingDoors = (when: "before" | "after"): Doors => ({
  ...harness.doors,
  async asSystem(context, work) {
    if (context.actor.id === "workflows.schedules" && when === "before") throw new Error("killed");
    const done = await harness.doors.asSystem(context, work);
    if (context.actor.id === "workflows.schedules") throw new Error("killed");
    return done;
  },
});

const occurrences = async () =>
  (await harness.scheduledRuns()).map(({ key }) => key.slice("schedule:2026-06-01T".length, -8));
const row = async () => (await harness.schedules())[0];
const timesOf = (dates: readonly (Date | undefined)[]) => dates.map((date) => date?.toISOString().slice(11, 16));

describe("a schedule that is new", () => {
  it("J-49: starts nothing for what has been, also of the minute in which it came", async () => {
    const { process, at } = deployment();
    const { workflows } = process([scheduled()]);
    expect(await workflows.relay()).toBe(0);
    expect(await row()).toMatchObject({ name: "test.tick", cron: "* * * * *", timeZone: "UTC", lastOutcome: null });
    at("12:00:59.999");
    await workflows.relay();
    expect(await harness.runs()).toEqual([]);
    at("12:01:00");
    await workflows.relay();
    expect(await occurrences()).toEqual(["12:01"]);
    expect(timesOf([(await row())?.nextAt, (await row())?.lastAt])).toEqual(["12:02", "12:01"]);
  });

  it("starts its job as nobody's work, with nothing as its input, under the occurrence's key", async () => {
    const { process, at } = deployment();
    const { workflows } = process([scheduled()]);
    await workflows.relay();
    at("12:01:00.250");
    await workflows.relay();
    expect(await harness.scheduledRuns()).toEqual([
      {
        schedule: "test.tick",
        key: "schedule:2026-06-01T12:01:00.000Z",
        scope: [null, null],
        input: {},
        queue: "test",
        status: "queued",
      },
    ]);
  });
});

describe("an occurrence", () => {
  it("J-47: is started once by however many processes look at the same time", async () => {
    const { process, work, at } = deployment();
    await work([scheduled()]);
    const processes = Array.from({ length: 4 }, () => process([scheduled()]));
    for (const { workflows } of processes) await workflows.relay();
    for (const time of ["12:01:00", "12:02:00", "12:03:00"]) {
      at(time);
      await Promise.all(processes.map(({ workflows }) => workflows.relay()));
      await processes[0]?.drain();
    }
    expect(await occurrences()).toEqual(["12:01", "12:02", "12:03"]);
  });

  it.each(["before", "after"] as const)(
    "J-47: is started once when its process dies %s it has written it down",
    async (when) => {
      const { process, at } = deployment();
      const next = process([scheduled()]);
      await next.workflows.relay();
      at("12:01:00");
      const dying = process([scheduled()], {
        doors: dyingDoors(when),
      });
      await dying.workflows.relay();
      expect(await occurrences()).toEqual(when === "after" ? ["12:01"] : []);
      at("12:01:01");
      await next.workflows.relay();
      await next.workflows.relay();
      expect(await occurrences()).toEqual(["12:01"]);
    },
  );

  it("J-47: that another process has in hand is started a second later when that one has died", async () => {
    const { process, at } = deployment();
    const { workflows } = process([scheduled()]);
    await workflows.relay();
    at("12:01:00");
    const { promise: death, reject: die } = Promise.withResolvers<never>();
    const held = Promise.withResolvers<void>();
    const dying = harness.holdSchedules(async () => {
      held.resolve();
      await death;
    });
    await held.promise;
    expect(await workflows.relay()).toBe(0);
    die(new Error("killed"));
    await expect(dying).rejects.toThrow("killed");
    at("12:01:01");
    await workflows.relay();
    expect(await occurrences()).toEqual(["12:01"]);
  });

  it("J-47: is met by the clock of its zone, also where that is changed", async () => {
    const { process, work, clock } = deployment("2026-10-25T00:00:30.000Z");
    const nightly = scheduled({ cron: "30 2 * * *", timeZone: "Europe/Berlin" });
    await work([nightly]);
    const { workflows, drain } = process([nightly]);
    // From 02:00 to 03:59 on a clock that shows the third hour twice.
    for (let minute = 0; minute < 180; minute += 1) {
      await workflows.relay();
      await drain();
      clock.now = new Date(clock.now.getTime() + MINUTE_MS);
    }
    expect((await harness.scheduledRuns()).map(({ key }) => key)).toEqual(["schedule:2026-10-25T00:30:00.000Z"]);
  });

  it("J-50: is left out and written down while an earlier one is on its way", async () => {
    const { process, work, at } = deployment();
    const { workflows, memory } = process([scheduled()]);
    await workflows.relay();
    for (const time of ["12:01:00", "12:02:00"]) {
      at(time);
      await workflows.relay();
    }
    expect(await occurrences()).toEqual(["12:01"]);
    expect(await row()).toMatchObject({ lastOutcome: "overlapped", lastAt: new Date("2026-06-01T12:02:00.000Z") });
    await work([scheduled()]);
    await memory.settle();
    at("12:03:00");
    await workflows.relay();
    expect(await occurrences()).toEqual(["12:01", "12:03"]);
    expect(await row()).toMatchObject({ lastOutcome: "enqueued" });
  });

  it("J-50: waits for its turn beside the earlier one where its schedule may overlap", async () => {
    const { process, at } = deployment();
    const { workflows } = process([scheduled({ ...EVERY_MINUTE, mayOverlap: true })]);
    for (const time of ["12:00:30", "12:01:00", "12:02:00"]) {
      at(time);
      await workflows.relay();
    }
    expect(await occurrences()).toEqual(["12:01", "12:02"]);
  });

  it.each([
    ["one after the other where its job makes one at a time", true, ["12:01", "12:02", "12:03"]],
    ["alone where it may not overlap, also while it waits for the place of another run", false, ["12:01"]],
  ])("J-50: is made %s", async (_how, mayOverlap, expected) => {
    const gates: (() => void)[] = [];
    const job = scheduled(
      { ...EVERY_MINUTE, mayOverlap },
      { concurrency: { total: 1 }, handle: () => new Promise<void>((resolve) => gates.push(resolve)) },
    );
    const { process, work, at } = deployment();
    const [one, other] = [process([job]), process([job])];
    await work([job]);
    await one.workflows.relay();
    // Beside the schedule, by somebody's hand: it has the one place from the first minute on.
    await harness.doors.asSystem(newSystem(), (tx) =>
      one.workflows.enqueue(tx, "test.tick", {}, { scope: { tenantId: null, userId: null } }),
    );
    const turn = async () => {
      await Promise.all([one.workflows.relay(), other.workflows.relay()]);
      await one.memory.advance(0);
      return gates.length;
    };
    await expect.poll(turn, { timeout: 10_000 }).toBe(1);
    for (const time of ["12:01:00", "12:02:00", "12:03:00"]) {
      at(time);
      expect(await turn()).toBe(1);
    }
    expect(await occurrences()).toEqual(expected);
    for (let ended = 1; ended <= expected.length; ended += 1) {
      gates[ended - 1]?.();
      await expect.poll(turn, { timeout: 10_000 }).toBe(ended + 1);
      expect(await turn()).toBe(ended + 1);
      expect(await harness.places()).toBe(1);
    }
    gates.at(-1)?.();
    await expect
      .poll(async () => [await turn(), await harness.places()], { timeout: 10_000 })
      .toEqual([expected.length + 1, 0]);
    expect((await harness.runs()).map(({ status, attempts }) => [status, attempts])).toEqual(
      [...expected, "by hand"].map(() => ["succeeded", 1]),
    );
  });

  it("is of the newest version of its job", async () => {
    const { process, at } = deployment();
    const { workflows } = process([scheduled({ cron: "0 0 * * *" }), scheduled(EVERY_MINUTE, { version: 2 })]);
    await workflows.relay();
    at("12:01:00");
    await workflows.relay();
    expect((await harness.runs()).map(({ task }) => task)).toEqual(["test.tick@2"]);
  });
});

describe("J-48: occurrences that nobody was there for", () => {
  const cases: readonly [NonNullable<Schedule["missed"]> | undefined, string, readonly string[]][] = [
    [undefined, "12:45:20", []],
    ["skip", "12:45:20", []],
    ["once", "12:45:20", ["12:10"]],
    // A minute late is not missed: the worker was being replaced.
    ["skip", "12:40:59", ["12:40"]],
    ["once", "12:40:59", ["12:40"]],
  ];
  it.each(cases)("with `missed: %s`, seen at %s, start %j", async (missed, time, expected) => {
    const { process, work, at } = deployment();
    const job = scheduled({ cron: "*/10 * * * *", ...(missed && { missed }) });
    await work([job]);
    await process([job]).workflows.relay();
    at(time);
    const next = process([job]);
    await next.drain();
    await next.drain();
    expect(await occurrences()).toEqual(expected);
    expect(await row()).toMatchObject({ lastOutcome: expected.length === 0 ? "missed" : "enqueued" });
    expect(timesOf([(await row())?.nextAt])).toEqual(["12:50"]);
    at("12:50:00");
    await next.drain();
    expect((await occurrences()).length).toBe(expected.length + 1);
  });
});

describe("a schedule that a release changes", () => {
  it("J-49: goes by its new cron from then on, and does not start twice", async () => {
    const { process, at } = deployment();
    await process([scheduled()]).drain();
    at("12:01:00");
    await process([scheduled()]).drain();
    const changed = process([scheduled({ cron: "*/5 * * * *" })]);
    at("12:01:05");
    await changed.drain();
    expect(await occurrences()).toEqual(["12:01"]);
    expect(await row()).toMatchObject({ cron: "*/5 * * * *", nextAt: new Date("2026-06-01T12:05:00.000Z") });
  });

  it("J-49: goes by the clock of its new zone", async () => {
    const { process } = deployment();
    const at9 = { cron: "0 9 * * *" };
    await process([scheduled(at9)]).drain();
    await process([scheduled({ ...at9, timeZone: "Asia/Jakarta" })]).drain();
    expect(await row()).toMatchObject({ timeZone: "Asia/Jakarta", nextAt: new Date("2026-06-02T02:00:00.000Z") });
  });

  it("J-49: is as it was for a release that changes nothing", async () => {
    const { process, at } = deployment();
    await process([scheduled()]).drain();
    const before = await row();
    at("12:00:45");
    await process([scheduled()]).drain();
    expect(await row()).toEqual(before);
  });

  it("J-47: comes back from where a clock that went ahead has left it, and starts nothing twice", async () => {
    const { process, work, at } = deployment();
    await work([scheduled()]);
    const ahead = process([scheduled()]);
    await ahead.drain();
    at("18:00:00");
    await ahead.drain();
    at("12:01:30");
    const next = process([scheduled()]);
    await next.drain();
    expect(timesOf([(await row())?.nextAt])).toEqual(["12:02"]);
    for (const time of ["12:02:00", "18:00:00"]) {
      at(time);
      await next.drain();
    }
    expect(await occurrences()).toEqual(["12:02", "18:00"]);
  });

  it("J-49: starts no more once it is gone, and an older process leaves alone what it does not know", async () => {
    const { process, work, at } = deployment();
    await work([scheduled()]);
    const both = process([scheduled(), scheduled(EVERY_MINUTE, { id: "test.new" })]);
    await process([scheduled()]).drain();
    await both.drain();
    at("12:01:00");
    const older = process([scheduled()]);
    await older.drain();
    expect((await harness.schedules()).map(({ name }) => name)).toEqual(["test.tick"]);
    at("12:02:00");
    await both.drain();
    expect((await harness.runs()).map(({ task }) => task)).toEqual(["test.tick@1", "test.tick@1"]);
  });
});

describe("a job whose schedule means nothing", () => {
  const wrong: readonly [string, Partial<Job> & { readonly schedule: Schedule }][] = [
    ["its cron", { schedule: { cron: "61 * * * *" } }],
    ["its zone", { schedule: { ...EVERY_MINUTE, timeZone: "Mars/Olympus" } }],
    ["what it takes", { schedule: EVERY_MINUTE, input: z.object({ text: z.string() }) }],
  ];
  it.each(wrong)("J-47: is refused for %s where it is bound, by its name and in one line", (_for, given) => {
    const { handle: _handle, ...definition } = scheduled(EVERY_MINUTE, given);
    const bind = () => bindJob({ ...definition, handler: () => async () => undefined }, undefined);
    expect(bind).toThrow(expect.objectContaining({ code: "workflows.invalid_schedule" }));
    expect(bind).toThrow(/^the schedule of test\.tick: [^\n]+$/);
  });
});

describe.each<[string, () => WorkflowEngine]>([
  ["inline", () => inlineWorkflows()],
  ["postgres", () => postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: () => undefined })],
])("on the engine %s", (_name, engine) => {
  it("a run begins soon after its occurrence", async () => {
    // A clock that strikes the minute two seconds from now, and when this process heard it: a busy machine is not late.
    const ahead = MINUTE_MS - (Date.now() % MINUTE_MS) - 2_000;
    const now = () => new Date(Date.now() + ahead);
    const struck = new Promise<Date>((resolve) => {
      setTimeout(() => resolve(now()), 2_000);
    });
    const begun = vi.fn<(at: Date) => void>();
    const job = scheduled(EVERY_MINUTE, { handle: async () => begun(now()) });
    const world = harness.world({ engine: engine(), jobs: [job], needs: { now } });
    await world.workflows.start();
    await expect.poll(() => begun.mock.calls.length, { timeout: 10_000, interval: 20 }).toBe(1);
    const at = begun.mock.calls[0]?.[0] ?? new Date(NaN);
    // Some hundredths of a second by being told, one by looking, and what a busy machine adds.
    expect(at.getTime() - (await struck).getTime()).toBeLessThan(5_000);
    expect((await harness.scheduledRuns()).map(({ key }) => key)).toEqual([
      `schedule:${new Date(at.getTime() - (at.getTime() % MINUTE_MS)).toISOString()}`,
    ]);
  });
});
