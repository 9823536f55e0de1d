import { describe, expect, it } from "vitest";
import { isPermanent, waitAfter } from "./retry.ts";

describe("waitAfter", () => {
  it("doubles from attempt to attempt, and stays at one hour", () => {
    const task = { backoffMs: 500 };
    expect([1, 2, 3, 4].map((attempt) => waitAfter(attempt, task))).toEqual([500, 1_000, 2_000, 4_000]);
    expect(waitAfter(2_000, task)).toBe(3_600_000);
  });

  it("stays at what the task says, where somebody waits for it", () => {
    const task = { backoffMs: 500, maxBackoffMs: 1_500 };
    expect([1, 2, 3, 2_000].map((attempt) => waitAfter(attempt, task))).toEqual([500, 1_000, 1_500, 1_500]);
  });
});

describe("isPermanent", () => {
  it("believes only an error that says that a repeat is pointless", () => {
    expect(isPermanent(Object.assign(new Error("x"), { retryable: false }))).toBe(true);
    for (const thrown of [new Error("x"), { retryable: true }, { retryable: 0 }, "x", null, undefined]) {
      expect(isPermanent(thrown)).toBe(false);
    }
  });

  it("tries again what was out of reach, since a run bears a repeat", () => {
    expect(isPermanent(Object.assign(new Error("x"), { kind: "unavailable", retryable: false }))).toBe(false);
    expect(isPermanent(Object.assign(new Error("x"), { kind: "conflict", retryable: false }))).toBe(true);
  });
});
