import { expect, it } from "vitest";
import { fillCount } from "./languages.ts";

it.each([
  ["en", 1, "1 person"],
  ["en", 0, "0 people"],
  ["en", 1_234, "1,234 people"],
] as const)("counts as the language does: %s %i", (language, count, said) => {
  expect(fillCount(language, { one: "{count} person", other: "{count} people" }, count)).toBe(said);
});

it("says the same of every number in a language that has one form", () => {
  expect(fillCount("id", { other: "{count} orang" }, 1)).toBe("1 orang");
});
