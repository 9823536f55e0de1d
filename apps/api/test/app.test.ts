import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { client, newcomer, startApp } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

interface Body {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly slug: string;
}
const json = async (response: Response) => (await response.json()) as Body;

const paths = (id: string, slug: string) => [
  `/api/v1/workspaces/${id}`,
  `/api/v1/workspaces/by-slug/${slug}`,
  `/api/v1/workspaces/${id}/projects`,
];

async function withWorkspace() {
  const person = await newcomer(app);
  const workspace = await json(await person.post("/api/v1/workspaces", { name: "Acme" }));
  return { person, workspace };
}

/** Invitations don't exist yet, so the row is written by the owner of the database. */
async function withMember(role: string) {
  const { workspace } = await withWorkspace();
  const member = await newcomer(app);
  const { person } = (await json(await member.get("/api/v1/me"))) as unknown as { person: { id: string } };
  await asOwner(
    database.ownerUrl,
    (sql) => sql`insert into identity.member (organization_id, user_id, role, created_at)
                 values (${workspace.id}, ${person.id}, ${role}, now())`,
  );
  return { member, personId: person.id, path: `/api/v1/workspaces/${workspace.id}/projects` };
}

describe("signing up and in", () => {
  it("knows the person on the next request, and nobody after sign-out", async () => {
    const ana = await newcomer(app);
    const me = await ana.get("/api/v1/me");
    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({ person: { name: "Ana Example", email: ana.person.email }, workspaces: [] });

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

  it("I-51: keeps the session cookie from scripts and other sites", async () => {
    const response = await client(app).post("/api/auth/sign-up/email", {
      name: "Ana",
      email: `${randomUUID()}@example.com`,
      password: randomUUID(),
    });
    const cookie = response.headers.getSetCookie().find((one) => one.includes("session_token")) ?? "";
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Domain=/i);
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
    "/sign-in/email",
    "SIGN-IN/email",
  ])("are closed where no page of ours needs them: %s", async (endpoint) => {
    const ana = await newcomer(app);
    for (const response of [await ana.get(`/api/auth/${endpoint}`), await ana.post(`/api/auth/${endpoint}`, {})]) {
      expect(response.status).toBe(404);
    }
  });

  it("take no name that could not be shown", async () => {
    for (const name of ["", " ", "x".repeat(81), "a\u0000b", "\u202eevil"]) {
      const email = `${randomUUID()}@example.com`;
      const response = await client(app).post("/api/auth/sign-up/email", { name, email, password: randomUUID() });
      expect([name, response.status]).toEqual([name, 400]);
    }
  });

  it("I-53: print nothing of what they were given when the database fails", async () => {
    const gone = { ...database.urls, DATABASE_IDENTITY_URL: "postgres://a:b@127.0.0.1:1/none" };
    const { app: orphan, system: alone } = await startApp(gone);
    const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "warn"), vi.spyOn(console, "log")];
    const person = { name: "Ana", email: "ana-53@example.com", password: "a secret of hers" };
    expect((await client(orphan).post("/api/auth/sign-up/email", person)).status).toBe(503);
    const lines = JSON.stringify(printed.flatMap((spy) => spy.mock.calls));
    for (const spy of printed) spy.mockRestore();
    expect(lines).not.toContain("ana-53");
    expect(lines).not.toContain("a secret of hers");
    await alone.close();
  });
});

describe("workspaces", () => {
  it("are listed for their members only", async () => {
    const { person, workspace } = await withWorkspace();
    expect(await json(await person.get("/api/v1/me"))).toMatchObject({
      workspaces: [{ id: workspace.id, role: "owner" }],
    });
    expect(await json(await person.get(`/api/v1/workspaces/by-slug/${workspace.slug}`))).toMatchObject({
      id: workspace.id,
    });
  });

  it("I-28: answer a stranger as an unknown one does, on every route", async () => {
    const { workspace } = await withWorkspace();
    const stranger = await newcomer(app);
    const unknown = paths(randomUUID(), "w-not-there");
    for (const [index, path] of paths(workspace.id, workspace.slug).entries()) {
      const [theirs, nobodys] = [await stranger.get(path), await stranger.get(unknown[index] ?? "")];
      expect([path, theirs.status]).toEqual([path, 404]);
      const same = { ...(await json(nobodys)), requestId: theirs.headers.get("x-request-id") };
      expect(await json(theirs)).toEqual(same);
    }
    const planted = await stranger.post(`/api/v1/workspaces/${workspace.id}/projects`, { name: "planted" });
    expect(planted.status).toBe(404);
  });

  it("refuse a taken address with 409, and an impossible one with 422", async () => {
    const { person, workspace } = await withWorkspace();
    const taken = await person.post("/api/v1/workspaces", { name: "Other", slug: workspace.slug });
    expect([taken.status, (await json(taken))["code"]]).toEqual([409, "identity.slug_taken"]);
    const impossible = await person.post("/api/v1/workspaces", { name: "Other", slug: "No Spaces" });
    expect([impossible.status, (await json(impossible))["code"]]).toEqual([422, "identity.invalid_slug"]);
  });

  it("can't be named by an id that is no id", async () => {
    const ana = await newcomer(app);
    expect((await ana.get("/api/v1/workspaces/1%27%20or%201=1")).status).toBe(404);
  });
});

describe("a membership", () => {
  it("I-66: of a viewer lets them read, and answers 403 where they would write", async () => {
    const { member, path } = await withMember("viewer");
    expect((await member.get(path)).status).toBe(200);
    const refused = await member.post(path, { name: "Not mine to add" });
    expect([refused.status, (await json(refused))["code"]]).toEqual([403, "identity.forbidden"]);
    expect(await json(await member.get(path))).toEqual({ projects: [] });
  });

  it("I-63, I-64: that is changed or taken away counts from the next request on", async () => {
    const { member, personId, path } = await withMember("member");
    expect((await member.post(path, { name: "Allowed" })).status).toBe(201);
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity.member set role = 'viewer' where user_id = ${personId}`,
    );
    expect((await member.post(path, { name: "No more" })).status).toBe(403);
    await asOwner(database.ownerUrl, (sql) => sql`delete from identity.member where user_id = ${personId}`);
    expect((await member.get(path)).status).toBe(404);
  });
});

describe("projects", () => {
  it("answer 503 and not 500 while their database can't be reached, and the rest goes on", async () => {
    const gone = { ...database.urls, DATABASE_APP_URL: "postgres://a:b@127.0.0.1:1/none" };
    const { app: orphan, system: alone } = await startApp(gone);
    const ana = await newcomer(orphan);
    const workspace = await json(await ana.post("/api/v1/workspaces", { name: "Acme" }));
    const response = await ana.get(`/api/v1/workspaces/${workspace.id}/projects`);
    expect([response.status, (await json(response))["code"]]).toEqual([503, "tenancy.database_unavailable"]);
    expect((await ana.get("/api/v1/me")).status).toBe(200);
    await alone.close();
  });

  it("are created and listed inside their workspace only", async () => {
    const { person, workspace } = await withWorkspace();
    const other = await json(await person.post("/api/v1/workspaces", { name: "Second" }));
    const created = await person.post(`/api/v1/workspaces/${workspace.id}/projects`, { name: "  Launch  " });
    expect(created.status).toBe(201);
    expect(await json(await person.get(`/api/v1/workspaces/${workspace.id}/projects`))).toMatchObject({
      projects: [{ name: "Launch" }],
    });
    expect(await json(await person.get(`/api/v1/workspaces/${other.id}/projects`))).toEqual({ projects: [] });
  });

  it("refuse a name that is empty or missing, and name the field", async () => {
    const { person, workspace } = await withWorkspace();
    const path = `/api/v1/workspaces/${workspace.id}/projects`;
    expect((await person.post(path, { name: "   " })).status).toBe(422);
    const missing = await person.post(path, {});
    expect(missing.status).toBe(422);
    expect(await json(missing)).toMatchObject({ code: "http.invalid_body", errors: [{ path: "name" }] });
  });
});

describe("a request that changes something", () => {
  it("I-38: is refused from another origin, from none, and from a sandboxed page", async () => {
    const { person, workspace } = await withWorkspace();
    const path = `/api/v1/workspaces/${workspace.id}/projects`;
    for (const origin of ["https://evil.example", "null", "http://localhost:3000.evil.example"]) {
      const response = await person.post(path, { name: "forged" }, { origin });
      expect([origin, response.status]).toEqual([origin, 403]);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(await json(await person.get(path))).toEqual({ projects: [] });
  });

  it("I-39: is refused as anything but JSON", async () => {
    const { person, workspace } = await withWorkspace();
    const response = await person.post(
      `/api/v1/workspaces/${workspace.id}/projects`,
      { name: "forged" },
      { "content-type": "text/plain" },
    );
    expect(response.status).toBe(415);
  });

  it("is refused when it is broken JSON, and when it is over a megabyte", async () => {
    const { person, workspace } = await withWorkspace();
    const path = `/api/v1/workspaces/${workspace.id}/projects`;
    expect((await person.post(path, { name: "x".repeat(1_100_000) })).status).toBe(413);
    const broken = await app.request("/api/auth/sign-in/email", {
      method: "POST",
      body: "{",
      headers: { origin: "x" },
    });
    expect(broken.status).toBeLessThan(500);
    expect(broken.status).toBeGreaterThanOrEqual(400);
  });
});

describe("every answer", () => {
  it("carries a request id: the caller's when it is harmless, else a new one", async () => {
    const tab = client(app);
    expect((await tab.get("/api/health/live", { "x-request-id": "abcd-1234" })).headers.get("x-request-id")).toBe(
      "abcd-1234",
    );
    const planted = await tab.get("/api/health/live", { "x-request-id": '"},{"level":"fatal' });
    expect(planted.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("carries the security headers and may not be cached", async () => {
    const { headers } = await client(app).get("/api/v1/me");
    expect(Object.fromEntries(headers)).toMatchObject({
      "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
      "x-frame-options": "SAMEORIGIN",
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "permissions-policy": "camera=(), microphone=(), geolocation=()",
      "x-dns-prefetch-control": "on",
      "cache-control": "no-store",
    });
    expect(headers.has("x-powered-by")).toBe(false);
  });

  it("is a problem document also where there is no route", async () => {
    const response = await client(app).get("/api/v1/nowhere");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "http.no_route", status: 404 });
  });
});

describe("health", () => {
  it("is ok with a database", async () => {
    const response = await client(app).get("/api/v1/health");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok", checks: { database: "ok" } });
  });

  it("is down with 503 without one, and the process still answers that it lives", async () => {
    const gone = { ...database.urls, DATABASE_APP_URL: "postgres://a:b@127.0.0.1:1/none" };
    const { app: orphan, system: alone } = await startApp(gone);
    const response = await orphan.request("/api/health/ready");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: "down", checks: { database: "error" } });
    expect((await orphan.request("/api/health/live")).status).toBe(200);
    await alone.close();
  });

  it("answers 503 as a problem document where the auth library can't reach its tables", async () => {
    const gone = { ...database.urls, DATABASE_IDENTITY_URL: "postgres://a:b@127.0.0.1:1/none" };
    const { app: orphan, system: alone } = await startApp(gone);
    const response = await client(orphan).post("/api/auth/sign-in/email", {
      email: "a@example.com",
      password: "p".repeat(12),
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "identity.unavailable" });
    await alone.close();
  });
});
