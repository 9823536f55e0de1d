import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Counted, countRequest, type Limit, standingOf, type Window } from "./window.ts";

const limit: Limit = { requests: 10, windowMs: 60_000 };
const start = 1_700_000_040_000 - (1_700_000_040_000 % 60_000);

/** Counts each of these moments, and answers which were let through. */
function run(
  moments: readonly number[],
  within = limit,
): { readonly granted: number[]; readonly last: Counted | undefined } {
  let window: Window | undefined;
  let last: Counted | undefined;
  const granted: number[] = [];
  for (const at of moments) {
    last = countRequest(window, within, at);
    window = last.window;
    if (last.granted) granted.push(at);
  }
  return { granted, last };
}

const moments = fc
  .array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 120 })
  .map((gaps) => gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? start) + gap], []));

describe("a sliding window", () => {
  it("lets the limit through and nothing more, whenever they come together", () => {
    for (const offset of [0, 1, 29_999, 59_999]) {
      expect(run(Array.from({ length: 15 }, () => start + offset)).granted).toHaveLength(10);
    }
  });

  it("lets no second full burst through just after a boundary", () => {
    const before = Array.from({ length: 10 }, () => start + 59_999);
    const after = Array.from({ length: 10 }, () => start + 60_000);
    expect(run([...before, ...after]).granted).toHaveLength(10);
  });

  it("forgets what is two windows old", () => {
    const first = Array.from({ length: 10 }, () => start);
    const second = Array.from({ length: 10 }, () => start + 120_000);
    expect(run([...first, ...second]).granted).toHaveLength(20);
  });

  it("lets at most twice the limit through within any window, and the limit over the long run", () => {
    fc.assert(
      fc.property(moments, (given) => {
        const { granted } = run(given);
        for (const from of granted) {
          const within = granted.filter((at) => at >= from && at < from + limit.windowMs).length;
          // Two fixed windows estimate where in the first one its requests came; half as many again is how wrong that gets.
          expect(within).toBeLessThanOrEqual(limit.requests * 1.5);
        }
      }),
    );
  });

  it("says truly how many more would be let through, and from when one that was refused would be", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 30 }), (given, requests) => {
        const within = { requests, windowMs: 60_000 };
        const at = given.at(-1);
        const { last } = run(given, within);
        if (at === undefined || last === undefined) return;
        const { remaining, resetSeconds } = standingOf(last, within, at);
        const next = (from: Window, when: number) => countRequest(from, within, when);
        let { window } = last;
        for (let index = 0; index < remaining; index += 1) {
          const counted = next(window, at);
          expect(counted.granted).toBe(true);
          window = counted.window;
        }
        expect(next(window, at).granted).toBe(false);
        if (!last.granted) expect(next(last.window, at + resetSeconds * 1_000).granted).toBe(true);
        if (!last.granted && resetSeconds > 1) {
          expect(next(last.window, at + (resetSeconds - 1) * 1_000 - 1).granted).toBe(false);
        }
      }),
    );
  });

  it("does not run backwards when another process has a clock that is ahead", () => {
    const ahead: Window = { startedAt: start + 60_000, current: 10, previous: 0 };
    expect(countRequest(ahead, limit, start + 59_000)).toEqual({ window: ahead, granted: false });
  });
});
