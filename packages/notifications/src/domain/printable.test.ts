import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine, printable } from "./printable.ts";

describe("oneLine", () => {
  it.each([
    ["Ana", "Ana"],
    ["  Ana \t Li ", "Ana Li"],
    ["Ana\r\nBcc: eve@evil.dev", "Ana Bcc: eve@evil.dev"],
    ["moc.knab\u202etxt", "moc.knabtxt"],
    ["\u2066Ana\u2069\u200b\ufeff", "Ana"],
    ["Ana\u2028Li\u0000", "Ana Li"],
    ["Siti Nurhaliza 👩‍👧", "Siti Nurhaliza 👩‍👧"],
    ["\ud800Ana", "\ufffdAna"],
  ])("makes %j %j", (given, plain) => {
    expect(oneLine(given)).toBe(plain);
  });

  it("N-11: has no line break, control or direction character, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it("shortens by what a reader calls a character", () => {
    expect(oneLine("a".repeat(64))).toBe("a".repeat(64));
    expect(oneLine("👩‍👧".repeat(65))).toBe(`${"👩‍👧".repeat(63)}…`);
  });
});

describe("printable", () => {
  it.each(["Win at evil.dev", "https://evil.dev/x", "eve@evil.dev", "www.evil.dev"])(
    "leaves no host or address in %j that a mail program would make a link of",
    (name) => {
      expect(printable(name)).not.toMatch(/\w[.]\w|:\/\/|\w@\w/);
      expect(printable(name).replaceAll("\u200b", "")).toBe(name);
    },
  );

  it("leaves an ordinary name alone", () => {
    expect(printable("Dr. Ana O'Neil, Ph.D. (Acme & Co.)").replaceAll("\u200b", "")).toBe(
      "Dr. Ana O'Neil, Ph.D. (Acme & Co.)",
    );
    expect(printable("Ana Li")).toBe("Ana Li");
  });
});
