import { createHash } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import {
  client,
  confirmationCode,
  json,
  newcomer,
  signInMail,
  signUp,
  signUpForm,
  startApp,
  type Tab,
  tokenFor,
} from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const codeOf = async (response: Response) => [response.status, (await json(response))["code"]];
const isIn = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status === 200;
const ask = (tab: Tab, email: string) => tab.post("/api/auth/request-sign-in-mail", { email });
const byCode = (tab: Pick<Tab, "post">, code: string) => tab.post("/api/auth/sign-in/code", { code });
const byLink = (tab: Pick<Tab, "post">, token: string) => tab.post("/api/auth/sign-in/link", { token });
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

/** Everything that a caller can tell two answers apart by, but what is random in both. */
async function seen(response: Response) {
  const {
    "x-request-id": id = "",
    ratelimit: _left,
    "set-cookie": cookie = "",
    ...headers
  } = Object.fromEntries(response.headers);
  const body = (await response.text()).replaceAll(id, "");
  return { status: response.status, headers, body, cookie: cookie.replace(/=[\w-]{32};/, "=;") };
}

async function rowsOf(userId: string) {
  return asOwner(database.urls.DATABASE_IDENTITY_URL, async (sql) => [
    ...(await sql`select * from identity.mail_codes where user_id = ${userId} order by asked_at`),
  ]);
}

describe("a sign-in by mail", () => {
  it("I-48 lets one of twenty in who use its link or its code at once, and nobody after", async () => {
    for (const use of ["link", "code"] as const) {
      const { tab, token, code } = await signInMail(app);
      const cookie = tab.cookie();
      const tabs = Array.from({ length: 20 }, () => client(app));
      const attempts = await Promise.all(
        tabs.map((one) =>
          use === "link" ? byLink(one, token) : one.post("/api/auth/sign-in/code", { code }, { cookie }),
        ),
      );
      expect(attempts.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await Promise.all(tabs.map(isIn))).filter(Boolean)).toHaveLength(1);
      expect(await codeOf(await byLink(client(app), token))).toEqual([422, "identity.invalid_token"]);
      expect(await codeOf(await byCode(tab, code))).toEqual([422, "identity.invalid_code"]);
    }
  });

  it("I-48 counts each of twenty wrong codes at once: five, and the right one is refused", async () => {
    const { tab, code } = await signInMail(app);
    const cookie = tab.cookie();
    const guesses = Array.from({ length: 20 }, (_, by) =>
      client(app).post("/api/auth/sign-in/code", { code: wrong(code, by + 1) }, { cookie }),
    );
    for (const guess of await Promise.all(guesses)) expect(guess.status).toBe(422);
    expect(await codeOf(await byCode(tab, code))).toEqual([422, "identity.invalid_code"]);
  });

  it("I-48 is kept as hashes: neither the code nor the link nor what the browser holds is in the database", async () => {
    const { tab, token, code, id } = await signInMail(app);
    const handle = /ninefold\.mail=([\w-]+)/.exec(tab.cookie())?.[1] ?? "";
    expect(handle).toHaveLength(32);
    const [row] = await rowsOf(id);
    const kept = JSON.stringify(row);
    expect(row).toMatchObject({ purpose: "sign-in" });
    for (const secret of [token, handle]) expect(kept).not.toContain(secret);
    // Not even by trying every code: the hash needs a key that is not in the database.
    for (const text of [code, `mail code ${row?.["id"]} ${code}`]) {
      expect(kept).not.toContain(createHash("sha256").update(text).digest("hex"));
    }
    const facts = await asOwner(database.ownerUrl, (sql) => sql`select data from identity.facts where user_id = ${id}`);
    for (const secret of [token, handle, code]) expect(JSON.stringify(facts)).not.toContain(`"${secret}"`);
  });

  it("I-46 answers a known, an unknown and an unconfirmed address alike, and a code for each", async () => {
    const [known, unconfirmed] = [await newcomer(app), await signUp(app)];
    const emails = [known.person.email, unconfirmed.person.email, signUpForm().email];
    const tabs = emails.map(() => client(app));
    const asked = await Promise.all(tabs.map(async (tab, at) => seen(await ask(tab, emails[at] ?? ""))));
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
    for (let tries = 0; tries < 6; tries += 1) {
      const guessed = await Promise.all(tabs.map(async (tab) => seen(await byCode(tab, "000000"))));
      expect(new Set(guessed.map((one) => JSON.stringify(one))).size).toBe(1);
    }
  });

  it("I-46 takes about as long for an unknown address as for a known one", async () => {
    const { person } = await newcomer(app);
    const took = async (email: string) => {
      const from = performance.now();
      await ask(client(app), email);
      return performance.now() - from;
    };
    await took(person.email);
    // Both end at the same floor, which a write does not reach.
    for (const email of [person.email, signUpForm().email]) expect(await took(email)).toBeGreaterThan(190);
  });

  it("does not open an account that a stranger has made with one's address, and asks to confirm it instead", async () => {
    const stranger = await signUp(app);
    const tab = client(app);
    expect((await ask(tab, stranger.person.email)).status).toBe(200);
    expect(await rowsOf(stranger.person.id)).toEqual([]);
    const told = await asOwner(
      database.ownerUrl,
      (sql) => sql`select type from identity.facts where user_id = ${stranger.person.id} order by occurred_at`,
    );
    expect(told.map(({ type }) => type as string)).toEqual([
      "identity.person_signed_up",
      "identity.verification_requested",
    ]);
    expect(await isIn(tab)).toBe(false);
  });

  it("takes the code from the browser that asked alone, and the link from any, with a press", async () => {
    const { tab, token, code, id } = await signInMail(app);
    expect(await codeOf(await byCode(client(app), code))).toEqual([422, "identity.invalid_code"]);
    const other = client(app);
    await ask(other, signUpForm().email);
    expect(await codeOf(await byCode(other, code))).toEqual([422, "identity.invalid_code"]);
    // What a program that looks into mail does: it opens the page, and the token stays in the fragment.
    for (const path of ["/api/auth/sign-in/link", `/api/auth/sign-in/link?token=${token}`]) {
      expect((await other.get(path)).status).toBe(404);
    }
    expect((await byLink(other, token)).status).toBe(200);
    expect(await json(await other.get("/api/v1/me"))).toMatchObject({ person: { id } });
    expect(await isIn(tab)).toBe(false);
  });

  it("ends the session that the browser had, and gives it back no mark of the mail", async () => {
    const [eve, { token, id }] = [await newcomer(app), await signInMail(app)];
    const before = eve.cookie();
    const response = await byLink(eve, token);
    expect(await json(await eve.get("/api/v1/me"))).toMatchObject({ person: { id } });
    expect((await client(app).get("/api/v1/me", { cookie: before })).status).toBe(401);
    const cookies = response.headers.getSetCookie();
    expect(cookies.find((one) => one.startsWith("ninefold.mail="))).toMatch(
      /^ninefold\.mail=; Max-Age=0; Path=\/; HttpOnly/,
    );
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/);
    expect(cookies.some((one) => one.startsWith("ninefold.device="))).toBe(true);
  });

  it("is refused to a page of another site", async () => {
    const { tab, token, code } = await signInMail(app);
    for (const [endpoint, form] of Object.entries({
      "request-sign-in-mail": { email: signUpForm().email },
      "sign-in/link": { token },
      "sign-in/code": { code },
    })) {
      const foreign = await tab.post(`/api/auth/${endpoint}`, form, { origin: "https://evil.example" });
      expect(await codeOf(foreign)).toEqual([403, "http.foreign_origin"]);
    }
    expect((await byCode(tab, code)).status).toBe(200);
  });

  it("ends with a new password, which a thief of the mail does not know", async () => {
    const { tab, token, code, id } = await signInMail(app);
    const reset = await tokenFor(app, "passwordResetMail", id);
    await client(app).post("/api/auth/reset-password", { token: reset, newPassword: "a new password of theirs" });
    expect(await codeOf(await byLink(client(app), token))).toEqual([422, "identity.invalid_token"]);
    expect(await codeOf(await byCode(tab, code))).toEqual([422, "identity.invalid_code"]);
  });

  it("keeps no rows of what nobody used, once others ask", async () => {
    const { id } = await signInMail(app);
    await asOwner(
      database.urls.DATABASE_IDENTITY_URL,
      (sql) => sql`update identity.mail_codes set asked_at = asked_at - interval '3 hours' where user_id = ${id}`,
    );
    await signInMail(app);
    expect(await rowsOf(id)).toEqual([]);
  });
});

const confirm = (tab: Pick<Tab, "post">, code: string) =>
  tab.post("/api/v1/me/confirmation-code/confirm", { mailedCode: code });

/** Somebody who signed in long ago, and never had a password. */
async function withoutPassword() {
  const ana = await newcomer(app);
  await asOwner(database.ownerUrl, async (sql) => {
    await sql`delete from identity.account where user_id = ${ana.person.id}`;
    await sql`update identity.session set created_at = created_at - interval '11 minutes',
      expires_at = expires_at - interval '11 minutes' where user_id = ${ana.person.id}`;
  });
  return ana;
}

describe("a person without a password", () => {
  it("proves who they are by a code that is mailed, and then does what is risky", async () => {
    const ana = await withoutPassword();
    expect(await json(await ana.get("/api/v1/me/sign-in-methods"))).toEqual({ password: false, mail: true });
    const wish = { email: signUpForm().email };
    expect(await codeOf(await ana.post("/api/v1/me/address-change", wish))).toEqual([403, "identity.step_up_required"]);
    const guess = await ana.post("/api/v1/me/password/confirm", { password: "whatever it may be" });
    expect(await codeOf(guess)).toEqual([409, "identity.no_password"]);
    const code = await confirmationCode(app, ana);
    const refused = await confirm(ana, wrong(code));
    expect(await codeOf(refused)).toEqual([422, "identity.wrong_code"]);
    expect((await confirm(ana, code)).status).toBe(200);
    expect((await ana.post("/api/v1/me/address-change", wish)).status).toBe(200);
    expect(await codeOf(await confirm(ana, code))).toEqual([422, "identity.wrong_code"]);
  });

  it("chooses a first one by mail, is told of it, and every older mail is dead", async () => {
    const ana = await withoutPassword();
    const change = { currentPassword: "there was none ever", newPassword: "a first password of theirs" };
    expect(await codeOf(await ana.post("/api/v1/me/password", change))).toEqual([409, "identity.no_password"]);
    const { token: link } = await signInMail(app, ana.person);
    const [token, older] = [
      await tokenFor(app, "passwordResetMail", ana.person.id),
      await tokenFor(app, "passwordResetMail", ana.person.id),
    ];
    const { newPassword } = change;
    expect((await client(app).post("/api/auth/reset-password", { token, newPassword })).status).toBe(200);
    const late = await client(app).post("/api/auth/reset-password", { token: older, newPassword: "another long one" });
    expect(late.status).toBe(422);
    expect(await codeOf(await byLink(client(app), link))).toEqual([422, "identity.invalid_token"]);
    const tab = client(app);
    const { email } = ana.person;
    expect((await tab.post("/api/auth/sign-in/email", { email, password: newPassword })).status).toBe(200);
    expect(await json(await tab.get("/api/v1/me/sign-in-methods"))).toEqual({ password: true, mail: true });
    const told = await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`select 1 from identity.facts where type = 'identity.password_changed' and user_id = ${ana.person.id}`,
    );
    expect(told).toHaveLength(1);
  });

  it("I-48 can not be confirmed by another session's code, or by one of a sign-in", async () => {
    const ana = await newcomer(app);
    const { tab: phone, code: signInCode, token } = await signInMail(app, ana.person);
    expect(await codeOf(await confirm(ana, signInCode))).toEqual([422, "identity.wrong_code"]);
    await byLink(phone, token);
    const code = await confirmationCode(app, ana);
    expect(await codeOf(await confirm(phone, code))).toEqual([422, "identity.wrong_code"]);
    expect(await codeOf(await byCode(client(app), code))).toEqual([422, "identity.invalid_code"]);
    expect((await confirm(ana, code)).status).toBe(200);
  });
});
