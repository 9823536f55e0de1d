import { afterEach, describe, expect, it, vi } from "vitest";
import { paint, row, standardOutput, wrap } from "./print.ts";

const terminal = process.stdout.isTTY;
afterEach(() => {
  process.stdout.isTTY = terminal;
  vi.unstubAllEnvs();
});

describe("what a person reads", () => {
  it.each([
    [true, undefined, true],
    [false, undefined, false],
    [true, "1", false],
    // An empty NO_COLOR asks for nothing (no-color.org).
    [true, "", true],
  ])(
    "is coloured on a terminal alone, and not where NO_COLOR asks for none: %s, %j",
    (isTerminal, asked, isColoured) => {
      process.stdout.isTTY = isTerminal;
      vi.stubEnv("NO_COLOR", asked);
      vi.stubEnv("TERM", "xterm");
      expect(standardOutput().isColoured).toBe(isColoured);
    },
  );

  it("says the same without colour", () => {
    const output = { write: () => undefined, isColoured: true };
    expect(paint(output, "red", "WRONG")).toBe("\u001B[31mWRONG\u001B[39m");
    expect(paint({ ...output, isColoured: false }, "red", "WRONG")).toBe("WRONG");
  });

  it("is broken at 80 columns, between words and never inside of one", () => {
    const text = wrap(`${"word ".repeat(30)}${"x".repeat(90)} end`, 4);
    const lines = text.split("\n");
    expect(lines.slice(1).every((line) => line.startsWith("    "))).toBe(true);
    expect(lines.filter((line) => line.length > 80).map((line) => line.trim())).toEqual(["x".repeat(90)]);
  });

  it("stands in columns, whether or not the label is painted", () => {
    const plain = row("ok", "fine", { width: 8 });
    expect(plain).toBe("  ok       fine");
    expect(row("ok", "fine", { width: 8, painted: "[ok]" })).toBe("  [ok]       fine");
  });
});
