import { describe, expect, it } from "vitest";
import { createAllowance } from "./allowance.ts";

describe("createAllowance", () => {
  it("gives each key so many a minute, and as many again in the next", () => {
    let nowMs = 0;
    const allowance = createAllowance({ perMinute: 2, nowMs: () => nowMs });
    expect(["a", "a", "a", "b"].map(allowance.take)).toEqual([true, true, false, true]);
    nowMs = 60_000;
    expect(allowance.take("a")).toBe(true);
  });

  it("keeps the memory bounded, however many keys come", () => {
    const allowance = createAllowance({ perMinute: 1, nowMs: () => 0 });
    const taken = Array.from({ length: 10_002 }, (_, index) => allowance.take(`key ${index}`));
    expect(taken.filter((one) => !one)).toHaveLength(1);
  });
});
