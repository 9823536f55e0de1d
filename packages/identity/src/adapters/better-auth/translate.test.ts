import { describe, expect, it } from "vitest";
import { expiryIn, toAuthProblem, toSession } from "./translate.ts";

const signed = (claims: string) => `header.${Buffer.from(claims).toString("base64url")}.signature`;
const refused = (status: number, code?: unknown, retryAfter: string | null = null) =>
  toAuthProblem({ status, code, retryAfter });

describe("a refusal of the library", () => {
  it.each([
    [401, "INVALID_EMAIL_OR_PASSWORD", "identity.wrong_credentials"],
    [403, "EMAIL_NOT_VERIFIED", "identity.wrong_credentials"],
    [401, "WRONG_PASSWORD", "identity.wrong_password"],
    [400, "INVALID_TOKEN", "identity.invalid_token"],
    [401, "INVALID_TOKEN", "identity.invalid_token"],
    [401, "TOKEN_EXPIRED", "identity.invalid_token"],
    [400, "USER_NOT_FOUND", "identity.invalid_token"],
    [403, "MISSING_OR_NULL_ORIGIN", "identity.foreign_origin"],
    [400, "PASSWORD_TOO_SHORT", "identity.invalid_input"],
    [400, undefined, "identity.invalid_input"],
    [404, undefined, "identity.no_endpoint"],
    [405, undefined, "identity.no_endpoint"],
    [415, undefined, "identity.json_only"],
    [500, "FAILED_TO_CREATE_SESSION", "identity.unavailable"],
    [502, undefined, "identity.unavailable"],
  ] as const)("with status %i and code %s has a code of ours", (status, code, expected) => {
    expect(refused(status, code)).toEqual({ code: expected });
  });

  it.each(["toString", "__proto__", "constructor", 7, null, { code: "x" }])(
    "with a code that is none goes by its status: %j",
    (code) => {
      expect(refused(400, code)).toEqual({ code: "identity.invalid_input" });
    },
  );

  it("that nobody foresaw is our fault, and says nothing", () => {
    expect(refused(418, "I_AM_A_TEAPOT")).toEqual({ code: "identity.unavailable" });
    expect(refused(401, "SOMETHING_NEW")).toEqual({ code: "identity.unavailable" });
  });

  it.each([
    ["12", 12],
    ["0.2", 1],
    ["0", 60],
    ["-3", 60],
    ["soon", 60],
    [null, 60],
  ] as const)("for too many attempts says in whole seconds how long to wait: %j", (header, seconds) => {
    expect(refused(429, undefined, header)).toEqual({
      code: "identity.too_many_attempts",
      retryAfterSeconds: seconds,
    });
  });
});

describe("a session of the library", () => {
  const user = { id: "u", name: "Ana", email: "ana@inbox.ninefold.dev", emailVerified: true, locale: "id" };
  const session = { id: "s", expiresAt: new Date(0), createdAt: new Date(1) };

  it("is ours with the person's language", () => {
    const { emailVerified: _verified, ...person } = user;
    expect(toSession({ session, user })).toEqual({
      id: "s",
      expiresAt: new Date(0),
      authTime: new Date(1),
      person,
    });
  });

  it("is as old as the last time that the password was given in it", () => {
    const given = { ...session, authenticatedAt: new Date(2) };
    expect(toSession({ session: given, user })?.authTime).toEqual(new Date(2));
  });

  it("speaks English where the language is none of ours", () => {
    expect(toSession({ session, user: { ...user, locale: "fr" } })?.person.locale).toBe("en");
  });

  it("is none while the address is unconfirmed", () => {
    expect(toSession({ session, user: { ...user, emailVerified: false } })).toBeUndefined();
  });
});

describe("a token that the library has signed", () => {
  it("says when it is refused, to the second", () => {
    const expiresAt = new Date("2026-11-22T12:00:00Z");
    expect(expiryIn(signed(`{"email":"ana@inbox.ninefold.dev","exp":${expiresAt.getTime() / 1_000}}`))).toEqual(
      expiresAt,
    );
  });

  it.each(["", "no token", signed("{}"), signed('{"exp":"soon"}')])("is none when it doesn't: %j", (token) => {
    expect(() => expiryIn(token)).toThrow();
  });
});
