import { randomBytes } from "node:crypto";
import type { SoftwareAuthenticator, Tampering } from "@ninefold/testing/authenticator";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { addPasskey, askedToConfirm, askedToSignIn, attested, authenticator } from "./passkeys.ts";
import { client, json, newcomer, ORIGIN, startApp, type Tab, tokenFor } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const codeOf = async (response: Response) => [response.status, (await json(response))["code"]];
const status = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status;
async function signIn(own: SoftwareAuthenticator, tampering: Tampering = {}, tab = client(app)) {
  const credential = own.get(await askedToSignIn(tab), tampering);
  return { tab, credential, response: await tab.post("/api/auth/sign-in/passkey", { credential }) };
}

/** Somebody new with a passkey. */
async function holder(own = authenticator()) {
  const ana = await newcomer(app);
  const added = await json(await addPasskey(ana, own));
  return { ...ana, own, passkeyId: added.id };
}

/** Everything that a caller can tell two answers apart by. */
const seen = async ({ response }: { response: Response }) => {
  const { "x-request-id": id = "", ratelimit: _left, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, "") };
};

/** As if the last sign-in had been so long ago. */
const age = (userId: string) =>
  asOwner(
    database.ownerUrl,
    (sql) => sql`update identity.session set created_at = created_at - interval '11 minutes',
      authenticated_at = authenticated_at - interval '11 minutes',
      expires_at = expires_at - interval '11 minutes' where user_id = ${userId}`,
  );

describe("a sign-in by passkey", () => {
  it("I-31, I-51 opens a new session by a cookie that no script reads, and ends the one of before", async () => {
    const ana = await holder();
    const before = ana.cookie();
    const { tab, response } = await signIn(ana.own, {}, ana);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "signed_in" });
    const cookies = response.headers.getSetCookie().join("\n");
    expect(cookies).toMatch(/HttpOnly/);
    expect(cookies).not.toMatch(/Domain=/i);
    expect(await status(tab)).toBe(200);
    expect((await app.request("/api/v1/me", { headers: { cookie: before, origin: ORIGIN } })).status).toBe(401);
  });

  it("I-46 says nothing of who there is: of every fault the same, but for its request", async () => {
    const ana = await holder();
    const gone = await holder();
    await gone.delete(`/api/v1/me/passkeys/${gone.passkeyId}`);
    const unknown = authenticator();
    const handle = { userHandle: randomBytes(16).toString("base64url") };
    const wrongOrigin = await seen(await signIn(ana.own, { origin: "https://evil.example" }));
    expect(wrongOrigin.status).toBe(401);
    expect(await seen(await signIn(unknown, handle))).toEqual(wrongOrigin);
    expect(await seen(await signIn(gone.own))).toEqual(wrongOrigin);
    expect(await seen(await signIn(ana.own, { userHandle: undefined }))).toEqual(wrongOrigin);
  });

  it("I-48 works once, also when twenty programs answer at once", async () => {
    const ana = await holder();
    const tab = client(app);
    const credential = ana.own.get(await askedToSignIn(tab));
    const cookie = tab.cookie();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => client(app).post("/api/auth/sign-in/passkey", { credential }, { cookie })),
    );
    expect(all.map((one) => one.status).filter((one) => one === 200)).toHaveLength(1);
    expect(await codeOf(await tab.post("/api/auth/sign-in/passkey", { credential }))).toEqual([
      401,
      "identity.passkey_refused",
    ]);
  });

  it("I-38, I-39 is refused from another site, without an origin beside a cookie, and in another type", async () => {
    const ana = await holder();
    const tab = client(app);
    const credential = ana.own.get(await askedToSignIn(tab));
    const send = (headers: Record<string, string>) => tab.post("/api/auth/sign-in/passkey", { credential }, headers);
    expect(await codeOf(await send({ origin: "https://evil.example" }))).toEqual([403, "http.foreign_origin"]);
    expect((await send({ "content-type": "text/plain" })).status).toBe(415);
    expect((await send({})).status).toBe(200);
  });

  it("I-42 lets nobody in whose address is no longer confirmed, or whose account is gone", async () => {
    const [ana, ben] = [await holder(), await holder()];
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity."user" set email_verified = false where id = ${ana.person.id}`,
    );
    await asOwner(database.ownerUrl, (sql) => sql`delete from identity."user" where id = ${ben.person.id}`);
    for (const { own } of [ana, ben]) {
      const { tab, response } = await signIn(own);
      expect(await codeOf(response)).toEqual([401, "identity.passkey_refused"]);
      expect(await status(tab)).toBe(401);
    }
  });

  it("still works after the password was changed by a mail, and its holder is the one who can remove it", async () => {
    const ana = await holder();
    const token = await tokenFor(app, "passwordResetMail", ana.person.id);
    await client(app).post("/api/auth/reset-password", { token, newPassword: "a new password of theirs" });
    expect(await status(ana)).toBe(401);
    expect((await signIn(ana.own)).response.status).toBe(200);
  });

  it.each([
    ["nothing", {}],
    ["null for a credential", { credential: null }],
    ["a text for a credential", { credential: "x" }],
    ["what is not base64url", { credential: { id: "!", rawId: "!", type: "public-key", response: {} } }],
    ["another type", { credential: { id: "a", rawId: "a", type: "password", response: {} } }],
    ["an id that no authenticator makes", { credential: { id: "a".repeat(2_000) } }],
    ["an address", { email: "ana@inbox.ninefold.dev" }],
  ])("is refused as a form, with %s", async (_what, body) => {
    const answer = await client(app).post("/api/auth/sign-in/passkey", body);
    expect(await codeOf(answer)).toEqual([422, "identity.invalid_input"]);
  });

  it.each([
    ["nothing that is signed", { clientDataJSON: "AAAA", authenticatorData: "AAAA", signature: "AAAA" }],
    ["a JSON without its members", { clientDataJSON: btoa("{}"), authenticatorData: "AAAA", signature: "AAAA" }],
    [
      "a JSON that is none of an object",
      { clientDataJSON: btoa("null"), authenticatorData: "AAAA", signature: "AAAA" },
    ],
  ])("is refused, and breaks nothing, with %s", async (_what, parts) => {
    const tab = client(app);
    await askedToSignIn(tab);
    const response = { ...parts, clientDataJSON: parts.clientDataJSON.replaceAll("=", ""), userHandle: "AAAA" };
    const credential = { id: "AAAA", rawId: "AAAA", type: "public-key", response };
    const answer = await tab.post("/api/auth/sign-in/passkey", { credential });
    expect(await codeOf(answer)).toEqual([401, "identity.passkey_refused"]);
  });

  it("is refused, and breaks nothing, when what is inside a right challenge is garbage", async () => {
    const ana = await holder();
    for (const part of ["authenticatorData", "signature"] as const) {
      for (const value of ["AAAA", randomBytes(300).toString("base64url")]) {
        const tab = client(app);
        const credential = ana.own.get(await askedToSignIn(tab));
        const spoiled = { ...credential, response: { ...credential.response, [part]: value } };
        const answer = await tab.post("/api/auth/sign-in/passkey", { credential: spoiled });
        expect(await codeOf(answer)).toEqual([401, "identity.passkey_refused"]);
      }
    }
  });
});

describe("passkeys of an account", () => {
  it("I-43 are added and removed only after a recent sign-in, which one of them proves as well", async () => {
    const ana = await holder();
    await age(ana.person.id);
    const wanted = [403, "identity.step_up_required"];
    expect(await codeOf(await ana.post("/api/v1/me/passkeys/options", {}))).toEqual(wanted);
    const made = authenticator().create({ challenge: "AAAA", rp: { id: "localhost" }, user: { id: "AAAA" } });
    expect(await codeOf(await ana.post("/api/v1/me/passkeys", { name: "A", credential: made }))).toEqual(wanted);
    expect(await codeOf(await ana.delete(`/api/v1/me/passkeys/${ana.passkeyId}`))).toEqual(wanted);

    const credential = ana.own.get(await askedToConfirm(ana));
    expect((await ana.post("/api/v1/me/passkey-confirmation", { credential })).status).toBe(200);
    expect(await codeOf(await ana.post("/api/v1/me/passkey-confirmation", { credential }))).toEqual([
      422,
      "identity.passkey_refused",
    ]);
    expect((await ana.delete(`/api/v1/me/passkeys/${ana.passkeyId}`)).status).toBe(200);
  });

  it("I-28 are nobody else's: another's id is answered like one that is not there, and nothing changes", async () => {
    const [ana, eve] = [await holder(), await newcomer(app)];
    const nobodys = "01890000-0000-7000-8000-000000000000";
    for (const id of [ana.passkeyId, nobodys, "none"]) {
      const path = `/api/v1/me/passkeys/${id}`;
      expect(await codeOf(await eve.delete(path))).toEqual([404, "identity.passkey_not_found"]);
      expect(await codeOf(await eve.patch(path, { name: "Mine" }))).toEqual([404, "identity.passkey_not_found"]);
    }
    expect(await json(await ana.get("/api/v1/me/passkeys"))).toMatchObject({ passkeys: [{ name: "Laptop" }] });
    expect(await json(await eve.get("/api/v1/me/passkeys"))).toEqual({ passkeys: [] });
    expect(await codeOf(await eve.post("/api/v1/me/passkey-confirmation/options", {}))).toEqual([
      404,
      "identity.passkey_not_found",
    ]);
  });

  it("need a session, and say nothing without one", async () => {
    const stranger = client(app);
    const id = "01890000-0000-7000-8000-000000000000";
    for (const answer of [
      await stranger.get("/api/v1/me/passkeys"),
      await stranger.post("/api/v1/me/passkeys/options", {}),
      await stranger.post("/api/v1/me/passkeys", {}),
      await stranger.patch(`/api/v1/me/passkeys/${id}`, { name: "x" }),
      await stranger.delete(`/api/v1/me/passkeys/${id}`),
      await stranger.post("/api/v1/me/passkey-confirmation/options", {}),
      await stranger.post("/api/v1/me/passkey-confirmation", {}),
    ]) {
      expect(await codeOf(answer)).toEqual([401, "identity.unauthenticated"]);
    }
  });

  it("I-68 take no member that nobody asked for, and no name that can't be shown", async () => {
    const ana = await newcomer(app);
    const credential = await attested(ana);
    const more = await ana.post("/api/v1/me/passkeys", { name: "A", credential, userId: "x" });
    expect(await codeOf(more)).toEqual([422, "http.invalid_body"]);
    for (const name of ["", " ", "a\u202eb", "x".repeat(81)]) {
      const answer = await ana.post("/api/v1/me/passkeys", { name, credential });
      expect(await codeOf(answer)).toEqual([422, "identity.invalid_name"]);
    }
    expect((await ana.post("/api/v1/me/passkeys", { name: "A", credential })).status).toBe(201);
  });

  it("I-41 are told of by mail when one is added, removed, or must have been copied", async () => {
    const own = authenticator(false);
    const ana = await holder(own);
    expect((await signIn(own, { counter: 5 })).response.status).toBe(200);
    expect((await signIn(own, { counter: 4 })).response.status).toBe(401);
    await ana.delete(`/api/v1/me/passkeys/${ana.passkeyId}`);
    const told = await asOwner(
      database.ownerUrl,
      (sql) => sql<{ type: string; data: object }[]>`select type, data from identity.facts
        where user_id = ${ana.person.id} and type like 'identity.passkey%' order by occurred_at`,
    );
    expect(told.map(({ type }) => type)).toEqual([
      "identity.passkey_added",
      "identity.passkey_copied",
      "identity.passkey_removed",
    ]);
    expect(new Set(told.map(({ data }) => JSON.stringify(data)))).toHaveProperty("size", 1);
    expect(await system.identity.passkeyMail(ana.person.id)).toMatchObject({ url: `${ORIGIN}/account/security` });
  });

  it("I-53 are kept by their public half alone, and challenges by their hash", async () => {
    const ana = await holder();
    const tab = client(app);
    const options = await askedToSignIn(tab);
    await tab.post("/api/auth/sign-in/passkey", { credential: ana.own.get(options) });
    const kept = await asOwner(
      database.ownerUrl,
      (sql) => sql`select * from identity.spent_challenges union all
        select public_key::text, created_at from identity.passkey where user_id = ${ana.person.id}`,
    );
    expect(kept.length).toBeGreaterThan(2);
    expect(JSON.stringify(kept)).not.toContain(options.challenge);
  });

  it("are in the copy of one's own data, without anything that signs", async () => {
    const ana = await holder();
    const copy = await system.identity.exportPerson(ana.person.id);
    expect(copy?.passkeys).toMatchObject([{ name: "Laptop", isSynced: true }]);
    expect(JSON.stringify(copy)).not.toContain(ana.own.id);
  });
});
