import { describe, expect, it } from "vitest";
import { isOver, keyState } from "./key-state.ts";

const now = new Date("2026-11-22T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000).toISOString();

describe("a key", () => {
  it.each([
    ["works", 15, null],
    ["soon", 14, null],
    ["soon", 0.01, null],
    ["expired", 0, null],
    ["expired", -1, null],
    ["ending", 90, 1],
    ["ending", 2, 1],
    ["ended", 90, 0],
    ["ended", 90, -3],
    ["expired", -3, -3],
  ] as const)("is %s, expiring in %s days and ending in %s", (state, expires, ends) => {
    const key = { expiresAt: inDays(expires), endsAt: ends === null ? null : inDays(ends) };
    expect(keyState(key, now)).toBe(state);
  });

  it("can be rotated and revoked until it is over", () => {
    expect((["works", "soon", "ending", "ended", "expired"] as const).map(isOver)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});
