import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import {
  accept,
  bringBack,
  chosenAt,
  goBy,
  pageOf,
  type Provider,
  PROVIDERS,
  startVendors,
  stranger,
} from "./social.ts";
import { client, json, newcomer, startApp, type Tab } from "./support.ts";

const database = await createTestDatabase();
const vendors = await startVendors();
const { app, system } = await startApp(database.urls, vendors.env);
afterAll(async () => {
  await system.close();
  await vendors.close();
  await database.drop();
});

const connected = async (tab: Tab) =>
  ((await json(await tab.get("/api/v1/me/connections")))["connections"] as { provider: string }[]).map(
    (one) => one.provider,
  );
const status = async (answer: Promise<Response>) => (await answer).status;

/** Goes to the vendor to connect, or to prove who one is, and comes back. */
async function goFor(tab: Tab, provider: Provider, person: { readonly id: string }, path = "/api/v1/me/connections") {
  const form = path.endsWith("confirm") ? { provider, next: "/account?a=1" } : { provider };
  const { url } = await json(await tab.post(path, form));
  return pageOf(await bringBack(tab, app, provider, await chosenAt(new URL(String(url)), person)));
}

const CONFIRM = "/api/v1/me/connections/confirm";

/** Its sign-in is no recent one any more. */
const grownOld = (personId: string) =>
  asOwner(
    database.ownerUrl,
    (sql) => sql`update identity.session set created_at = now() - interval '1 hour', authenticated_at = null
      where user_id = ${personId}`,
  );

const told = (personId: string) =>
  asOwner(
    database.ownerUrl,
    (sql) => sql`select type, data from identity.facts
      where user_id = ${personId} and type like 'identity.connection%' order by occurred_at`,
  );

describe.each(PROVIDERS)("an account of %s", (provider) => {
  it("is connected, lets its person in, and is disconnected; its owner is told of both", async () => {
    const ana = await newcomer(app);
    const person = stranger(vendors, provider);
    expect(await goFor(ana, provider, person)).toBe(`/account/security?connected=${provider}`);
    expect(await connected(ana)).toEqual([provider]);
    const phone = client(app);
    expect(await goBy(phone, app, provider, { person })).toBe("/home");
    expect((await json(await phone.get("/api/v1/me")))["person"]).toMatchObject({ id: ana.person.id });
    expect(await status(ana.send("DELETE", `/api/v1/me/connections/${provider}`))).toBe(200);
    expect(await status(ana.send("DELETE", `/api/v1/me/connections/${provider}`))).toBe(200);
    expect(await connected(ana)).toEqual([]);
    // Whoever has no account by it any more is somebody new to it.
    expect(await goBy(client(app), app, provider, { person })).toBe("/sign-up/terms");
    const data = { userId: ana.person.id, provider };
    expect(await told(ana.person.id)).toEqual([
      { type: "identity.connection_added", data },
      { type: "identity.connection_removed", data },
    ]);
  });

  it("that is another account's stays there", async () => {
    const [ana, ben] = [await newcomer(app), await newcomer(app)];
    const person = stranger(vendors, provider);
    await goFor(ana, provider, person);
    expect(await goFor(ben, provider, person)).toBe("/account/security?problem=taken");
    expect([await connected(ana), await connected(ben)]).toEqual([[provider], []]);
  });

  it("of which a person has one is not joined by a second", async () => {
    const ana = await newcomer(app);
    await goFor(ana, provider, stranger(vendors, provider));
    expect(await goFor(ana, provider, stranger(vendors, provider))).toBe("/account/security?problem=another");
  });

  it("proves who somebody is, in place of the password", async () => {
    const ana = await newcomer(app);
    const person = stranger(vendors, provider);
    await goFor(ana, provider, person);
    await grownOld(ana.person.id);
    const risky = () => ana.send("DELETE", `/api/v1/me/connections/${provider}`);
    expect((await json(await risky()))["code"]).toBe("identity.step_up_required");
    expect(await goFor(ana, provider, stranger(vendors, provider), CONFIRM)).toBe(
      "/account/security?problem=other-person",
    );
    expect(await status(risky())).toBe(403);
    expect(await goFor(ana, provider, person, CONFIRM)).toBe("/account?a=1");
    expect(await status(risky())).toBe(200);
  });

  it("is asked for again by a session that is not a recent one", async () => {
    const ana = await newcomer(app);
    await grownOld(ana.person.id);
    const refused = await ana.post("/api/v1/me/connections", { provider });
    expect([refused.status, (await json(refused))["code"]]).toEqual([403, "identity.step_up_required"]);
  });
});

describe("a way to a vendor that was begun in a session", () => {
  it("I-49 ends in that session alone: in no other of the browser, and not after it has ended", async () => {
    const [ana, ben] = [await newcomer(app), await newcomer(app)];
    const person = stranger(vendors, "google");
    const { url } = await json(await ana.post("/api/v1/me/connections", { provider: "google" }));
    const said = await chosenAt(new URL(String(url)), person);
    // A browser in which somebody else has signed in meanwhile.
    const key = ana
      .cookie()
      .split("; ")
      .filter((one) => one.includes("social="));
    const mixed = [...key, ...ben.cookie().split("; ")].join("; ");
    const answer = await app.request(`/api/auth/callback/google?${said.toString()}`, { headers: { cookie: mixed } });
    expect(pageOf(answer)).toBe("/account/security?problem=stale");
    expect([await connected(ana), await connected(ben)]).toEqual([[], []]);

    const again = new URL(
      String((await json(await ana.post("/api/v1/me/connections", { provider: "google" })))["url"]),
    );
    const then = await chosenAt(again, person);
    const out = ana.cookie();
    await ana.post("/api/auth/sign-out", {});
    const late = await app.request(`/api/auth/callback/google?${then.toString()}`, { headers: { cookie: out } });
    expect(pageOf(late)).toBe("/account/security?problem=stale");
    expect(await goBy(client(app), app, "google", { person })).toBe("/sign-up/terms");
  });

  it("I-49 signs nobody in, and one that signs in connects nothing", async () => {
    const ana = await newcomer(app);
    const person = stranger(vendors, "github");
    // In a browser that is signed in, a plain sign-in by a vendor is somebody new, and not a connection.
    expect(await goBy(ana, app, "github", { person })).toBe("/sign-up/terms");
    expect(await connected(ana)).toEqual([]);
  });

  it("of two accounts that connect one person of a vendor at once, one does", async () => {
    const people = await Promise.all([newcomer(app), newcomer(app), newcomer(app), newcomer(app)]);
    const person = stranger(vendors, "google");
    const pages = await Promise.all(people.map((one) => goFor(one, "google", person)));
    expect(pages.filter((page) => page.includes("connected"))).toHaveLength(1);
  });

  it("of two forms that make one account at once, one does", async () => {
    const tab = client(app);
    await goBy(tab, app, "google", { person: stranger(vendors, "google") });
    const cookie = tab.cookie();
    const made = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const other = client(app);
        return (await accept({ ...other, post: (path, body) => other.post(path, body, { cookie }) })).status;
      }),
    );
    expect(made.filter((one) => one === 200)).toHaveLength(1);
    expect(made.filter((one) => one === 422)).toHaveLength(5);
  });
});

describe("whoever has no session, or no right to it", () => {
  it("reads, connects and disconnects nothing", async () => {
    const nobody = client(app);
    expect(await status(nobody.get("/api/v1/me/connections"))).toBe(401);
    expect(await status(nobody.post("/api/v1/me/connections", { provider: "google" }))).toBe(401);
    expect(await status(nobody.post(CONFIRM, { provider: "google", next: "/" }))).toBe(401);
    expect(await status(nobody.send("DELETE", "/api/v1/me/connections/google"))).toBe(401);
    const ana = await newcomer(app);
    expect(await status(ana.send("DELETE", "/api/v1/me/connections/credential"))).toBe(404);
    expect(await status(ana.post("/api/v1/me/connections", { provider: "facebook" }))).toBe(422);
  });

  it("whose password was never one gets a new one by mail, and in by it", async () => {
    const tab = client(app);
    await goBy(tab, app, "google", { person: stranger(vendors, "google") });
    await accept(tab);
    const session = await system.identity.findSession(new Headers({ cookie: tab.cookie() }));
    const { id, email } = session?.person ?? { id: "", email: "" };
    const mail = await system.identity.passwordResetMail(id);
    const token = new URL(mail?.url ?? "").hash.replace("#token=", "");
    const newPassword = "quite another long one";
    expect(await status(client(app).post("/api/auth/reset-password", { token, newPassword }))).toBe(200);
    expect(await status(client(app).post("/api/auth/sign-in/email", { email, password: newPassword }))).toBe(200);
  });
});

describe("without a client of any vendor", () => {
  it("there is no such way", async () => {
    const bare = await startApp(database.urls, { GITHUB_CLIENT_ID: "" });
    const tab = client(bare.app);
    expect(await json(await tab.get("/api/v1/social-providers"))).toMatchObject({ providers: [], place: null });
    const answer = await tab.post("/api/auth/social/begin", { provider: "google" });
    expect([answer.status, (await json(answer))["code"]]).toEqual([422, "identity.social_off"]);
    await bare.system.close();
  });
});
