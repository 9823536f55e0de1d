import { describe, expect, it } from "vitest";
import { isTitle } from "./title.ts";

describe("a title of a task", () => {
  it.each(["Write the page", "  a  ", "x".repeat(200), "पढ़\u200dना", "👩\u200d🚀 launch", "买牛奶", "كتابة"])(
    "may be %j",
    (title) => {
      expect(isTitle(title)).toBe(true);
    },
  );

  it.each(["", "   ", "\u200b", "\u2800", "x".repeat(201), "two\nlines", "a\u0000", "\ud800", "a\u202eb", "a\u2028b"])(
    "is never %j",
    (title) => {
      expect(isTitle(title)).toBe(false);
    },
  );
});
