import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPlaces, inTurn, jobOf, laneOf, limitsOf, scopeOfLane, type Taken, type Waiting } from "./lanes.ts";

const tenant = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`;
const laneBy = (nth: number, job = "a.b", concurrencyKey: string | null = null) =>
  laneOf({ tenantId: tenant(nth), userId: null, task: `${job}@1`, concurrencyKey });

const waiting = fc
  .array(fc.record({ nth: fc.nat(5), key: fc.constantFrom(null, "k", "l"), priority: fc.constantFrom(-1, 0, 1) }), {
    maxLength: 60,
  })
  .map((list) =>
    list.map(({ nth, key, priority }, seq): Waiting => {
      return { id: String(seq), lane: laneBy(nth, "a.b", key), task: "a.b@1", priority, seq };
    }),
  );
const turns = (given: Partial<Parameters<typeof inTurn>[1]> = {}) => {
  return { random: () => 0.5, places: { inUse: () => 0 }, servedAt: () => 0, ...given };
};

describe("a lane", () => {
  it("is of one workspace, else person, else nobody, of one job in all its versions, and of one key", () => {
    const whose = { tenantId: tenant(1), userId: tenant(2), task: "a.b@1", concurrencyKey: null };
    const lanes = [
      whose,
      { ...whose, tenantId: null },
      { ...whose, tenantId: null, userId: null },
      { ...whose, task: "a.c@1" },
      { ...whose, concurrencyKey: "k" },
    ].map(laneOf);
    expect(new Set(lanes).size).toBe(5);
    expect(laneOf({ ...whose, task: "a.b@2", userId: null })).toBe(lanes[0]);
    expect(lanes.map((lane) => scopeOfLane(lane).length)).toEqual([36, 36, 36, 36, 36]);
    expect(jobOf("reaction/a.happened/b@1")).toBe("reaction/a.happened/b");
  });
});

describe("places", () => {
  it("are never more than a lane, a workspace's share and a job have, in whatever order they are taken", () => {
    const limits = { perLane: 2, perShare: 3, perJob: 5 };
    fc.assert(
      fc.property(waiting, fc.nat(6), (runs, before) => {
        const taken: Taken[] = [{ lane: laneBy(0), task: "a.b@1", places: Math.min(before, limits.perLane) }];
        const places = countPlaces(taken, () => limits);
        const got = [...runs].filter(({ lane, task }) => places.take(lane, task));
        const all = [...got.map(({ lane }) => lane), ...Array.from({ length: taken[0]?.places ?? 0 }, () => laneBy(0))];
        expect(most(Map.groupBy(all, (lane) => lane))).toBeLessThanOrEqual(limits.perLane);
        expect(most(Map.groupBy(all, scopeOfLane))).toBeLessThanOrEqual(limits.perShare);
        expect(all.length).toBeLessThanOrEqual(limits.perJob);
        for (const { lane, task } of runs) if (places.free(lane, task) > 0) expect(places.take(lane, task)).toBe(true);
      }),
    );
  });

  it("are as many as the job says, else a window", () => {
    expect(limitsOf()).toEqual({ perLane: 100, perShare: 100, perJob: 400 });
    expect(limitsOf({ perKey: 1 })).toEqual({ perLane: 1, perShare: 100, perJob: 400 });
    expect(limitsOf({ perKey: 500 })).toEqual({ perLane: 500, perShare: 500, perJob: 500 });
    expect(limitsOf({ total: 3 })).toEqual({ perLane: 100, perShare: 100, perJob: 3 });
  });
});

describe("turns", () => {
  it("lose no run and double none, and keep the order of equals within a lane", () => {
    fc.assert(
      fc.property(waiting, fc.double({ min: 0, max: 0.999, noNaN: true }), (runs, random) => {
        const ordered = inTurn(runs, turns({ random: () => random }));
        expect(ordered.map(({ id }) => id).toSorted()).toEqual(runs.map(({ id }) => id).toSorted());
        for (const group of Map.groupBy(ordered, ({ lane, priority }) => `${lane} ${priority}`).values()) {
          expect(group.map(({ seq }) => seq)).toEqual(
            group.map(({ seq }) => seq).toSorted((one, other) => one - other),
          );
        }
      }),
    );
  });

  it("go round: nobody is second before everybody was first", () => {
    fc.assert(
      fc.property(waiting, (runs) => {
        const seen = new Map<string, number>();
        const rounds = inTurn(runs, turns()).map(({ lane }) => {
          const nth = (seen.get(scopeOfLane(lane)) ?? 0) + 1;
          seen.set(scopeOfLane(lane), nth);
          return nth;
        });
        expect(rounds).toEqual(rounds.toSorted((one, other) => one - other));
      }),
    );
  });

  it("come first to whoever has fewer at the engine, then to whoever was served longest ago", () => {
    const runs = [1, 2, 3].map((nth): Waiting => {
      return { id: String(nth), lane: laneBy(nth), task: "a.b@1", priority: 0, seq: nth };
    });
    const given = turns({
      places: { inUse: (lane) => (lane === laneBy(1) ? 5 : 0) },
      servedAt: (share) => (share.startsWith(tenant(2)) ? 9 : 4),
    });
    expect(inTurn(runs, given).map(({ id }) => id)).toEqual(["3", "2", "1"]);
  });

  it("let the urgent go first, and the oldest all the same in one of eight", () => {
    const all = { low: -1, normal: 0, high: 1, "high again": 1 };
    const runs = Object.entries(all).map(([id, priority], seq): Waiting => {
      return { id, lane: laneBy(1), task: "a.b@1", priority, seq };
    });
    const order = (random: number) => inTurn(runs, turns({ random: () => random })).map(({ id }) => id);
    expect(order(0.125)).toEqual(["high", "high again", "normal", "low"]);
    expect(order(0.124)).toEqual(["low", "normal", "high", "high again"]);
  });
});

function most(groups: ReadonlyMap<unknown, readonly unknown[]>): number {
  return Math.max(0, ...[...groups.values()].map((one) => one.length));
}
