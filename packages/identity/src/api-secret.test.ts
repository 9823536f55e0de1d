import { describe, expect, it } from "vitest";
import { hashOf, isSecret, mintSecret, prefixOf } from "./api-secret.ts";

describe("the secret of a key", () => {
  it("is never the same, and is what the documented expression finds in a text", () => {
    const secrets = Array.from({ length: 200 }, mintSecret);
    expect(new Set(secrets).size).toBe(200);
    for (const secret of secrets) {
      expect(`key=${secret};`.match(/\bnf_[0-9A-Za-z]{49}\b/)?.[0]).toBe(secret);
      expect(isSecret(secret)).toBe(true);
    }
  });

  it("is none when one character is another, or two have changed places", () => {
    const secret = mintSecret();
    for (let at = 3; at < secret.length; at += 1) {
      const other = secret[at] === "x" ? "y" : "x";
      expect(isSecret(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
      const swapped = `${secret.slice(0, at - 1)}${secret[at]}${secret[at - 1]}${secret.slice(at + 1)}`;
      expect(isSecret(swapped)).toBe(swapped === secret);
    }
  });

  it.each(["", "nf_", "nf_0", `nf_${"0".repeat(49)}`, `nf_${"0".repeat(9_999)}`, "\u0000", `${mintSecret()}\n`])(
    "is not %j",
    (value) => {
      expect(isSecret(value)).toBe(false);
    },
  );

  it("is shown by its beginning, and kept as a hash that does not have it", () => {
    const secret = mintSecret();
    expect(prefixOf(secret)).toBe(secret.slice(0, 12));
    expect(hashOf(secret)).toMatch(/^[0-9A-Za-z_-]{43}$/);
    expect(hashOf(secret)).not.toContain(secret.slice(3, 12));
  });
});
