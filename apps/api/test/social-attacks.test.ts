import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import {
  accept,
  bringBack,
  chosenAt,
  departure,
  goBy,
  pageOf,
  type Provider,
  PROVIDERS,
  startVendors,
  stranger,
} from "./social.ts";
import { client, json, newcomer, signUpForm, startApp, type Tab } from "./support.ts";

const database = await createTestDatabase();
const vendors = await startVendors();
const { app, system } = await startApp(database.urls, vendors.env);
afterAll(async () => {
  await system.close();
  await vendors.close();
  await database.drop();
});

const isIn = async (tab: Tab) => (await tab.get("/api/v1/me")).status === 200;
const SIGNED_BY = ["google", "apple"] as const;
const back = (tab: Tab, provider: Provider, said: URLSearchParams) => bringBack(tab, app, provider, said);
const by = (tab: Tab, provider: Provider, person: { readonly id: string } | "nobody") =>
  goBy(tab, app, provider, { person });

/** Somebody with an account by way of this vendor. */
async function member(provider: Provider) {
  const tab = client(app);
  const person = stranger(vendors, provider);
  await by(tab, provider, person);
  expect((await accept(tab)).status).toBe(200);
  return { tab, person };
}

describe.each(PROVIDERS)("by %s", (provider) => {
  it("somebody new reads the terms before there is an account, and is recognised from then on", async () => {
    const tab = client(app);
    const person = stranger(vendors, provider);
    expect(await goBy(tab, app, provider, { person, next: "/w/acme" })).toBe("/sign-up/terms");
    expect(await isIn(tab)).toBe(false);
    expect(await json(await tab.post("/api/auth/social/newcomer", {}))).toEqual({
      status: "waiting",
      provider,
      email: person.email,
      name: "Mira Santoso",
    });
    expect((await accept(tab, { termsVersion: "of last year" })).status).toBe(422);
    expect((await accept(tab, { termsVersion: undefined })).status).toBe(422);
    expect(await json(await accept(tab))).toEqual({ status: "signed_in", next: "/w/acme" });
    const me = await json(await tab.get("/api/v1/me"));
    expect(me["person"]).toMatchObject({ name: "Mira", email: person.email, locale: "id" });
    const again = client(app);
    expect(await goBy(again, app, provider, { person, next: "/w/acme" })).toBe("/w/acme");
    expect((await json(await again.get("/api/v1/me")))["person"]).toEqual(me["person"]);
  });

  it("I-49 a state of nobody's, of another browser's, or used before brings nobody in", async () => {
    const { person } = await member(provider);
    const [tab, other] = [client(app), client(app)];
    const said = await chosenAt(await departure(tab, provider), person);
    await departure(other, provider);
    const forged = new URLSearchParams(said);
    forged.set("state", "A".repeat(43));
    const without = new URLSearchParams(said);
    without.delete("state");
    expect(pageOf(await back(client(app), provider, said))).toBe("/sign-in?problem=stale");
    expect(pageOf(await back(other, provider, said))).toBe("/sign-in?problem=stale");
    expect(pageOf(await back(tab, provider, forged))).toBe("/sign-in?problem=stale");
    expect(pageOf(await back(tab, provider, without))).toBe("/sign-in?problem=stale");
    expect([await isIn(tab), await isIn(other)]).toEqual([false, false]);
    // None of it has spoiled the real one, which is good once.
    const cookie = tab.cookie();
    expect(pageOf(await back(tab, provider, said))).toBe("/home");
    const replayed = await app.request(`/api/auth/callback/${provider}?${said.toString()}`, { headers: { cookie } });
    expect(pageOf(replayed)).toBe("/sign-in?problem=stale");
    expect(replayed.headers.getSetCookie().join()).not.toContain("session");
  });

  it("I-49 of twenty callbacks with one answer at once, one signs in", async () => {
    const { person } = await member(provider);
    const tab = client(app);
    const said = await chosenAt(await departure(tab, provider), person);
    said.delete("user");
    const headers = { cookie: tab.cookie() };
    const url = `/api/auth/callback/${provider}?${said.toString()}`;
    const pages = await Promise.all(
      Array.from({ length: 20 }, async () => pageOf(await app.request(url, { headers }))),
    );
    expect(pages.filter((page) => page === "/home")).toHaveLength(1);
  });

  it("I-49 a code of somebody else's in one's own attempt brings nobody in", async () => {
    const { person } = await member(provider);
    const [attacker, victim] = [client(app), client(app)];
    const theirs = await chosenAt(await departure(victim, provider), person);
    const own = await chosenAt(await departure(attacker, provider), stranger(vendors, provider));
    own.set("code", theirs.get("code") ?? "");
    expect(pageOf(await back(attacker, provider, own))).toBe("/sign-in?problem=refused");
    expect(await isIn(attacker)).toBe(false);
  });

  it("I-49 an answer without a code, with two, or of a vendor that was not asked brings nobody in", async () => {
    const { person } = await member(provider);
    const asked = async () => {
      const tab = client(app);
      return { tab, said: await chosenAt(await departure(tab, provider), person) };
    };
    const none = await asked();
    none.said.delete("code");
    expect(pageOf(await back(none.tab, provider, none.said))).toBe("/sign-in?problem=refused");
    const two = await asked();
    two.said.append("code", "another");
    expect(pageOf(await back(two.tab, provider, two.said))).toBe("/sign-in?problem=refused");
    const elsewhere = await asked();
    const other = provider === "google" ? "github" : "google";
    expect(pageOf(await back(elsewhere.tab, other, elsewhere.said))).toBe("/sign-in?problem=refused");
    expect([await isIn(none.tab), await isIn(two.tab), await isIn(elsewhere.tab)]).toEqual([false, false, false]);
  });

  it("I-49 nothing leads to another site afterwards, and no answer is kept", async () => {
    const { person } = await member(provider);
    const tab = client(app);
    const url = await departure(tab, provider, "//other.example/x");
    const answer = await back(tab, provider, await chosenAt(url, person));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "http://localhost:3000/home"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("I-50 the address of an existing account opens nothing and connects nothing, confirmed or not", async () => {
    const ana = await newcomer(app);
    const unconfirmed = signUpForm();
    await client(app).post("/api/auth/sign-up/email", unconfirmed);
    for (const email of [ana.person.email, ana.person.email.toUpperCase(), unconfirmed.email]) {
      const tab = client(app);
      const person = stranger(vendors, provider, { email });
      expect(await by(tab, provider, person)).toBe("/sign-in?problem=address-known&next=%2Fhome");
      expect(await isIn(tab)).toBe(false);
      expect((await accept(tab)).status).toBe(422);
    }
    expect(await json(await ana.get("/api/v1/me/connections"))).toEqual({ connections: [] });
  });

  it("I-50 an address that gets an account while the terms are read stays that account's", async () => {
    const tab = client(app);
    const person = stranger(vendors, provider);
    expect(await by(tab, provider, person)).toBe("/sign-up/terms");
    await client(app).post("/api/auth/sign-up/email", { ...signUpForm(), email: person.email });
    expect((await accept(tab)).status).toBe(409);
    expect(await isIn(tab)).toBe(false);
  });

  it("somebody who does not want to is back, and nothing has happened", async () => {
    const tab = client(app);
    expect(await by(tab, provider, "nobody")).toBe("/sign-in?problem=declined");
    expect(await isIn(tab)).toBe(false);
  });

  it("keeps no token of the vendor's", async () => {
    await member(provider);
    const rows = await asOwner(
      database.ownerUrl,
      (sql) => sql`select * from identity.account where provider_id = ${provider}
        and coalesce(access_token, refresh_token, id_token, password, scope) is not null`,
    );
    expect(rows).toEqual([]);
  });

  it("says that the vendor does not answer, and works again when it does", async () => {
    const { person } = await member(provider);
    const tab = client(app);
    const said = await chosenAt(await departure(tab, provider), person);
    const emulator = vendors[provider];
    const route = emulator.routes.find((one) => one.startsWith("POST")) ?? "";
    emulator.faults.add({ route, status: 503, times: 1 });
    expect(pageOf(await back(tab, provider, said))).toBe("/sign-in?problem=unavailable");
    expect(await by(tab, provider, person)).toBe("/home");
  });
});

describe.each(["google", "github"] as const)("an address that %s has not confirmed", (provider) => {
  it("I-50 opens no account", async () => {
    const tab = client(app);
    const person = stranger(vendors, provider, { verified: false });
    expect(await by(tab, provider, person)).toBe("/sign-in?problem=unverified");
    expect((await accept(tab)).status).toBe(422);
  });
});

describe.each(SIGNED_BY)("a token of %s", (provider) => {
  it.each(["nonce", "issuer", "audience", "expired", "unsigned", "other-key", "no-token"] as const)(
    "I-49 that is wrong (%s) brings nobody in",
    async (defect) => {
      const { person } = await member(provider);
      const tab = client(app);
      const said = await chosenAt(await departure(tab, provider), person);
      vendors[provider].spoil(defect);
      expect(pageOf(await back(tab, provider, said))).toBe("/sign-in?problem=refused");
      expect(await isIn(tab)).toBe(false);
    },
  );
});

describe("the callback", () => {
  it("I-49 takes a form for Apple alone, and looks at no cookie that comes with it", async () => {
    const { tab, person } = await member("apple");
    const said = await chosenAt(await departure(tab, "apple"), person);
    const form = {
      body: String(said),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://other.example" },
    };
    const posted = await tab.send("POST", "/api/auth/callback/apple", form);
    expect(posted.status).toBe(303);
    expect(posted.headers.getSetCookie()).toEqual([]);
    expect(new URL(posted.headers.get("location") ?? "").origin).toBe("http://localhost:3000");
    for (const provider of ["google", "github"]) {
      expect((await client(app).send("POST", `/api/auth/callback/${provider}`, form)).status).toBe(404);
    }
  });

  it("I-49 is none for a vendor that there is not, nor without having begun", async () => {
    expect((await client(app).get("/api/auth/callback/facebook?code=1&state=2")).status).toBe(404);
    expect((await client(app).get("/api/auth/callback/google/?code=1&state=2")).status).toBe(404);
    const answer = await client(app).get("/api/auth/callback/google?code=1&state=2");
    expect(pageOf(answer)).toBe("/sign-in?problem=stale");
  });

  it("repeats nothing of what it was sent", async () => {
    const tab = client(app);
    const url = await departure(tab, "google");
    const state = url.searchParams.get("state") ?? "";
    const said = new URLSearchParams({ state, error: "<b>", error_description: "call 0800", next: "//other.example" });
    expect(pageOf(await back(tab, "google", said))).toBe("/sign-in?problem=refused");
  });
});

describe("beginning", () => {
  it("I-49 asks with PKCE, a state and a nonce that are new each time, and made from no secret that leaves", async () => {
    const [tab, other] = [client(app), client(app)];
    const urls = [await departure(tab, "google"), await departure(other, "google")];
    for (const name of ["state", "nonce", "code_challenge"]) {
      const [one, two] = urls.map((url) => url.searchParams.get(name) ?? "");
      expect([one?.length, one === two, tab.cookie().includes(one ?? "")]).toEqual([43, false, false]);
    }
    expect(urls[0]?.searchParams.get("code_challenge_method")).toBe("S256");
    expect((await departure(tab, "apple")).searchParams.get("nonce")).toMatch(/^.{43}$/);
    expect((await departure(tab, "github")).searchParams.get("code_challenge")).toMatch(/^.{43}$/);
  });

  it("is refused to another site, and for a vendor that there is not", async () => {
    const foreign = { origin: "https://other.example" };
    expect((await client(app).post("/api/auth/social/begin", { provider: "google" }, foreign)).status).toBe(403);
    expect((await client(app).post("/api/auth/social/begin", { provider: "facebook" })).status).toBe(422);
  });
});
