import { describe, expect, it } from "vitest";
import { plainCode, plainRecoveryCode, proofIn, recoveryCodeOf } from "./second-factor.ts";

describe("a recovery code", () => {
  it("is six groups of four, of signs that nobody takes for another", () => {
    const code = recoveryCodeOf(Uint8Array.from({ length: 24 }, (_, at) => at * 11));
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(plainRecoveryCode(code)).toBe(code.replaceAll("-", ""));
  });

  it("is read as people type it", () => {
    const typed = "OoIl 0011-AbCd efgh jkmn pqrs";
    expect(plainRecoveryCode(typed)).toBe("00110011abcdefghjkmnpqrs");
  });

  it.each(["", "0000", "0".repeat(23), "0".repeat(25), "u".repeat(24), "ü".repeat(24)])("is not %j", (typed) => {
    expect(plainRecoveryCode(typed)).toBeUndefined();
  });
});

describe("a code", () => {
  it("is six digits, also with a gap as apps show it", () => {
    expect([plainCode("123456"), plainCode(" 123 456 ")]).toEqual(["123456", "123456"]);
  });

  it.each(["", "12345", "1234567", "12345a", "-12345", "1.2345", "١٢٣٤٥٦"])("is not %j", (typed) => {
    expect(plainCode(typed)).toBeUndefined();
  });
});

describe("a form", () => {
  it("names one of the two", () => {
    const recoveryCode = "0".repeat(24);
    expect(proofIn({ code: "123 456" })).toEqual({ code: "123456" });
    expect(proofIn({ recoveryCode })).toEqual({ recoveryCode });
    for (const typed of [{}, { code: "123456", recoveryCode }, { code: "x" }, { recoveryCode: "x" }]) {
      expect(proofIn(typed)).toBeUndefined();
    }
  });
});
