import { describe, expect, it } from "vitest";
import { KEY_PERMISSIONS, PERMISSIONS } from "../permissions.ts";
import { endOf, expiryIn, isAlive, isShown, overlapUntil, parseKeyPermissions, successionOf } from "./api-key.ts";

const DAY_MS = 86_400_000;
const now = new Date("2026-11-22T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const key = { createdAt: inDays(-10), expiresAt: inDays(20), endsAt: null, revokedAt: null };

describe("what a key can be given", () => {
  it("is nothing that decides who gets in, who may what, or who pays", () => {
    const deciding = PERMISSIONS.filter((one) => /^workspace:|:manage$/.test(one));
    expect(KEY_PERMISSIONS.filter((one) => (deciding as readonly string[]).includes(one))).toEqual([]);
    for (const one of deciding) {
      expect(() => parseKeyPermissions(["project:read", one])).toThrow(/Give the key/);
    }
  });

  it("is put in order, each once", () => {
    expect(parseKeyPermissions(["task:read", "project:read", "task:read"])).toEqual(["project:read", "task:read"]);
    expect(() => parseKeyPermissions([])).toThrow(/at least one/);
  });
});

describe("how long a key lives", () => {
  it("is 1 to 366 days, and an overlap a week at most", () => {
    expect([expiryIn(1, now), expiryIn(366, now)]).toEqual([inDays(1), inDays(366)]);
    expect([overlapUntil(0, now), overlapUntil(168, now)]).toEqual([now, inDays(7)]);
    for (const days of [0, -1, 367, 1.5, Number.NaN, Infinity]) {
      expect(() => expiryIn(days, now)).toThrow(/1 to 366 days/);
    }
    for (const hours of [-1, 169, 0.5, Number.NaN]) expect(() => overlapUntil(hours, now)).toThrow(/168 more hours/);
  });

  it("ends with whatever comes first", () => {
    expect(endOf(key)).toEqual(inDays(20));
    expect(endOf({ ...key, endsAt: inDays(3), revokedAt: inDays(2) })).toEqual(inDays(2));
    expect([isAlive(key, now), isAlive({ ...key, revokedAt: now }, now)]).toEqual([true, false]);
    expect([
      isShown({ ...key, revokedAt: inDays(-29) }, now),
      isShown({ ...key, revokedAt: inDays(-31) }, now),
    ]).toEqual([true, false]);
  });
});

describe("what takes over from a key", () => {
  it("lives as long as the old one was made for, which never outlives itself", () => {
    expect(successionOf(key, { now, until: inDays(1) })).toEqual({ expiresAt: inDays(30), oldEndsAt: inDays(1) });
    expect(successionOf(key, { now, until: inDays(25) }).oldEndsAt).toEqual(inDays(20));
  });

  it("is nothing for a key that was rotated, was revoked or has expired", () => {
    const wanted = { now, until: inDays(1) };
    const codeOf = (one: typeof key | { endsAt: Date }) => () => successionOf({ ...key, ...one }, wanted);
    expect(codeOf({ endsAt: inDays(3) })).toThrow(expect.objectContaining({ code: "identity.key_rotated" }));
    expect(codeOf({ endsAt: inDays(-3) })).toThrow(expect.objectContaining({ code: "identity.key_rotated" }));
    expect(() => successionOf({ ...key, revokedAt: inDays(-1) }, wanted)).toThrow(/has ended/);
    expect(() => successionOf({ ...key, expiresAt: inDays(-1) }, wanted)).toThrow(/has ended/);
  });
});
