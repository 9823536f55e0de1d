import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { client, newcomer, signUp, signUpForm, startApp, tokenFor } from "./support.ts";

const database = await createTestDatabase();
const { app, system, description } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

describe("signing up and in", () => {
  it("knows nobody before the address is confirmed, and the person on the next request", async () => {
    const ana = await signUp(app);
    expect((await ana.get("/api/v1/me")).status).toBe(401);
    const token = await tokenFor(app, "verificationMail", ana.person.id);
    await ana.post("/api/auth/verify-email", { token, password: ana.person.password });
    const me = await ana.get("/api/v1/me");
    const { id, name, email } = ana.person;
    expect(await me.json()).toEqual({
      person: { id, name, email, locale: "en", isOperator: false, pictureUrl: null },
      workspaces: [],
      invitations: [],
    });
  });

  it("knows nobody after sign-out", async () => {
    const ana = await newcomer(app);
    await ana.post("/api/auth/sign-out", {});
    expect((await ana.get("/api/v1/me")).status).toBe(401);
  });

  it("answers 401 as a problem document to a stranger", async () => {
    const response = await client(app).get("/api/v1/me");
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Sign in first",
      status: 401,
      code: "identity.unauthenticated",
      requestId: response.headers.get("x-request-id"),
    });
  });

  it("I-51: keeps the session cookie from scripts and other sites, and its token out of the answer", async () => {
    const { email, password } = (await newcomer(app)).person;
    const response = await client(app).post("/api/auth/sign-in/email", { email, password });
    const cookie = response.headers.getSetCookie().find((one) => one.includes("session_token")) ?? "";
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Domain=/i);
    const token = decodeURIComponent(/session_token=([^;.]+)/.exec(cookie)?.[1] ?? "");
    expect(token).not.toBe("");
    expect(await response.text()).not.toContain(token);
  });

  it("changes a person's own name and language, and nothing else about them", async () => {
    const ana = await newcomer(app);
    const changed = await ana.patch("/api/v1/me", { name: "  Anabel Sample ", locale: "id" });
    expect(await changed.json()).toMatchObject({ person: { name: "Anabel Sample", locale: "id" } });
    expect(await (await ana.get("/api/v1/me")).json()).toMatchObject({
      person: { name: "Anabel Sample", locale: "id" },
    });
    for (const forged of [{ email: "other@inbox.ninefold.dev" }, { isOperator: true }, { emailVerified: true }]) {
      expect((await ana.patch("/api/v1/me", forged)).status).toBe(422);
    }
  });
});

describe("what a link carries", () => {
  it("is taken out of a body alone: a token in a query does nothing, whichever endpoint it is sent to", async () => {
    const ana = await signUp(app);
    const { id, email, password } = ana.person;
    const verification = `?token=${encodeURIComponent(await tokenFor(app, "verificationMail", id))}`;
    const reset = `?token=${encodeURIComponent(await tokenFor(app, "passwordResetMail", id))}`;
    const newPassword = "a new long password";
    for (const query of [verification, reset]) {
      expect((await ana.get(`/api/auth/verify-email${query}`)).status).toBe(404);
      expect((await ana.get(`/api/auth/reset-password${query}`)).status).toBe(404);
      expect((await ana.post(`/api/auth/verify-email${query}`, { password })).status).toBe(422);
      expect((await ana.post(`/api/auth/reset-password${query}`, { newPassword })).status).toBe(422);
    }
    expect((await ana.post("/api/auth/sign-in/email", { email, password })).status).toBe(401);
    // Where vendors send a browser back to reads their words out of the query, and no token of ours.
    const own = description.routes.filter(({ path }) => /^\/api\/auth\/(?!callback\/)/.test(path));
    for (const route of own) {
      expect([route.operationId, route.method, route.parameters ?? []]).toEqual([route.operationId, "POST", []]);
    }
  });
});

describe("the auth library's endpoints", () => {
  it.each([
    "organization/update",
    "organization/invite-member",
    "organization/leave",
    "update-user",
    "change-password",
    "delete-user",
    "reset-password/token",
    "list-sessions",
    "get-session",
    "ok",
    "error",
    "/sign-in/email",
    "sign-in//email",
    "sign-in/email/",
    "sign-in%2Femail",
    "sign-in%2femail",
    "./sign-in%2F..%2Fsign-in%2Femail",
    "SIGN-IN/email",
    "sign-in/email%00",
    "sign-in/email;a=b",
  ])("are closed where no page of ours needs them: %s", async (endpoint) => {
    const ana = await newcomer(app);
    for (const response of [await ana.get(`/api/auth/${endpoint}`), await ana.post(`/api/auth/${endpoint}`, {})]) {
      expect(response.status).toBe(404);
    }
  });

  it("answer to their own name only, however it is escaped", async () => {
    const ana = await newcomer(app);
    const response = await ana.post("/api/auth/sign-%6fut", {});
    expect(response.status).toBe(404);
    expect((await ana.get("/api/v1/me")).status).toBe(200);
  });

  it("take no name that could not be shown", async () => {
    for (const name of ["", " ", "\u3164", "x".repeat(81), "a\u0000b", "\u202eevil"]) {
      const response = await client(app).post("/api/auth/sign-up/email", { ...signUpForm(), name });
      expect([name, response.status]).toEqual([name, 422]);
    }
  });

  it("I-53: print nothing of what they were given when the database fails", async () => {
    const gone = { ...database.urls, DATABASE_IDENTITY_URL: "postgres://a:b@127.0.0.1:1/none" };
    const { app: orphan, system: alone } = await startApp(gone);
    const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "warn"), vi.spyOn(console, "log")];
    const person = { ...signUpForm(), email: "ana-53@inbox.ninefold.dev", password: "a secret of hers" };
    const response = await client(orphan).post("/api/auth/sign-up/email", person);
    expect([response.status, await response.json()]).toMatchObject([503, { code: "identity.unavailable" }]);
    const lines = JSON.stringify(printed.flatMap((spy) => spy.mock.calls));
    for (const spy of printed) spy.mockRestore();
    expect(lines).not.toContain("ana-53");
    expect(lines).not.toContain("a secret of hers");
    await alone.close();
  });
});
