import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { type App, client, json, memberOf, newcomer, ORIGIN, startApp, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
const secure = await startApp(database.urls, { APP_URL: "https://app.ninefold.example", NINEFOLD_STAGE: "test" });
afterAll(async () => {
  await Promise.all([system.close(), secure.system.close()]);
  await database.drop();
});

type Somebody = Awaited<ReturnType<typeof newcomer>>;
interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly device: { readonly client: string | null };
  readonly place: { readonly network: string | null };
}

const status = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status;
const codeOf = async (response: Response) => [response.status, (await json(response))["code"]];

async function signedIn(person: Somebody["person"], headers: Record<string, string> = {}, to: App = app) {
  const tab = client(to);
  const { email, password } = person;
  await tab.post("/api/auth/sign-in/email", { email, password }, headers);
  return tab;
}

async function sessionsOf(tab: Pick<Tab, "get">): Promise<readonly Listed[]> {
  return ((await (await tab.get("/api/v1/me/sessions")).json()) as { sessions: readonly Listed[] }).sessions;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const withToken = (token: string, method: string, path: string) =>
  app.request(path, { method, headers: bearer(token) });
const meBy = async (token: string) => (await withToken(token, "GET", "/api/v1/me")).status;

async function programOf({ email, password }: Somebody["person"]): Promise<string> {
  const response = await app.request("/api/auth/sign-in/token", {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "ninefold-cli/1.0" },
    body: JSON.stringify({ email, password }),
  });
  expect([response.status, response.headers.getSetCookie()]).toEqual([200, []]);
  return String((await json(response))["token"]);
}

/** Makes every session of a person older than it is, in one of its times. */
const age = (userId: string, column: "created_at" | "updated_at", by: string) =>
  asOwner(database.ownerUrl, (sql) =>
    column === "updated_at"
      ? sql`update identity.session set updated_at = updated_at - ${by}::interval where user_id = ${userId}`
      : sql`update identity.session set created_at = created_at - ${by}::interval,
          expires_at = expires_at - ${by}::interval where user_id = ${userId}`,
  );

/** Longer ago than what is risky allows. */
const stale = (userId: string) => age(userId, "created_at", "11 minutes");

describe("a session", () => {
  it("I-31 is another one at each sign-in, and the one that the browser had before lets nobody in", async () => {
    const ana = await newcomer(app);
    const before = ana.cookie();
    await ana.post("/api/auth/sign-in/email", { email: ana.person.email, password: ana.person.password });
    expect(ana.cookie()).not.toBe(before);
    expect(await status(ana)).toBe(200);
    expect((await client(app).get("/api/v1/me", { cookie: before })).status).toBe(401);
  });

  it("I-32 is never the one that somebody planted in the browser before the sign-in", async () => {
    const [ana, eve] = [await newcomer(app), await newcomer(app)];
    const [, name = "", planted = ""] = /(\S*session_token)=([^;]*)/.exec(eve.cookie()) ?? [];
    for (const cookie of [`${name}=${planted}`, `${name}=${randomUUID()}.${randomUUID()}`, `${name}=planted`]) {
      const tab = client(app);
      const { email, password } = ana.person;
      const answer = await tab.post("/api/auth/sign-in/email", { email, password }, { cookie });
      expect(answer.status).toBe(200);
      expect(tab.cookie()).not.toContain(cookie.slice(name.length + 1));
      expect((await client(app).get("/api/v1/me", { cookie })).status).toBe(401);
    }
  });

  it("I-33 that was ended from another device is refused on its next request", async () => {
    const ana = await newcomer(app);
    const phone = await signedIn(ana.person, { "user-agent": "ninefold-phone/1.0", "x-forwarded-for": "203.0.113.9" });
    const listed = await sessionsOf(ana);
    expect(listed.map(({ current }) => current)).toEqual([true, false]);
    expect(listed[1]).toMatchObject({
      device: { client: "ninefold-phone" },
      place: { kind: "public", network: "203.0.113.*" },
    });
    expect(JSON.stringify(listed)).not.toContain("203.0.113.9");
    expect((await ana.delete(`/api/v1/me/sessions/${listed[1]?.id}`)).status).toBe(200);
    expect([await status(phone), await status(ana)]).toEqual([401, 200]);
  });

  it("I-33 of somebody else can neither be seen nor ended", async () => {
    const [ana, eve] = [await newcomer(app), await newcomer(app)];
    const [own] = await sessionsOf(ana);
    const refused = await eve.delete(`/api/v1/me/sessions/${own?.id}`);
    expect(await codeOf(refused)).toEqual([404, "identity.session_not_found"]);
    expect(await status(ana)).toBe(200);
    expect((await sessionsOf(eve)).map(({ id }) => id)).not.toContain(own?.id);
  });

  it("I-33 ends with all others when its person signs out everywhere else, a program's too", async () => {
    const ana = await newcomer(app);
    const [phone, program] = [await signedIn(ana.person), await programOf(ana.person)];
    expect(await json(await ana.delete("/api/v1/me/sessions"))).toEqual({ ended: 2 });
    expect([await status(phone), await meBy(program), await status(ana)]).toEqual([401, 401, 200]);
  });

  it("I-34 ends seven days after the sign-in, however busy it is and however often the password is given", async () => {
    const ana = await newcomer(app);
    await age(ana.person.id, "created_at", "167 hours");
    await ana.post("/api/v1/me/password/confirm", { password: ana.person.password });
    expect(await status(ana)).toBe(200);
    await age(ana.person.id, "created_at", "1 hour");
    expect(await status(ana)).toBe(401);
  });

  it("I-35 ends when nobody used it for three days", async () => {
    const ana = await newcomer(app);
    await age(ana.person.id, "updated_at", "71 hours 59 minutes");
    expect(await status(ana)).toBe(200);
    // It was seen just now.
    await age(ana.person.id, "updated_at", "71 hours 59 minutes");
    expect(await status(ana)).toBe(200);
    await age(ana.person.id, "updated_at", "72 hours");
    expect(await status(ana)).toBe(401);
    expect(await sessionsOf(await signedIn(ana.person))).toHaveLength(1);
  });

  it("I-36 is not opened by what stands in the database: a token counts with our signature alone", async () => {
    const ana = await newcomer(app);
    const token = await programOf(ana.person);
    const [stored] = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ token: string }[]>`
        select token from identity.session where user_id = ${ana.person.id} order by created_at desc limit 1`,
    );
    expect(decodeURIComponent(token)).toContain(stored?.token ?? "?");
    expect([await meBy(stored?.token ?? ""), await meBy(token)]).toEqual([401, 200]);
    const asCookie = { cookie: `ninefold.session_token=${stored?.token}` };
    expect((await client(app).get("/api/v1/me", asCookie)).status).toBe(401);
  });

  it("I-37 with a changed signature is none, as a cookie and as a token", async () => {
    const ana = await newcomer(app);
    const token = decodeURIComponent(await programOf(ana.person));
    const [value = "", signature = ""] = token.split(".");
    const other = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const forged of [`${value}.${other}`, `${value}.`, `${value}.${signature}x`, `x${token}`, ""]) {
      expect(await meBy(forged), forged).toBe(401);
      const cookie = `ninefold.session_token=${encodeURIComponent(forged)}`;
      expect((await client(app).get("/api/v1/me", { cookie })).status).toBe(401);
    }
  });

  it("I-38 is worth nothing to a page of another site, whatever it is sent for", async () => {
    const ana = await newcomer(app);
    for (const origin of ["https://evil.example", "null", `${ORIGIN}.evil.example`]) {
      for (const path of ["/api/v1/me/password/confirm", "/api/auth/sign-out"]) {
        const body = path.endsWith("confirm") ? { password: ana.person.password } : {};
        expect((await ana.post(path, body, { origin })).status, `${origin} ${path}`).toBe(403);
      }
      expect((await ana.delete("/api/v1/me/sessions", { origin })).status).toBe(403);
    }
    expect(await status(ana)).toBe(200);
  });

  it("I-38 of a program changes things without an origin, since no browser sends its token by itself", async () => {
    const { person } = await newcomer(app);
    const token = await programOf(person);
    expect((await withToken(token, "DELETE", "/api/v1/me/sessions")).status).toBe(200);
    expect((await withToken(token, "POST", "/api/auth/sign-out")).status).toBe(415);
    const out = await app.request("/api/auth/sign-out", {
      method: "POST",
      headers: { ...bearer(token), "content-type": "application/json" },
      body: "{}",
    });
    expect([out.status, await meBy(token)]).toEqual([200, 401]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "I-39 is neither opened nor changed by a form that is sent as %j",
    async (type) => {
      const ana = await newcomer(app);
      const body = JSON.stringify({ email: ana.person.email, password: ana.person.password });
      for (const path of ["/api/auth/sign-in/email", "/api/auth/sign-in/token", "/api/v1/me/password/confirm"]) {
        expect((await ana.send("POST", path, { body, headers: { "content-type": type } })).status, path).toBe(415);
      }
    },
  );

  it.each(["//evil.example", "/\\evil.example", "%2F%2Fevil.example", "javascript:alert(1)", `${ORIGIN}@evil.example`])(
    "I-40 leads nowhere: %j is taken by no form, and nothing answers with a redirect",
    async (target) => {
      const { email, password } = (await newcomer(app)).person;
      for (const name of ["callbackURL", "redirectTo", "errorCallbackURL", "newUserCallbackURL"]) {
        const tab = client(app);
        const answer = await tab.post("/api/auth/sign-in/email", { email, password, [name]: target });
        expect([answer.status, answer.headers.get("location")]).toEqual([422, null]);
        const query = `?${name}=${encodeURIComponent(target)}`;
        const byQuery = await tab.post(`/api/auth/sign-in/email${query}`, { email, password });
        expect([byQuery.status, byQuery.headers.get("location")]).toEqual([200, null]);
        expect(await byQuery.text()).not.toContain("evil");
      }
    },
  );

  it("I-51 travels in a cookie that scripts and neighbours don't get, and under https in no other", async () => {
    const { email, password } = (await newcomer(app)).person;
    const answer = await client(secure.app).post(
      "/api/auth/sign-in/email",
      { email, password },
      { origin: "https://app.ninefold.example" },
    );
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; Secure/i);
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).toMatch(/; Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/Domain=/i);
    }
  });

  it("I-52 is in no answer that anything may keep: what is about a person says no-store", async () => {
    const ana = await newcomer(app);
    const { email, password } = ana.person;
    const answers = [
      await ana.get("/api/v1/me"),
      await ana.get("/api/v1/me/sessions"),
      await ana.post("/api/v1/me/password/confirm", { password }),
      await client(app).post("/api/auth/sign-in/email", { email, password }),
      await client(app).post("/api/auth/sign-in/token", { email, password }),
      await client(app).post("/api/auth/sign-in/email", { email, password: "not the password at all" }),
      await client(app).get("/api/v1/me"),
    ];
    for (const answer of answers) expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("I-43 what is risky", () => {
  it("I-43 asks for the password once the sign-in is ten minutes old: a copy of one's data, and the file", async () => {
    const ana = await newcomer(app);
    expect((await ana.post("/api/v1/me/exports", {})).status).toBe(201);
    await stale(ana.person.id);
    for (const answer of [
      await ana.post("/api/v1/me/exports", {}),
      await ana.get(`/api/v1/me/exports/${randomUUID()}/file`),
    ]) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        code: "identity.step_up_required",
        detail: expect.stringContaining("/api/v1/me/password/confirm") as unknown,
      });
    }
  });

  it("I-43 asks for the password before a workspace gets another owner, and for no other role", async () => {
    const acme = await withWorkspace(app);
    const member = await memberOf(app, acme, "member");
    await stale(acme.owner.person.id);
    const path = `${acme.path}/members/${member.person.id}`;
    expect(await codeOf(await acme.owner.patch(path, { role: "owner" }))).toEqual([403, "identity.step_up_required"]);
    expect((await acme.owner.patch(path, { role: "admin" })).status).toBe(200);
    const { password } = acme.owner.person;
    expect((await acme.owner.post("/api/v1/me/password/confirm", { password })).status).toBe(200);
    expect((await acme.owner.patch(path, { role: "owner" })).status).toBe(200);
  });

  it("I-43 is let through by the right password alone, in the session that gave it alone", async () => {
    const ana = await newcomer(app);
    const stolen = await signedIn(ana.person);
    await stale(ana.person.id);
    const wrong = await stolen.post("/api/v1/me/password/confirm", { password: "not the password at all" });
    expect(await codeOf(wrong)).toEqual([422, "identity.wrong_password"]);
    expect((await ana.post("/api/v1/me/password/confirm", { password: ana.person.password })).status).toBe(200);
    expect((await stolen.post("/api/v1/me/exports", {})).status).toBe(403);
    expect((await ana.post("/api/v1/me/exports", {})).status).toBe(201);
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity.session set authenticated_at = authenticated_at - interval '11 minutes'
        where user_id = ${ana.person.id}`,
    );
    expect((await ana.get(`/api/v1/me/exports/${randomUUID()}/file`)).status).toBe(403);
  });
});
