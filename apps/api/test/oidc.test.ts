import { randomUUID } from "node:crypto";
import { startEmulator } from "@ninefold/testing/emulators";
import { createVisitor } from "@ninefold/testing/openid-visitor";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { accept, pageOf } from "./social.ts";
import { client, json, newcomer, startApp, type Tab } from "./support.ts";

const [database, provider] = await Promise.all([createTestDatabase(), startEmulator("openid")]);
const { app, system } = await startApp(database.urls, {
  IDENTITY_PROVIDER: "oidc",
  BETTER_AUTH_SECRET: undefined,
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET: provider.clientSecret,
  OIDC_NAME: "Company Login",
});
afterEach(() => provider.faults.clear());
afterAll(async () => {
  await system.close();
  await provider.close();
  await database.drop();
});

const ME = "/api/v1/me";
const NOTICE = "/api/auth/back-channel-logout";
const isIn = async (tab: Pick<Tab, "get">) => (await tab.get(ME)).status === 200;
const codeOf = async (answer: Response) => [answer.status, (await json(answer))["code"]];

const somebody = () =>
  provider.addPerson({ name: "Mira", email: `${randomUUID()}@inbox.ninefold.dev`, verified: true });

/** Leaves for the provider, chooses, and comes back. Answers the page. */
async function goBy(tab: Tab, path: string, form: object, person: { readonly id: string }): Promise<string> {
  const { url } = await json(await tab.post(path, { provider: "oidc", ...form }));
  const query = await createVisitor().choose(String(url), person.id);
  return pageOf(await tab.get(`/api/auth/callback/oidc?${query.toString()}`));
}

const enter = (tab: Tab, person: { readonly id: string }) => goBy(tab, "/api/auth/social/begin", {}, person);

async function signedUp() {
  const person = somebody();
  const tab = client(app);
  expect(await enter(tab, person)).toBe("/sign-up/terms");
  expect((await accept(tab)).status).toBe(200);
  return { ...tab, there: person };
}

describe("a product whose people sign in at an OpenID provider", () => {
  it("says so, and has nothing of passwords", async () => {
    const { place, providers, ways } = await json(await client(app).get("/api/v1/social-providers"));
    expect([place, providers]).toEqual(["Company Login", ["oidc"]]);
    expect(ways).toMatchObject({ password: false, mail: false, passkeys: false, secondFactor: false, social: false });
    const person = { email: "ana@inbox.ninefold.dev", password: "a long password of hers" };
    for (const endpoint of ["sign-in/email", "sign-in/token", "sign-up/email", "request-password-reset"]) {
      const answer = await client(app).post(`/api/auth/${endpoint}`, { ...person, name: "Ana" });
      expect([endpoint, ...(await codeOf(answer))]).toEqual([endpoint, 404, "identity.no_endpoint"]);
    }
  });

  it("I-49, I-50: somebody signs up, works in a workspace, and is the same person in another browser", async () => {
    const ana = await signedUp();
    const made = await json(await ana.post("/api/v1/workspaces", { name: "Acme" }));
    const again = client(app);
    expect(await enter(again, ana.there)).toBe("/home");
    const { person } = await json(await again.get(ME));
    expect((await json(await ana.get(ME)))["person"]).toEqual(person);
    expect(JSON.stringify(made)).toContain("Acme");
  });

  it("I-32, I-51: the cookie is new at each sign-in, and for this host and the server alone", async () => {
    const ana = await signedUp();
    const before = ana.cookie();
    const { url } = await json(await ana.post("/api/auth/social/begin", { provider: "oidc" }));
    const query = await createVisitor().choose(String(url), ana.there.id);
    const back = await ana.get(`/api/auth/callback/oidc?${query.toString()}`);
    const [set = ""] = back.headers.getSetCookie().filter((one) => one.startsWith("ninefold.session_token="));
    expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(set).not.toMatch(/domain/i);
    expect(ana.cookie()).not.toBe(before);
    const old = await app.request(ME, { headers: { cookie: before } });
    expect(old.status).toBe(401);
  });

  it("I-43: what is risky asks the provider again, and an old sign-in there will not do", async () => {
    const ana = await signedUp();
    const { person } = (await json(await ana.get(ME))) as unknown as { readonly person: { readonly id: string } };
    await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`update identity.session set authenticated_at = now() - interval '1 hour' where user_id = ${person.id}`,
    );
    const risky = () => ana.post("/api/v1/me/address-change", { email: `${randomUUID()}@inbox.ninefold.dev` });
    expect(await codeOf(await risky())).toEqual([403, "identity.step_up_required"]);
    const confirm = () => goBy(ana, "/api/v1/me/connections/confirm", { next: "/account/security" }, ana.there);
    provider.spoil("old-sign-in");
    expect(await confirm()).toBe("/account/security?problem=refused");
    expect(await codeOf(await risky())).toEqual([403, "identity.step_up_required"]);
    expect(await confirm()).toBe("/account/security");
    expect((await risky()).status).toBeLessThan(300);
  });

  it("I-33: signs out here at once, and leads to the provider's own page", async () => {
    const ana = await signedUp();
    const before = ana.cookie();
    const { url } = await json(await ana.post("/api/auth/sign-out", {}));
    expect(new URL(String(url)).origin).toBe(provider.url);
    expect((await app.request(ME, { headers: { cookie: before } })).status).toBe(401);
  });

  it("I-33: ends the sessions that the provider tells of, once, and believes nobody else", async () => {
    const ana = await signedUp();
    const tell = async (token: string) => {
      const body = new URLSearchParams({ logout_token: token }).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      return (await app.request(NOTICE, { method: "POST", body, headers })).status;
    };
    const notice = provider.logoutToken({ sub: ana.there.id });
    const stranger = await startEmulator("openid");
    const forged = stranger.logoutToken({ sub: ana.there.id, iss: provider.issuer });
    await stranger.close();
    for (const wrong of [forged, "", "a.b.c", provider.logoutToken({ sub: ana.there.id, aud: "another" })]) {
      expect(await tell(wrong)).toBe(400);
    }
    expect((await client(app).post(NOTICE, { logout_token: notice })).status).toBe(400);
    expect(await isIn(ana)).toBe(true);
    expect(await tell(notice)).toBe(200);
    expect(await isIn(ana)).toBe(false);
    await enter(ana, ana.there);
    expect(await tell(notice)).toBe(400);
    expect(await isIn(ana)).toBe(true);
  });

  it("goes on for whoever is signed in while the provider is away, and says so to everybody else", async () => {
    const ana = await signedUp();
    const { url } = await json(await client(app).post("/api/auth/social/begin", { provider: "oidc" }));
    expect(String(url)).toContain(provider.url);
    provider.faults.add({ route: "POST /token", status: 503 });
    expect(await enter(client(app), ana.there)).toBe("/sign-in?problem=unavailable");
    expect(await isIn(ana)).toBe(true);
  });

  it("I-50: somebody with an account from before gets in once they were connected, beside the sign-in that they had", async () => {
    const before = await startApp(database.urls);
    const ana = await newcomer(before.app);
    const there = provider.addPerson({ name: "Ana", email: ana.person.email, verified: true });
    const tab = client(app);
    expect(await enter(tab, there)).toMatch(/^\/sign-in\?problem=address-known/);
    // As docs/guides/swap-identity-to-oidc.md has it.
    await asOwner(
      database.ownerUrl,
      (sql) => sql`insert into identity.account (user_id, provider_id, account_id)
        select u.id, 'oidc', ${provider.issuer} || '#' || ${there.id} from identity."user" u
        where u.email = ${ana.person.email} and u.email_verified on conflict do nothing`,
    );
    expect(await enter(tab, there)).toBe("/home");
    expect((await json(await tab.get(ME)))["person"]).toMatchObject({ id: ana.person.id });
    // Each process has sessions of its own, and neither lets the other's in.
    expect(await isIn(ana)).toBe(true);
    for (const [other, cookie] of [
      [before.app, tab.cookie()],
      [app, ana.cookie()],
    ] as const) {
      expect((await other.request(ME, { headers: { cookie } })).status).toBe(401);
    }
    await before.system.close();
  });

  it("keeps no token of the provider's", async () => {
    await signedUp();
    const rows = await asOwner(
      database.ownerUrl,
      (sql) => sql`select * from identity.account where provider_id = 'oidc'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect([row["access_token"], row["refresh_token"], row["id_token"], row["password"]]).toEqual([
        null,
        null,
        null,
        null,
      ]);
    }
  });
});
