import { expect, it } from "vitest";
import { longestWait, rateWords } from "./queues.ts";

it.each([
  [0, "0"],
  [0.02, "< 0.1"],
  [0.06, "0.1"],
  [12.34, "12.3"],
])("says a rate of %s as %s: what is little is not nothing", (rate, words) => {
  expect(rateWords(rate, "en")).toBe(words);
});

it("finds the longest wait of all queues, and none where nothing waits", () => {
  expect(longestWait([{ oldestSeconds: null }, { oldestSeconds: 3 }, { oldestSeconds: 7 }])).toBe(7);
  expect(longestWait([{ oldestSeconds: null }])).toBeNull();
});
