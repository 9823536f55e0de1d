import { describe, expect, it } from "vitest";
import { depthsOf } from "./depth.ts";

describe("how many waited", () => {
  it("is reckoned back from how many wait now", () => {
    const movements = [
      { ready: 5, left: 0 },
      { ready: 0, left: 3 },
      { ready: 10, left: 4 },
    ];
    expect(depthsOf(8, movements)).toEqual([5, 2, 8]);
  });

  it("stays at what waits now where nobody came or left", () => {
    const still = { ready: 0, left: 0 };
    expect(depthsOf(3, [still, still, still])).toEqual([3, 3, 3]);
  });

  it("is never less than nothing, whatever clocks say", () => {
    expect(
      depthsOf(0, [
        { ready: 0, left: 0 },
        { ready: 4, left: 0 },
      ]),
    ).toEqual([0, 0]);
  });
});
