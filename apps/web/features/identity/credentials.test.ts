import { describe, expect, test } from "vitest";
import { identityCopy } from "./copy.ts";
import { checkCredentials, checkNewAccount, toFailure } from "./credentials.ts";

const ana = { name: "Ana", email: "ana@example.com", password: "correct horse battery" };

describe("checkNewAccount", () => {
  test("has nothing to say about a complete account", () => {
    expect(checkNewAccount(ana)).toEqual([]);
  });

  test("names every fault at once, in the order of the form", () => {
    expect(checkNewAccount({ name: " ", email: "ana", password: "short" })).toEqual([
      "name_missing",
      "email_unlikely",
      "password_too_short",
    ]);
  });

  test.each([
    [11, ["password_too_short"]],
    [12, []],
    [128, []],
    [129, ["password_too_long"]],
  ])("a password of %i characters is judged %j", (length, expected) => {
    expect(checkNewAccount({ ...ana, password: "x".repeat(length) })).toEqual(expected);
  });
});

describe("checkCredentials", () => {
  test("lets a short password through, since old ones may be", () => {
    expect(checkCredentials({ ...ana, password: "old" })).toEqual([]);
  });
});

describe("toFailure", () => {
  test("puts each sentence at its field and counts what was typed", () => {
    const failure = toFailure(["email_taken", "password_too_short"], identityCopy.en.credentials, "12345");
    expect(failure.fields).toEqual({
      email: identityCopy.en.credentials.emailTaken,
      password: "Use at least 12 characters. This has 5.",
    });
    expect(failure.summary).toBeUndefined();
  });

  test("says what is about no field above the form", () => {
    expect(toFailure(["wrong_credentials"], identityCopy.id.credentials, "").summary).toBe(
      identityCopy.id.credentials.wrongCredentials,
    );
  });
});
