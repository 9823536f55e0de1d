import { describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";

const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

/** A process whose clock shows `ownMs` more than the database's, which answers after so long. */
function process({ ownMs = 0, answersMs = 10 }: { readonly ownMs?: number; readonly answersMs?: number }) {
  const state = { ownMs, answersMs, passedMs: 0, isAway: false };
  const clock = createClock({
    now: () => new Date(START + state.passedMs + state.ownMs),
    elapsedMs: () => state.passedMs,
    databaseNow: async () => {
      if (state.isAway) throw new Error("away");
      state.passedMs += state.answersMs;
      return new Date(START + state.passedMs - state.answersMs / 2);
    },
  });
  /** How far what it shows is from the database's. */
  const off = () => clock.now().getTime() - START - state.passedMs;
  return { state, clock, off };
}

describe("J-46: the clock that a relay goes by", () => {
  it("is its own until it has seen another", () => {
    expect(process({ ownMs: 10 * MINUTE_MS }).off()).toBe(10 * MINUTE_MS);
  });

  it.each([-10 * MINUTE_MS, 10 * MINUTE_MS, 1_001])(
    "is the database's where its own is wrong by %i ms",
    async (ownMs) => {
      const { state, clock, off } = process({ ownMs });
      await clock.follow();
      expect(off()).toBe(0);
      state.passedMs += 5 * MINUTE_MS;
      expect(off()).toBe(0);
    },
  );

  it("stays its own while the two agree, whatever the way there costs", async () => {
    const { clock, off } = process({ ownMs: 300, answersMs: 900 });
    await clock.follow();
    expect(off()).toBe(300);
  });

  it("does not jump with its own when that is set, forwards or back", async () => {
    const { state, clock, off } = process({});
    await clock.follow();
    for (const ownMs of [10 * MINUTE_MS, -10 * MINUTE_MS]) {
      state.ownMs = ownMs;
      expect(off()).toBe(0);
    }
  });

  it("goes on as it was when nothing answers, or only after long", async () => {
    const { state, clock, off } = process({ ownMs: 10 * MINUTE_MS });
    await clock.follow();
    state.isAway = true;
    await clock.follow();
    expect(off()).toBe(0);
    Object.assign(state, { isAway: false, answersMs: 5_000 });
    await clock.follow();
    expect(off()).toBe(0);
  });
});
