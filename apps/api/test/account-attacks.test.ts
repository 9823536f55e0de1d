import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { addressToken, client, json, newcomer, signUpForm, startApp, type Tab, tokenFor } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const NEW_PASSWORD = "a new password of theirs";
const status = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status;
const codeOf = async (response: Response) => [response.status, (await json(response))["code"]];

async function signIn(person: { readonly email: string; readonly password: string }, tab = client(app)) {
  const { email, password } = person;
  const response = await tab.post("/api/auth/sign-in/email", { email, password });
  return { tab, status: response.status, response };
}

const guess = (email: string, headers: Record<string, string> = {}) =>
  client(app).post("/api/auth/sign-in/email", { email, password: "not the password at all" }, headers);

/** So many different ones, none of them Latin. */
const letters = (count: number) => String.fromCodePoint(...Array.from({ length: count }, (_, at) => 0x4e00 + at));

/** As many as cost nothing. */
const guesses = (email: string) => Promise.all(Array.from({ length: 10 }, () => guess(email)));

/** Everything that a caller can tell two answers apart by. */
async function seen(response: Response) {
  const { "x-request-id": id = "", ratelimit: _left, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, "") };
}

describe("a password", () => {
  it("I-41 that is changed ends every other session, and the old one lets nobody in", async () => {
    const ana = await newcomer(app);
    const { tab: phone } = await signIn(ana.person);
    const change = { currentPassword: ana.person.password, newPassword: NEW_PASSWORD };
    expect((await ana.post("/api/v1/me/password", change)).status).toBe(200);
    expect([await status(ana), await status(phone)]).toEqual([200, 401]);
    expect((await signIn(ana.person)).status).toBe(401);
    expect((await signIn({ ...ana.person, password: NEW_PASSWORD })).status).toBe(200);
  });

  it("I-41 that is chosen by a mail ends every session", async () => {
    const ana = await newcomer(app);
    const { tab: phone } = await signIn(ana.person);
    const token = await tokenFor(app, "passwordResetMail", ana.person.id);
    await client(app).post("/api/auth/reset-password", { token, newPassword: NEW_PASSWORD });
    expect([await status(ana), await status(phone)]).toEqual([401, 401]);
  });

  it("I-41 changes for nobody who does not know it, and its owner is told when it did", async () => {
    const ana = await newcomer(app);
    const wrong = await ana.post("/api/v1/me/password", { currentPassword: "a guess", newPassword: NEW_PASSWORD });
    expect(await codeOf(wrong)).toEqual([422, "identity.wrong_password"]);
    const change = { currentPassword: ana.person.password, newPassword: NEW_PASSWORD };
    await ana.post("/api/v1/me/password", change);
    const told = await asOwner(
      database.ownerUrl,
      (sql) =>
        sql`select 1 from identity.facts where type = 'identity.password_changed' and user_id = ${ana.person.id}`,
    );
    expect(told).toHaveLength(1);
  });

  it.each(["qwerty123456", "passwordpassword", "ninefold2026!", "AnaSample2026"])(
    "is refused wherever it is chosen, when everybody can guess it: %s",
    async (password) => {
      const code = /^identity\.password_(?:breached|guessable)$/;
      const signUp = await client(app).post("/api/auth/sign-up/email", { ...signUpForm(), password });
      const ana = await newcomer(app);
      const change = { currentPassword: ana.person.password, newPassword: password };
      const token = await tokenFor(app, "passwordResetMail", ana.person.id);
      for (const answer of [
        signUp,
        await ana.post("/api/v1/me/password", change),
        await client(app).post("/api/auth/reset-password", { token, newPassword: password }),
      ]) {
        expect(answer.status).toBe(422);
        expect((await json(answer))["code"]).toMatch(code);
      }
    },
  );

  it("may be of any letters, with spaces, and as long as 128: there is no rule of composition", async () => {
    const ana = await newcomer(app);
    for (const newPassword of ["correct horse battery", "пароль подлиннее того", letters(128), "############!"]) {
      const { password: currentPassword } = ana.person;
      expect((await ana.post("/api/v1/me/password", { currentPassword, newPassword })).status).toBe(200);
      ana.person.password = newPassword;
    }
    for (const newPassword of ["short", "x".repeat(129)]) {
      const change = { currentPassword: ana.person.password, newPassword };
      expect((await ana.post("/api/v1/me/password", change)).status).toBe(422);
    }
  });
});

describe("an account", () => {
  it("I-42 that is deleted or loses its confirmed address is signed out on the next request", async () => {
    const [ana, ben] = [await newcomer(app), await newcomer(app)];
    await asOwner(database.ownerUrl, (sql) => sql`delete from identity."user" where id = ${ana.person.id}`);
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity."user" set email_verified = false where id = ${ben.person.id}`,
    );
    expect([await status(ana), await status(ben)]).toEqual([401, 401]);
    expect((await signIn(ben.person)).status).toBe(401);
  });

  it("I-43 gets another address only after a recent sign-in, and once both addresses agreed; others are signed out", async () => {
    const ana = await newcomer(app);
    const { tab: phone } = await signIn(ana.person);
    const { email } = signUpForm();
    await asOwner(
      database.ownerUrl,
      (sql) => sql`update identity.session set created_at = created_at - interval '11 minutes',
        expires_at = expires_at - interval '11 minutes' where user_id = ${ana.person.id}`,
    );
    const refused = await ana.post("/api/v1/me/address-change", { email });
    expect(await codeOf(refused)).toEqual([403, "identity.step_up_required"]);
    await ana.post("/api/v1/me/password/confirm", { password: ana.person.password });
    expect((await ana.post("/api/v1/me/address-change", { email })).status).toBe(200);
    const [old, fresh] = [await addressToken(app, ana.person.id, "old"), await addressToken(app, ana.person.id, "new")];
    const answer = (token: string) => client(app).post("/api/v1/address-change", { token, agrees: true });
    expect(await json(await answer(fresh))).toEqual({ status: "waiting" });
    expect(await json(await ana.get("/api/v1/me/address-change"))).toMatchObject({
      change: { email, agreed: ["new"] },
    });
    expect(await json(await answer(old))).toEqual({ status: "changed" });
    expect([await status(ana), await status(phone)]).toEqual([200, 401]);
    expect((await signIn(ana.person)).status).toBe(401);
    expect((await signIn({ ...ana.person, email })).status).toBe(200);
    expect(await codeOf(await answer(old))).toEqual([422, "identity.invalid_link"]);
  });

  it("keeps its address when whoever reads the old one says no", async () => {
    const ana = await newcomer(app);
    await ana.post("/api/v1/me/address-change", { email: signUpForm().email });
    const [old, fresh] = [await addressToken(app, ana.person.id, "old"), await addressToken(app, ana.person.id, "new")];
    const send = (token: string, agrees: boolean) => client(app).post("/api/v1/address-change", { token, agrees });
    expect(await json(await send(fresh, true))).toEqual({ status: "waiting" });
    expect(await json(await send(old, false))).toEqual({ status: "stopped" });
    expect((await send(fresh, true)).status).toBe(422);
    expect((await signIn(ana.person)).status).toBe(200);
  });

  it("I-46 says nothing of whether the address that is wanted has an account", async () => {
    const [ana, ben] = [await newcomer(app), await newcomer(app)];
    const taken = await seen(await ana.post("/api/v1/me/address-change", { email: ben.person.email }));
    expect(await seen(await ana.post("/api/v1/me/address-change", { email: signUpForm().email }))).toEqual(taken);
  });
});

describe("guessing", () => {
  it("I-44 is not let on by an address that the client writes itself", async () => {
    const { email } = (await newcomer(app)).person;
    await guesses(email);
    for (const forwarded of ["198.51.100.7", "198.51.100.8, 10.0.0.1", "2001:db8::1"]) {
      expect((await guess(email, { "x-forwarded-for": forwarded })).status).toBe(429);
    }
  });

  it("I-45 waits after ten wrong passwords of an account, whoever asks; its owner goes on in their own browser", async () => {
    const { person } = await newcomer(app);
    const { tab } = await signIn(person);
    await tab.post("/api/auth/sign-out", {});
    for (const { status: answered } of await guesses(person.email)) expect(answered).toBe(401);
    const waits = await guess(person.email);
    expect(waits.status).toBe(429);
    expect(Number(waits.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signIn(person)).status).toBe(429);
    expect((await signIn(person, tab)).status).toBe(200);
    expect((await signIn((await newcomer(app)).person)).status).toBe(200);
  });

  it("I-45 keeps nobody out for good: a new password by mail lets its owner in at once", async () => {
    const { person } = await newcomer(app);
    await guesses(person.email);
    const tab = client(app);
    expect((await signIn(person, tab)).status).toBe(429);
    const token = await tokenFor(app, "passwordResetMail", person.id);
    await tab.post("/api/auth/reset-password", { token, newPassword: NEW_PASSWORD });
    expect((await signIn({ ...person, password: NEW_PASSWORD }, tab)).status).toBe(200);
  });

  it("I-46 is answered alike for an address that nobody has, from the first to the last", async () => {
    const known = (await newcomer(app)).person.email;
    const unknown = signUpForm().email;
    expect(await seen(await guess(unknown))).toEqual(await seen(await guess(known)));
    await Promise.all([guesses(known), guesses(unknown)]);
    const drop = ({ headers: { "retry-after": _wait, ...headers }, ...answer }: Awaited<ReturnType<typeof seen>>) => ({
      ...answer,
      headers,
    });
    expect(drop(await seen(await guess(unknown)))).toEqual(drop(await seen(await guess(known))));
  });

  it("keeps no address, and nothing of a password, beside what it counts", async () => {
    const { email } = (await newcomer(app)).person;
    await guess(email);
    const rows = await asOwner(database.ownerUrl, (sql) => sql`select * from identity.sign_in_attempts`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("@");
  });
});

describe("a failing database", () => {
  it("I-53 puts no address, token, password or hash of them into an answer or the log", async () => {
    const ana = await newcomer(app);
    const token = await tokenFor(app, "passwordResetMail", ana.person.id);
    await asOwner(database.ownerUrl, (sql) =>
      sql.unsafe(`create function identity.broken() returns trigger language plpgsql as
        'begin raise exception ''no space left'' using detail = new::text; end';
        create trigger broken before insert or update on identity.account for each row execute function identity.broken();
        create trigger broken before insert or update on identity.session for each row execute function identity.broken();
        create trigger broken before insert on identity.address_changes for each row execute function identity.broken();`),
    );
    const { email, password } = ana.person;
    const wanted = signUpForm();
    const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "warn"), vi.spyOn(console, "log")];
    const answers: string[] = [];
    try {
      for (const answer of [
        await ana.post("/api/v1/me/password", { currentPassword: password, newPassword: NEW_PASSWORD }),
        await ana.post("/api/v1/me/address-change", { email: wanted.email }),
        await ana.post("/api/v1/me/password/confirm", { password }),
        await client(app).post("/api/auth/sign-in/email", { email, password }),
        await client(app).post("/api/auth/reset-password", { token, newPassword: NEW_PASSWORD }),
      ]) {
        expect(answer.status).toBe(503);
        answers.push(await answer.text());
      }
    } finally {
      await asOwner(database.ownerUrl, (sql) => sql.unsafe("drop function identity.broken() cascade"));
    }
    const said = JSON.stringify([answers, printed.flatMap((spy) => spy.mock.calls)]);
    for (const spy of printed) spy.mockRestore();
    for (const secret of [email, password, NEW_PASSWORD, token, wanted.email, "no space left"]) {
      expect(said).not.toContain(secret);
    }
  });
});
