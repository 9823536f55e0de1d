import { Secret } from "otpauth";
import { describe, expect, it } from "vitest";
import { newTotpSecret, stepOf, totpUri } from "./totp.ts";

/** RFC 6238, appendix B, for SHA-1: its codes have eight digits, ours are their last six. */
const SECRET = Secret.fromLatin1("12345678901234567890").base32;
const at = (seconds: number) => new Date(seconds * 1_000);

describe("a code of an app", () => {
  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("is the one of RFC 6238 at second %i", (seconds, code) => {
    expect(stepOf(code.slice(-6), SECRET, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it("belongs to its half minute, whichever of the two beside it asks", () => {
    for (const seconds of [1_234_567_890 - 30, 1_234_567_890, 1_234_567_890 + 30]) {
      expect(stepOf("005924", SECRET, at(seconds))).toBe(41_152_263);
    }
    for (const seconds of [1_234_567_890 - 60, 1_234_567_890 + 60]) {
      expect(stepOf("005924", SECRET, at(seconds))).toBeUndefined();
    }
  });

  it.each(["", "005925", "5924", "0005924", "00592a"])("is not %j", (code) => {
    expect(stepOf(code, SECRET, at(1_234_567_890))).toBeUndefined();
  });
});

describe("a secret", () => {
  it("is another one each time, of 160 bits", () => {
    const secrets = Array.from({ length: 100 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const one of secrets) expect(Secret.fromBase32(one).bytes).toHaveLength(20);
  });

  it("comes with what apps list it under, whatever the address has in it", () => {
    const uri = new URL(totpUri(SECRET, { issuer: "Ninefold", label: "a&b=c+d@inbox.ninefold.dev" }));
    expect([uri.protocol, uri.host]).toEqual(["otpauth:", "totp"]);
    expect(decodeURIComponent(uri.pathname)).toBe("/Ninefold:a&b=c+d@inbox.ninefold.dev");
    expect(uri.searchParams.get("secret")).toBe(SECRET);
    expect(uri.searchParams.get("issuer")).toBe("Ninefold");
  });
});
