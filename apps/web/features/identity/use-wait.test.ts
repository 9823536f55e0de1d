import { expect, test } from "vitest";
import { secondsLeft } from "./use-wait.ts";

test.each([
  [60_000, 0, 60],
  [60_000, 1, 60],
  [60_000, 1_000, 59],
  [60_000, 59_001, 1],
  [60_000, 60_000, 0],
  [60_000, 90_000, 0],
])("of a wait until %i ms, at %i ms %i s are left", (endsAtMs, nowMs, seconds) => {
  expect(secondsLeft(endsAtMs, nowMs)).toBe(seconds);
});
