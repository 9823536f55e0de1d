import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertRoomForPasskey, mayFollow, PASSKEYS } from "./passkey.ts";

describe("the count of a passkey's signatures", () => {
  it("goes up each time, or stays at nought for ever", () => {
    const count = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(count, count, (given, known) => {
        expect(mayFollow(given, known)).toBe(given > known || given + known === 0);
      }),
    );
    expect(mayFollow(0, 1)).toBe(false);
    expect(mayFollow(1, 1)).toBe(false);
  });
});

describe("an account", () => {
  it("has room for so many passkeys and not one more", () => {
    expect(() => assertRoomForPasskey(PASSKEYS.perPerson - 1)).not.toThrow();
    expect(() => assertRoomForPasskey(PASSKEYS.perPerson)).toThrow(/20 passkeys/);
  });
});
