import { randomBytes, randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seal, unseal } from "./sealed.ts";

const key = randomBytes(32);
const id = randomUUID();
const unreadable = expect.objectContaining({ code: "notifications.unreadable", retryable: false });

describe("seal", () => {
  it("gives back what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(unseal(seal(text, key, id), key, id)).toBe(text);
      }),
    );
  });

  it("shows nothing of the text, and never the same bytes twice", () => {
    const link = "https://app.ninefold.dev/verify#token=secret";
    const [first, second] = [seal(link, key, id), seal(link, key, id)];
    expect(Buffer.from(first).toString("latin1")).not.toContain("secret");
    expect(Buffer.from(first).equals(second)).toBe(false);
  });

  it("does not open with another key or for another delivery", () => {
    const sealed = seal("text", key, id);
    expect(() => unseal(sealed, randomBytes(32), id)).toThrow(unreadable);
    expect(() => unseal(sealed, key, randomUUID())).toThrow(unreadable);
  });

  it("does not open when any one byte has changed, or some are missing", () => {
    const sealed = seal("text", key, id);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed, key, id)).toThrow(unreadable);
      expect(() => unseal(sealed.subarray(0, at), key, id)).toThrow(unreadable);
    }
  });

  it("refuses a key of another length", () => {
    expect(() => seal("text", randomBytes(16), id)).toThrow();
  });
});
