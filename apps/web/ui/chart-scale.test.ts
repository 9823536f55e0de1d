import { describe, expect, it } from "vitest";
import { ceilingOf, pathOf } from "./chart-scale.ts";

describe("the top of a chart", () => {
  it.each([
    [[], 1],
    [[0, null], 1],
    [[3, 1], 5],
    [[10], 10],
    [[0.3], 0.5],
    [[1_250, null, 80], 2_000],
    [[7_000], 10_000],
  ] as const)("of %j is %d", (values, top) => {
    expect(ceilingOf(values)).toBeCloseTo(top);
  });
});

describe("a line", () => {
  it("goes from the left to the right, 0 at the bottom", () => {
    expect(pathOf([0, 5, 10], 10)).toBe("M0 100L50 50L100 0");
  });

  it("has a gap where nothing is known, and a dot for a value alone", () => {
    expect(pathOf([10, null, 10, null], 10)).toBe("M0 0h0.01M66.67 0h0.01");
  });

  it("of nothing is none", () => {
    expect([pathOf([], 1), pathOf([null, null], 1)]).toEqual(["", ""]);
  });
});
