import { describe, expect, it } from "vitest";
import { parseName } from "./name.ts";

const printed = (value: string) =>
  JSON.stringify(value).replaceAll(/[^ -~]/gu, (c) => `U+${c.codePointAt(0)?.toString(16)}`);
const refused = (value: string) =>
  expect(() => parseName(value)).toThrow(expect.objectContaining({ code: "identity.invalid_name" }));

describe("a name", () => {
  it.each(["Ana", "  Ana ", "李", "Zoë 2", "🦊", "🇮🇩", "नमस्ते", "·", "a".repeat(80)])("may be %j", (value) => {
    expect(parseName(value)).toBe(value.trim());
  });

  it.each(
    ["", "   ", "a".repeat(81), "a\u0000b", "a\nb", "a\u2028b", "a\ud800b"].map((value) => [printed(value), value]),
  )("is not %s", (_, value) => refused(value));

  it.each(
    ["\u200b", "\ufe0f", "\u034f", "\u3164", "\u115f", "\u2800", "\u{e0100}", "\u3164 \ufe0f\u2800"].map((value) => [
      printed(value),
      value,
    ]),
  )("has something to see, which %s has not", (_, value) => refused(value));

  it.each(
    ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"].map((value) => [
      printed(value),
      `Ana${value}evil`,
    ]),
  )("reads in one direction: %s can't turn it around", (_, value) => refused(value));
});
