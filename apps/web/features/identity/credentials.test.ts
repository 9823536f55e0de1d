import { describe, expect, test } from "vitest";
import { ApiProblem } from "../../api.ts";
import { identityCopy } from "./copy.ts";
import {
  checkAddress,
  checkCredentials,
  checkNewAccount,
  checkNewPassword,
  confirmationFailures,
  signInFailures,
  signUpFailures,
} from "./credentials.ts";
import { formFailure } from "./failure.ts";

const { credentials, signIn, signUp, signUpGuard, verify, failures } = identityCopy.en;
const words = { ...credentials, ...signUp };
const ana = { name: "Ana", email: "ana@example.com", password: "correct horse battery", hasAccepted: true };

describe("checkNewAccount", () => {
  test("has nothing to say about a complete account", () => {
    expect(checkNewAccount(ana, words)).toBeUndefined();
  });

  test("names every fault at once", () => {
    expect(checkNewAccount({ name: " ", email: "ana", password: "short", hasAccepted: false }, words)).toEqual({
      fields: {
        name: credentials.nameMissing,
        email: credentials.emailUnlikely,
        password: "Use at least 12 characters. This has 5.",
        terms: signUp.termsMissing,
      },
    });
  });

  test.each([
    [80, undefined],
    [81, { fields: { name: credentials.nameRefused } }],
  ])("a name of %i characters is judged %j", (length, expected) => {
    expect(checkNewAccount({ ...ana, name: "x".repeat(length) }, words)).toEqual(expected);
  });
});

describe("checkNewPassword", () => {
  test.each([
    [0, credentials.passwordMissing],
    [11, "Use at least 12 characters. This has 11."],
    [12, undefined],
    [128, undefined],
    [129, "Use 128 characters or fewer. This has 129."],
  ])("a password of %i characters: %j", (length, sentence) => {
    expect(checkNewPassword("x".repeat(length), credentials)?.fields?.password).toBe(sentence);
  });
});

test("an old password may be short, since old rules were other rules", () => {
  expect(checkCredentials({ email: ana.email, password: "old" }, credentials)).toBeUndefined();
});

test.each(["", " ", "ana", "ana@", "@example.com", "ana@example", "a b@example.com"])("%j is no address", (email) => {
  expect(checkAddress(email, credentials)?.fields).toHaveProperty("email");
});

describe("what the API answers", () => {
  test("a wrong password and an unknown address are one sentence", () => {
    const problem = new ApiProblem({ status: 401, body: { code: "identity.wrong_credentials" } });
    expect(formFailure(problem, signInFailures({ ...credentials, ...signIn }), failures).summary).toBe(signIn.wrong);
  });

  test("a password that can be nobody's is a wrong one, at sign-in", () => {
    expect(formFailure(refused("password"), signInFailures({ ...credentials, ...signIn }), failures).summary).toBe(
      signIn.wrong,
    );
  });

  test("a password that did not make the account is said at its field", () => {
    const wrong = new ApiProblem({ status: 401, body: { code: "identity.wrong_password" } });
    for (const problem of [wrong, refused("password")]) {
      expect(formFailure(problem, confirmationFailures(verify), failures).fields).toEqual({ password: verify.wrong });
    }
  });

  test("terms that have changed are asked for anew", () => {
    const problem = new ApiProblem({ status: 422, body: { code: "identity.terms_not_accepted" } });
    expect(formFailure(problem, signUpFailures(words, signUpGuard), failures).summary).toBe(signUp.termsChanged);
  });

  test("an address that is thrown away is said at its field, and what else keeps somebody out above the form", () => {
    const said = (code: string) =>
      formFailure(new ApiProblem({ status: 422, body: { code } }), signUpFailures(words, signUpGuard), failures);
    expect(said("identity.disposable_address").fields).toEqual({ email: signUpGuard.disposable });
    for (const code of ["human_check_failed", "sign_ups_closed", "too_many_sign_ups"]) {
      expect(said(`identity.${code}`).summary).toBeTypeOf("string");
    }
  });

  test.each(["name", "email", "password"])("a refused %s is said at that field", (path) => {
    expect(formFailure(refused(path), signUpFailures(words, signUpGuard), failures).fields).toHaveProperty(path);
  });
});

function refused(path: string): ApiProblem {
  return new ApiProblem({ status: 422, body: { code: "identity.invalid_input", errors: [{ path, message: "…" }] } });
}
