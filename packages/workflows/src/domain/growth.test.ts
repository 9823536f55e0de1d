import { describe, expect, it } from "vitest";
import { FAST, type Fewest, look, MANY } from "./growth.ts";

/** The looks at which somebody was told, of so many dead letters each; of them new ones where that is said. */
function told(
  ...looks: readonly (number | { readonly waiting: number; readonly recent: number })[]
): readonly number[] {
  let fewest: Fewest = null;
  return looks.flatMap((one, nth) => {
    const seen = look(typeof one === "number" ? { waiting: one, recent: 0 } : one, fewest);
    fewest = seen.fewest;
    return seen.tells ? [nth] : [];
  });
}

describe("growth of the dead letters", () => {
  it("is told when there are many, and not of a few that wait for long", () => {
    expect(told(1, MANY - 1, MANY)).toEqual([2]);
    expect(told(1, 2, 3, 3, 3)).toEqual([]);
  });

  it("is told when they come fast, however few there were", () => {
    expect(told({ waiting: FAST, recent: FAST - 1 }, { waiting: FAST, recent: FAST })).toEqual([1]);
  });

  it("is told once, and again at twice as many", () => {
    expect(told(MANY, MANY, MANY + 1, 2 * MANY - 1, 2 * MANY, 2 * MANY, 4 * MANY)).toEqual([0, 4, 6]);
  });

  it("is told anew when some were dealt with and it grows from there", () => {
    expect(told(MANY * 4, MANY + 1, MANY * 2, MANY * 2 + 2)).toEqual([0, 3]);
  });

  it("is quiet once they are dealt with, and told at the next time", () => {
    expect(told(MANY, 0, MANY - 1, MANY)).toEqual([0, 3]);
    expect(told(MANY, MANY / 2, MANY - 1, MANY)).toEqual([0, 3]);
  });
});
