import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { TERMS_VERSION } from "../../src/terms.ts";
import {
  type Attempt,
  codeOf,
  type IdentityCase,
  type IdentitySubject,
  newPerson,
  personOf,
  signIn,
  signUp,
} from "./subject.ts";

const paths = ({ body }: Attempt) =>
  (body as { errors?: readonly { path: string }[] }).errors?.map(({ path }) => path).toSorted();

/** A complete form of each endpoint. */
const forms = () => {
  const { email } = newPerson();
  const newPassword = "a new long password";
  return {
    "sign-up/email": { ...newPerson(), termsVersion: TERMS_VERSION },
    "sign-in/email": { email, password: newPassword },
    "sign-out": {},
    "verify-email": { token: randomUUID(), password: newPassword },
    "send-verification-email": { email },
    "request-password-reset": { email },
    "reset-password": { token: randomUUID(), newPassword },
    "request-sign-in-mail": { email },
    "sign-in/link": { token: randomUUID() },
    "sign-in/code": { code: "123456" },
  };
};

async function assertInvalid(subject: IdentitySubject, endpoint: string, body: unknown, path: string): Promise<void> {
  const attempt = await subject.call(endpoint, body);
  assert.deepEqual([attempt.status, codeOf(attempt), paths(attempt)], [422, "identity.invalid_input", [path]]);
}

/** What the endpoints take and what they answer. */
export const formCases: readonly IdentityCase[] = [
  {
    name: "I-68: refuses a form with a field that is none of its own, and does not repeat it",
    needs: "password",
    async run(subject) {
      const planted = ["role", "emailVerified", "id", "image", "callbackURL", "redirectTo", "rememberMe", "<b>"];
      for (const [endpoint, form] of Object.entries(forms())) {
        for (const field of planted) {
          const attempt = await subject.call(endpoint, { ...form, [field]: "planted-value" });
          assert.deepEqual([endpoint, attempt.status, codeOf(attempt)], [endpoint, 422, "identity.invalid_input"]);
          assert.equal(JSON.stringify(attempt.body).includes("planted-value"), false);
          assert.equal(JSON.stringify(attempt.body).includes(field === "id" ? "<b>" : field), false);
        }
      }
    },
  },
  {
    name: "refuses what is missing, too long or of another type, and names the field",
    needs: "password",
    async run(subject) {
      const up = forms()["sign-up/email"];
      const wrong: readonly (readonly [endpoint: string, form: object, path: string])[] = [
        ...["", " ", "\u3164", "x".repeat(81), "a\u0000b", "\u202eevil", 7].map(
          (name) => ["sign-up/email", { ...up, name }, "name"] as const,
        ),
        ...["", "ana", "ana@localhost", `${"a".repeat(250)}@b.co`, "a\u0000@b.co", { $ne: "" }, ["a@b.co"]].map(
          (email) => ["sign-up/email", { ...up, email }, "email"] as const,
        ),
        ["sign-up/email", { ...up, locale: "fr" }, "locale"],
        ["sign-in/email", { email: up.email, password: "x".repeat(129) }, "password"],
        ["sign-in/email", { password: up.password }, "email"],
        ["request-password-reset", { email: 1 }, "email"],
        ["send-verification-email", {}, "email"],
        ["verify-email", { password: up.password }, "token"],
        ["verify-email", { token: randomUUID() }, "password"],
        ["verify-email", { token: randomUUID(), password: "x".repeat(129) }, "password"],
        ["reset-password", { token: "x".repeat(3_000), newPassword: up.password }, "token"],
        ["reset-password", { token: randomUUID(), newPassword: "elevenchars" }, "newPassword"],
        ["request-sign-in-mail", { email: "ana" }, "email"],
        ["sign-in/link", {}, "token"],
        ...["", "12345", "1234567", "12345a", "١٢٣٤٥٦", 123_456, { $ne: "" }].map(
          (code) => ["sign-in/code", { code }, "code"] as const,
        ),
      ];
      for (const [endpoint, form, path] of wrong) await assertInvalid(subject, endpoint, form, path);
      for (const body of [undefined, [], "text", null]) await assertInvalid(subject, "sign-in/email", body, "");
    },
  },
  {
    name: "refuses a password under twelve characters",
    needs: "password",
    async run(subject) {
      const given = { ...newPerson(), password: "elevenchars" };
      await assertInvalid(subject, "sign-up/email", { ...given, termsVersion: TERMS_VERSION }, "password");
      assert.equal(codeOf(await signIn(subject, given)), "identity.wrong_credentials");
    },
  },
  {
    name: "refuses a sign-up that does not accept the terms as they are now",
    needs: "password",
    async run(subject) {
      for (const termsVersion of [undefined, "", "1999-01-01", true]) {
        const attempt = await signUp(subject, newPerson(), { termsVersion });
        assert.deepEqual([attempt.status, codeOf(attempt)], [422, "identity.terms_not_accepted"]);
      }
    },
  },
  {
    name: "answers a problem document with a code of ours to whatever it refuses",
    async run(subject) {
      const asked: readonly (readonly [endpoint: string, body: unknown])[] = [
        ["sign-in/email", { email: newPerson().email, password: "wrong password" }],
        ["sign-in/email", {}],
        ["verify-email", { token: "none", password: "wrong password" }],
        ["reset-password", { token: "none", newPassword: "a new long password" }],
        ["get-session", {}],
        ["", {}],
      ];
      for (const [endpoint, body] of asked) {
        const attempt = await subject.call(endpoint, body);
        assert.ok(attempt.status >= 400, endpoint);
        assert.equal(attempt.type, "application/problem+json");
        assert.match(String(codeOf(attempt)), /^identity\.[a-z_]+$/);
        const { title, status } = attempt.body as { title?: unknown; status?: unknown };
        assert.deepEqual([typeof title, status], ["string", attempt.status]);
      }
    },
  },
  {
    name: "closes every endpoint that no page of ours needs",
    async run(subject) {
      const closed = [
        "organization/create",
        "organization/invite-member",
        "organization/leave",
        "update-user",
        "delete-user",
        "change-password",
        "change-email",
        "list-sessions",
        "get-session",
        "reset-password/token",
        "ok",
        "error",
        "sign-in/social",
        "callback/x",
        "admin/set-role",
        "verify-password",
        "SIGN-IN/email",
        "/sign-in/email",
      ];
      for (const endpoint of closed) {
        const attempt = await subject.call(endpoint, {});
        assert.deepEqual([endpoint, attempt.status, codeOf(attempt)], [endpoint, 404, "identity.no_endpoint"]);
      }
    },
  },
  {
    name: "I-38: refuses what a page of another site sends, with a cookie or without",
    needs: "password",
    async run(subject) {
      const { cookie = "" } = Object.fromEntries(await subject.someone());
      const foreign: readonly Record<string, string>[] = [
        { origin: "https://evil.ninefold.dev" },
        { origin: "null" },
        { origin: "https://evil.ninefold.dev", cookie },
        { origin: "", "sec-fetch-site": "cross-site" },
        { origin: "", "sec-fetch-site": "same-site" },
        { origin: "", "sec-fetch-site": "none", cookie },
        { origin: "", cookie },
      ];
      for (const headers of foreign) {
        for (const [endpoint, form] of Object.entries(forms())) {
          const attempt = await subject.call(endpoint, form, headers);
          assert.deepEqual([endpoint, attempt.status, codeOf(attempt)], [endpoint, 403, "identity.foreign_origin"]);
          assert.equal(attempt.headers, undefined);
        }
      }
      await personOf(subject, new Headers({ cookie }));
    },
  },
  {
    name: "I-39: takes JSON and nothing that a form of another site could send",
    needs: "password",
    async run(subject) {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
        const attempt = await subject.call("sign-in/email", forms()["sign-in/email"], { "content-type": type });
        assert.deepEqual([attempt.status, codeOf(attempt)], [415, "identity.json_only"]);
      }
    },
  },
];
