import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryUsage } from "./adapters/memory/usage.ts";
import { IdentityError } from "./errors.ts";
import type { Activity, RequestsRecord } from "./port-usage.ts";
import { tenantIdOf, userIdOf } from "./tenancy.ts";
import { createUsageRecorder, WINDOW_MS } from "./usage-recorder.ts";

const WORKSPACES = ["1", "2", "3"].map((n) => tenantIdOf(`00000000-0000-4000-8000-00000000000${n}`));
const PEOPLE = ["a", "b"].map((n) => userIdOf(`00000000-0000-4000-8000-00000000000${n}`));
const [ACME, OTHER] = [WORKSPACES[0] ?? never(), WORKSPACES[1] ?? never()];
const [ANA, BEN] = [PEOPLE[0] ?? never(), PEOPLE[1] ?? never()];
const key = (tenantId = ACME) => ({ tenantId, actor: { type: "service", id: "key" } }) as const;
const person = (id = ANA, tenantId = ACME) => ({ tenantId, actor: { type: "person", id } }) as const;
const away = new IdentityError("identity.unavailable", "the database is away");

function never(): never {
  throw new Error("the list is shorter than the test thinks");
}

/** `lost`: it was done, and nobody learns so. */
type Outcome = "done" | "failed" | "lost";

/** A store that does what it is told to, and timers that go off when the test says so. */
function world(start = "2026-11-22T12:00:00Z") {
  let now = new Date(start);
  let outcomes: Outcome[] = [];
  const sent: (readonly RequestsRecord[])[] = [];
  const named: (readonly Activity[])[] = [];
  const troubles: unknown[] = [];
  const timers = new Set<() => void>();
  const store = memoryUsage({ now: () => now, hasWorkspace: () => true, isMember: () => true });
  const through = async (work: () => Promise<void>) => {
    const outcome = outcomes.shift() ?? "done";
    if (outcome !== "failed") await work();
    if (outcome !== "done") throw away;
  };
  const port = {
    recordRequests: (records: readonly RequestsRecord[]) => {
      sent.push(records);
      return through(() => store.port.recordRequests(records));
    },
    noteActivePeople: (seen: readonly Activity[]) => {
      named.push(seen);
      return through(() => store.port.noteActivePeople(seen));
    },
  };
  const recorder = () =>
    createUsageRecorder(port, {
      now: () => now,
      onTrouble: (error) => troubles.push(error),
      after: (ms, work) => {
        expect(ms).toBe(WINDOW_MS);
        timers.add(work);
        return () => timers.delete(work);
      },
    });
  return {
    recorder,
    port,
    store,
    sent,
    named,
    troubles,
    timers,
    next: (...list: Outcome[]) => {
      outcomes = list;
    },
    at: (time: string) => {
      now = new Date(time);
    },
    used: (workspaceId = ACME, month = "2026-11") => store.port.readUsage(workspaceId, month),
  };
}

describe("requests of keys", () => {
  it("are counted in memory, and handed over as one record a workspace and window", async () => {
    const { recorder, sent, used } = world();
    const counting = recorder();
    for (let n = 0; n < 1_000; n += 1) counting.note(key(n % 4 === 0 ? OTHER : ACME));
    expect(sent).toEqual([]);
    await counting.flush();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.map(({ workspaceId, quantity }) => [workspaceId, quantity])).toEqual([
      [OTHER, 250],
      [ACME, 750],
    ]);
    expect((await used()).apiRequests).toBe(750);
  });

  it("of people in their browsers are none", async () => {
    const { recorder, sent } = world();
    const counting = recorder();
    counting.note(person());
    counting.note({ tenantId: ACME, actor: { type: "system", id: "relay" } });
    await counting.flush();
    expect(sent).toEqual([]);
  });

  it("I-135 are sent again under the ids that they had, while new ones gather in the next window", async () => {
    const { recorder, next, sent, used, troubles } = world();
    const counting = recorder();
    counting.note(key());
    next("lost", "failed");
    await counting.flush();
    counting.note(key());
    counting.note(key());
    await counting.flush();
    expect(sent[1]).toEqual(sent[0]);
    expect((await used()).apiRequests).toBe(1);
    await counting.flush();
    expect(sent[2]).toEqual(sent[0]);
    await counting.flush();
    expect(sent[3]?.map(({ quantity }) => quantity)).toEqual([2]);
    expect((await used()).apiRequests).toBe(3);
    expect(troubles).toEqual([away, away]);
  });

  it("hold no more than a record a workspace and the window that is open, however long the store is away", async () => {
    const { recorder, next, sent } = world();
    const counting = recorder();
    next(...Array.from({ length: 50 }, () => "failed" as const));
    for (let n = 0; n < 50; n += 1) {
      for (const one of WORKSPACES) counting.note(key(one));
      await counting.flush();
    }
    await counting.flush();
    await counting.flush();
    expect(sent).toHaveLength(52);
    expect(Math.max(...sent.map((records) => records.length))).toBe(WORKSPACES.length);
    expect(sent.at(-1)?.map(({ quantity }) => quantity)).toEqual([49, 49, 49]);
  });

  it("I-137 land in the day and month of the request, also of a window that spans midnight", async () => {
    const { recorder, at, used, sent } = world("2026-10-31T23:59:59.900Z");
    const counting = recorder();
    counting.note(key());
    counting.note(key());
    at("2026-11-01T00:00:00.100Z");
    counting.note(key());
    await counting.flush();
    await counting.flush();
    expect(sent.flat().map(({ from, quantity }) => [from.toISOString(), quantity])).toEqual([
      ["2026-10-31T23:59:59.900Z", 2],
      ["2026-11-01T00:00:00.100Z", 1],
    ]);
    expect([(await used(ACME, "2026-10")).apiRequests, (await used(ACME, "2026-11")).apiRequests]).toEqual([2, 1]);
  });

  it("that nobody takes any more are let go, and do not hold up what is newer", async () => {
    const { recorder, next, at, used, troubles } = world();
    const counting = recorder();
    counting.note(key());
    next("failed");
    await counting.flush();
    at("2026-11-24T12:00:00Z");
    counting.note(key());
    await counting.flush();
    await counting.flush();
    expect(troubles).toEqual([away, expect.objectContaining({ code: "identity.invalid_usage" })]);
    expect((await used()).apiRequests).toBe(1);
  });
});

describe("a person in a workspace", () => {
  it("is noted at the first request of a month, and costs nothing after that", async () => {
    const { recorder, named, at, used } = world();
    const counting = recorder();
    for (let n = 0; n < 5; n += 1) {
      counting.note(person());
      counting.note(person(BEN));
      await counting.flush();
    }
    expect(named).toHaveLength(1);
    expect((await used()).activePeople).toBe(2);
    at("2026-12-01T00:00:00Z");
    counting.note(person());
    await counting.flush();
    expect((await used(ACME, "2026-12")).activePeople).toBe(1);
  });

  it("counts in each workspace of theirs, and once when several processes note them", async () => {
    const { recorder, used } = world();
    for (const counting of [recorder(), recorder()]) {
      counting.note(person());
      counting.note(person(ANA, OTHER));
      await counting.flush();
    }
    expect([(await used()).activePeople, (await used(OTHER)).activePeople]).toEqual([1, 1]);
  });

  it("is nobody while an operator looks in for them", async () => {
    const { recorder, named, timers } = world();
    const counting = recorder();
    counting.note({ tenantId: ACME, actor: { type: "person", id: BEN, onBehalfOf: ANA } });
    await counting.flush();
    expect(named).toEqual([]);
    expect(timers.size).toBe(0);
  });

  it("is noted again after it could not be written", async () => {
    const { recorder, next, named, used } = world();
    const counting = recorder();
    counting.note(person());
    next("failed", "lost");
    await counting.flush();
    await counting.flush();
    counting.note(person());
    await counting.flush();
    await counting.flush();
    expect(named).toHaveLength(3);
    expect((await used()).activePeople).toBe(1);
  });
});

describe("a process", () => {
  it("flushes each second while there is something, and has no timer while there is not", async () => {
    const { recorder, timers, used, next } = world();
    const counting = recorder();
    expect(timers.size).toBe(0);
    counting.note(key());
    counting.note(key());
    expect(timers.size).toBe(1);
    next("failed");
    const goOff = async () => {
      for (const work of timers) {
        timers.delete(work);
        work();
      }
      await counting.flush();
      await Promise.resolve();
    };
    await goOff();
    expect([timers.size, (await used()).apiRequests]).toEqual([1, 0]);
    await goOff();
    expect([timers.size, (await used()).apiRequests]).toEqual([0, 2]);
  });

  it("hands over everything when it is told to end, at the second try if need be", async () => {
    const { recorder, next, used, timers } = world();
    const counting = recorder();
    counting.note(key());
    counting.note(person());
    next("failed", "failed");
    await counting.close();
    expect(await used()).toMatchObject({ apiRequests: 1, activePeople: 1 });
    expect(timers.size).toBe(0);
  });

  it("sends what was counted during a flush with the next one, when it ends as well", async () => {
    const { port, sent, used } = world();
    const isSending = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    const slow = createUsageRecorder(
      {
        ...port,
        recordRequests: async (records) => {
          isSending.resolve();
          await mayGoOn.promise;
          return port.recordRequests(records);
        },
      },
      { now: () => new Date("2026-11-22T12:00:00Z"), onTrouble: never, after: () => () => undefined },
    );
    slow.note(key());
    const first = slow.flush();
    await isSending.promise;
    slow.note(key());
    const closed = slow.close();
    mayGoOn.resolve();
    await Promise.all([first, closed]);
    expect(sent).toHaveLength(2);
    expect((await used()).apiRequests).toBe(2);
  });

  it("never counts twice, and loses what was counted after its last good flush at most, whatever happens when", async () => {
    const count = fc.record({
      what: fc.constant("count" as const),
      of: fc.nat(2),
      times: fc.integer({ min: 1, max: 9 }),
    });
    const flush = fc.record({
      what: fc.constant("flush" as const),
      outcome: fc.constantFrom<Outcome>("done", "failed", "lost"),
    });
    const repeat = fc.record({ what: fc.constant("repeat" as const), which: fc.nat(50) });
    const other = fc.record({ what: fc.constantFrom("kill" as const, "end" as const) });
    const steps = fc.array(fc.oneof(count, flush, repeat, other), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { recorder, port, next, sent, used } = world();
        const accepted = new Map<string, number>();
        /** What has to be there whatever becomes of the process. */
        let safe = new Map<string, number>();
        let lost = 0;
        /** What had been asked by the last two flushes that went well: the first delivers what had failed, the second the rest. */
        let flushed: readonly [number, number] = [0, 0];
        let counting = recorder();
        const total = async () => Promise.all(WORKSPACES.map(async (one) => (await used(one)).apiRequests));
        for (const step of list) {
          if (step.what === "count") {
            const workspaceId = WORKSPACES[step.of] ?? never();
            for (let n = 0; n < step.times; n += 1) counting.note(key(workspaceId));
            accepted.set(workspaceId, (accepted.get(workspaceId) ?? 0) + step.times);
          } else if (step.what === "flush") {
            next(step.outcome);
            await counting.flush();
            if (step.outcome === "done") flushed = [flushed[1], sumOf(accepted)];
          } else if (step.what === "repeat") {
            // An old message arrives once more, from a network that has kept it.
            const old = sent[step.which % Math.max(sent.length, 1)];
            next();
            if (old !== undefined) await port.recordRequests(old);
          } else {
            next();
            if (step.what === "end") await counting.close();
            const there = await total();
            const missing = sumOf(accepted) - lost - there.reduce((sum, one) => sum + one, 0);
            // Less than nothing: what was lost before has come after all.
            if (step.what === "end") expect(missing).toBeLessThanOrEqual(0);
            expect(missing).toBeLessThanOrEqual(sumOf(accepted) - flushed[0]);
            lost += missing;
            flushed = [sumOf(accepted), sumOf(accepted)];
            counting = recorder();
          }
          const now = await total();
          for (const [index, workspaceId] of WORKSPACES.entries()) {
            expect(now[index]).toBeLessThanOrEqual(accepted.get(workspaceId) ?? 0);
            expect(now[index]).toBeGreaterThanOrEqual(safe.get(workspaceId) ?? 0);
          }
          safe = new Map(WORKSPACES.map((one, index) => [one, now[index] ?? 0]));
        }
        next();
        await counting.close();
        const end = await total();
        expect(end.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(sumOf(accepted) - lost);
      }),
      { numRuns: 300 },
    );
  });
});

const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, one) => sum + one, 0);
