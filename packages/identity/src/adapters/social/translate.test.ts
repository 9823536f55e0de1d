import { describe, expect, it } from "vitest";
import { appleName } from "../../social/apple-name.ts";
import { fromClaims, fromGithub } from "./translate.ts";

describe("what Google and Apple say", () => {
  it.each([
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
    [undefined, false],
  ])("an address is confirmed when they say so, as a truth or as a word: %j", (said, isVerified) => {
    const claims = { sub: "1", email: "Ana@Inbox.ninefold.dev", email_verified: said, name: " Ana " };
    expect(fromClaims(claims)).toEqual({ subject: "1", email: "ana@inbox.ninefold.dev", isVerified, name: "Ana" });
  });

  it.each([{}, { sub: "" }, { sub: 7 }, { sub: "1", email_verified: "yes" }])(
    "is refused when it is none: %j",
    (claims) => {
      expect(() => fromClaims(claims)).toThrow();
    },
  );

  it("may lack an address", () => {
    expect(fromClaims({ sub: "1" })).toEqual({ subject: "1", email: undefined, isVerified: false, name: "" });
  });
});

describe("what GitHub says", () => {
  const user = { id: 7, login: "ana", name: null, email: "public@other.example" };
  const primary = { email: "ana@inbox.ninefold.dev", primary: true, verified: true };

  it("the primary address counts, and not the one of the profile", () => {
    const other = { email: "public@other.example", primary: false, verified: true };
    const said = { subject: "7", email: "ana@inbox.ninefold.dev", isVerified: true, name: "ana" };
    expect(fromGithub(user, [other, primary])).toEqual(said);
  });

  it("a primary address that is not confirmed is none of theirs", () => {
    expect(fromGithub(user, [{ ...primary, verified: false }]).isVerified).toBe(false);
    expect(fromGithub(user, [])).toMatchObject({ email: undefined, isVerified: false });
  });

  it("is refused when it is no person", () => {
    expect(() => fromGithub({ ...user, id: "7 or 1=1" }, [primary])).toThrow();
  });
});

describe("the name beside Apple's answer", () => {
  it.each([
    ['{"name":{"firstName":"Ana","lastName":"Putri"}}', "Ana Putri"],
    ['{"name":{"lastName":"Putri"}}', "Putri"],
    ['{"name":{"firstName":7}}', ""],
    ["{", ""],
    ["", ""],
    [`{"name":{"firstName":"${"A".repeat(200)}"}}`, "A".repeat(80)],
  ])("is taken from %j", (user, name) => {
    expect(appleName(user)).toBe(name);
  });
});
