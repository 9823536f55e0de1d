import { expect, it } from "vitest";
import { spanWords } from "./span.ts";

it.each([
  [0, "0 ms"],
  [0.4, "0 ms"],
  [120.4, "120 ms"],
  [999.6, "1 sec"],
  [1_250, "1.3 sec"],
  [12_600, "13 sec"],
  [90_000, "1.5 min"],
  [7_200_000, "2 hr"],
  [86_400_000 * 12, "12 days"],
])("says %d ms as %s", (ms, words) => {
  expect(spanWords(ms, "en")).toBe(words);
});

it("speaks the language of the page", () => {
  expect(spanWords(90_000, "id")).toBe("1,5 mnt");
});
