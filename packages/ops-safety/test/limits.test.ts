import { randomUUID } from "node:crypto";
import { createLimits, LIMIT_CLASSES, type LimitClass } from "@ninefold/ops-safety";
import { rateWindows } from "@ninefold/ops-safety/schema";
import { afterAll, describe, expect, it } from "vitest";
import { countRequest, type Window } from "../src/domain/window.ts";
import { aClock, asSystem, later, openFixture } from "./records-fixture.ts";

const fixture = await openFixture();
afterAll(fixture.close);

const CLASSES = Object.keys(LIMIT_CLASSES) as LimitClass[];
const aCaller = () => ({ who: `person:${randomUUID()}`, requestId: "r1" });

function setUp(doors = fixture.doors, factor = 1) {
  const clock = aClock();
  const uncounted: { class: LimitClass; error: unknown }[] = [];
  const needs = {
    doors,
    now: () => clock.now,
    onUncounted: (one: (typeof uncounted)[number]) => void uncounted.push(one),
  };
  return { limits: createLimits({ ...needs, factor }), clock, uncounted };
}

/** Doors to a server that is not there. */
async function withoutDatabase(work: (subject: ReturnType<typeof setUp>) => Promise<void>): Promise<void> {
  const gone = fixture.open({ app: "postgres://a:b@127.0.0.1:1/none" });
  await work(setUp(gone.doorsOf("ops-safety")));
  await gone.close();
}

describe("a limit", () => {
  it.each(CLASSES)("of %s lets its number through, then says when the next is let through", async (name) => {
    const { limits, clock } = setUp();
    const caller = aCaller();
    const { requests } = LIMIT_CLASSES[name];
    for (let index = 1; index <= requests; index += 1) {
      expect(await limits.count(name, caller)).toMatchObject({ granted: true, remaining: requests - index });
    }
    const refused = await limits.count(name, caller);
    expect(refused).toMatchObject({ granted: false, remaining: 0 });
    later(clock, (refused?.resetSeconds ?? 0) * 1_000);
    expect(await limits.count(name, caller)).toMatchObject({ granted: true });
  });

  it("is counted together by every process, and exact when they ask at once", async () => {
    const other = fixture.open();
    const [one, two] = [setUp(), setUp(other.doorsOf("ops-safety"))];
    const caller = aCaller();
    const asked = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? one : two).limits.count("chat", caller));
    const granted = (await Promise.all(asked)).filter((standing) => standing?.granted);
    expect(granted).toHaveLength(30);
    await other.close();
  });

  it("is each caller's own, and each class's", async () => {
    const { limits } = setUp();
    const [ana, ben] = [aCaller(), aCaller()];
    for (let index = 0; index < 11; index += 1) await limits.count("sign-in", ana);
    expect(await limits.count("sign-in", ana)).toMatchObject({ granted: false });
    expect(await limits.count("sign-in", ben)).toMatchObject({ granted: true });
    expect(await limits.count("chat", ana)).toMatchObject({ granted: true });
  });

  it("decides in SQL as the rule in code does, request by request", async () => {
    const { limits, clock } = setUp();
    const caller = aCaller();
    const limit = LIMIT_CLASSES["sign-in"];
    let window: Window | undefined;
    // A fixed walk with bursts, pauses and boundaries.
    const gaps = [
      0, 0, 1, 0, 59_000, 0, 0, 0, 0, 0, 0, 0, 2_000, 0, 15_000, 0, 0, 0, 0, 30_000, 0, 0, 0, 0, 0, 130_000, 0,
    ];
    for (const gap of gaps) {
      later(clock, gap);
      const expected = countRequest(window, limit, clock.now.getTime());
      ({ window } = expected);
      expect((await limits.count("sign-in", caller))?.granted).toBe(expected.granted);
    }
  });

  it("keeps no address and no person's id", async () => {
    const { limits } = setUp();
    await limits.count("public", { who: "address:203.0.113.77", requestId: "r1" });
    const rows = await fixture.doors.asSystem(asSystem, (tx) => tx.select().from(rateWindows));
    expect(JSON.stringify(rows)).not.toContain("203.0.113");
  });

  it("forgets callers who have not come for two minutes", async () => {
    const { limits, clock } = setUp();
    await limits.count("api", aCaller());
    later(clock, 120_001);
    expect(await limits.sweep("sweep")).toBeGreaterThan(0);
    expect(await limits.sweep("sweep")).toBe(0);
  });
});

describe("without a database, a limit", () => {
  it("lets requests through uncounted, tells of each, and asks again after a second", async () => {
    await withoutDatabase(async ({ limits, uncounted, clock }) => {
      for (let index = 0; index < 150; index += 1) expect(await limits.count("api", aCaller())).toBeUndefined();
      expect(uncounted).toHaveLength(150);
      const asked = () => uncounted.filter(({ error }) => !String(error).includes("a moment ago")).length;
      expect(asked()).toBe(1);
      later(clock, 1_000);
      await limits.count("api", aCaller());
      expect(asked()).toBe(2);
    });
  });

  it("I-45: still slows down sign-ins, in each process by itself", async () => {
    await withoutDatabase(async ({ limits, clock }) => {
      const caller = aCaller();
      for (let index = 0; index < 10; index += 1) {
        expect(await limits.count("sign-in", caller)).toMatchObject({ granted: true });
      }
      expect(await limits.count("sign-in", caller)).toMatchObject({ granted: false });
      expect(await limits.count("sign-in", aCaller())).toMatchObject({ granted: true });
      later(clock, 120_000);
      expect(await limits.count("sign-in", caller)).toMatchObject({ granted: true });
    });
  });
});
