import { describe, expect, it } from "vitest";
import { counted, type Tally, THROTTLE, waitMs } from "./throttle.ts";

const start = new Date("2026-11-21T12:00:00Z");
const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

function failing(times: number): Tally | undefined {
  let tally: Tally | undefined;
  for (let count = 0; count < times; count += 1) tally = counted(tally, start);
  return tally;
}

describe("guessing", () => {
  it("costs nothing ten times, then half a minute, then twice as long each time, and never more than a quarter of an hour", () => {
    expect([0, 1, 9].map((times) => waitMs(failing(times), start))).toEqual([0, 0, 0]);
    expect([10, 11, 12, 13, 14, 15, 16, 200].map((times) => waitMs(failing(times), start) / 60_000)).toEqual([
      0.5, 1, 2, 4, 8, 15, 15, 15,
    ]);
  });

  it("may go on to the millisecond when the wait is over", () => {
    const tally = failing(10);
    expect(waitMs(tally, after(start, THROTTLE.firstWaitMs - 1))).toBe(1);
    expect(waitMs(tally, after(start, THROTTLE.firstWaitMs))).toBe(0);
  });

  it("is forgotten after a day", () => {
    const tally = failing(200);
    const tomorrow = after(start, THROTTLE.forgetMs);
    expect(waitMs(tally, tomorrow)).toBe(0);
    expect(counted(tally, tomorrow)).toEqual({ failures: 1, lastFailedAt: tomorrow });
  });
});
