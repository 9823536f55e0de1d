import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { armed as armedIn, codeAt, waiting as waitingIn } from "./armed.ts";
import { asOwner } from "../src/database/owner.ts";
import { describeReset, resetSecondFactor } from "../src/database/second-factors.ts";
import { client, json, newcomer, startApp, type Tab, tokenFor } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const FINISH = "/api/auth/sign-in/second-factor";
const codeOf = async (response: Response) => [response.status, (await json(response))["code"]];
const statusOf = async (response: Response) => [response.status, (await json(response))["status"]];
const me = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status;

const armed = () => armedIn(app);
const waiting = (person: Parameters<typeof waitingIn>[1], tab = client(app)) => waitingIn(app, person, tab);

/** Browsers in which the password was right. */
const fourWaiting = (ana: Parameters<typeof waiting>[0]) => Promise.all([1, 2, 3, 4].map(() => waiting(ana)));

/** Five tries in each of them, all at once. */
const twenty = (tabs: readonly Tab[], proof: object) =>
  Promise.all(Array.from({ length: 5 }, () => tabs.map((tab) => tab.post(FINISH, proof))).flat());

/** Makes the last time that this person proved who they are an old one. */
const makeOld = (userId: string) =>
  asOwner(
    database.ownerUrl,
    (sql) =>
      sql`update identity.session set created_at = now() - interval '1 hour', authenticated_at = null where user_id = ${userId}`,
  );

describe("between the two factors", () => {
  it("I-47 nobody is signed in: no route knows the person, and asking again opens nothing", async () => {
    const ana = await armed();
    const tab = await waiting(ana);
    expect(tab.cookie()).toMatch(/^ninefold\.second-factor=[^;]+$/);
    for (const path of [
      "/api/v1/me",
      "/api/v1/me/sessions",
      "/api/v1/me/second-factor",
      "/api/v1/me",
      "/api/auth/get-session",
    ]) {
      expect([401, 404]).toContain((await tab.get(path)).status);
    }
    for (const [path, body] of [
      ["/api/auth/sign-in/second-factor", { code: "000000" }],
      ["/api/v1/me/second-factor/confirm", { code: codeAt(ana.secret, 1) }],
      ["/api/v1/me/second-factor/recovery-codes", {}],
      ["/api/v1/me/password/confirm", { password: ana.person.password }],
      ["/api/auth/two-factor/verify-totp", { code: codeAt(ana.secret, 1) }],
      ["/api/auth/two-factor/disable", { password: ana.person.password }],
    ] as const) {
      expect([401, 404]).toContain((await tab.post(path, body)).status);
    }
    expect((await tab.delete("/api/v1/me/second-factor")).status).toBe(401);
    expect(await me(tab)).toBe(401);
    expect(await statusOf(await tab.post(FINISH, { code: codeAt(ana.secret, 1) }))).toEqual([200, "signed_in"]);
    expect(await me(tab)).toBe(200);
    expect(tab.cookie()).not.toContain("second-factor");
  });

  it("I-47 the session that the browser had is still its own, and another one's afterwards", async () => {
    const [ana, ben] = [await armed(), await newcomer(app)];
    const { person } = ben;
    await waiting(ana, ben);
    expect(await json(await ben.get("/api/v1/me"))).toMatchObject({ person: { id: person.id } });
    await ben.post(FINISH, { code: codeAt(ana.secret, 1) });
    expect(await json(await ben.get("/api/v1/me"))).toMatchObject({ person: { id: ana.person.id } });
    const left = await asOwner(
      database.ownerUrl,
      (sql) => sql`select 1 from identity.session where user_id = ${person.id}`,
    );
    expect(left).toHaveLength(0);
  });

  it("I-47 a page of another site finishes nobody's sign-in", async () => {
    const ana = await armed();
    const tab = await waiting(ana);
    const code = codeAt(ana.secret, 1);
    const foreign = await tab.post(FINISH, { code }, { origin: "https://evil.example" });
    expect(await codeOf(foreign)).toEqual([403, "http.foreign_origin"]);
    expect((await tab.post(FINISH, { code })).status).toBe(200);
  });

  it("I-47 twenty guesses at once are five tries, and the sign-in is over", async () => {
    const ana = await armed();
    const tab = await waiting(ana);
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        tab.send("POST", FINISH, {
          body: JSON.stringify({ code: codeAt(ana.secret, 50 + at) }),
          headers: { "content-type": "application/json" },
        }),
      ),
    );
    const codes = await Promise.all(guesses.map(async (one) => (await json(one))["code"]));
    expect(codes.filter((code) => code === "identity.wrong_second_factor")).toHaveLength(5);
    expect(codes.filter((code) => code === "identity.sign_in_expired")).toHaveLength(15);
    expect(await codeOf(await tab.post(FINISH, { code: codeAt(ana.secret, 1) }))).toEqual([
      401,
      "identity.sign_in_expired",
    ]);
  });
});

describe("a code", () => {
  it("I-47 of the app lets one of twenty tries in", async () => {
    const ana = await armed();
    const tabs = await fourWaiting(ana);
    const code = codeAt(ana.secret, 1);
    const answers = await twenty(tabs, { code });
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const known = await Promise.all(tabs.map(me));
    expect(known.filter((status) => status === 200)).toHaveLength(1);
  });

  it("I-47 for recovery lets one of twenty tries in, and is void after that", async () => {
    const ana = await armed();
    const tabs = await fourWaiting(ana);
    const [recoveryCode = ""] = ana.recoveryCodes;
    const answers = await twenty(tabs, { recoveryCode });
    const at = answers.findIndex(({ ok }) => ok);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const signedIn = tabs[at % tabs.length] ?? client(app);
    const left = await json(await signedIn.get("/api/v1/me/second-factor"));
    expect(left).toMatchObject({ secondFactor: { recoveryCodesLeft: 9 } });
    expect(await system.identity.secondFactorMail(ana.person.id)).toMatchObject({
      to: { address: ana.person.email },
      recoveryCodesLeft: 9,
    });
    const again = await waiting(ana, signedIn);
    expect(await codeOf(await again.post(FINISH, { recoveryCode }))).toEqual([401, "identity.wrong_second_factor"]);
  });

  it("I-47 is asked of a program as well", async () => {
    const ana = await armed();
    const { email, password } = ana.person;
    const sign = (proof: object) => client(app).post("/api/auth/sign-in/token", { email, password, ...proof });
    expect(await codeOf(await sign({}))).toEqual([401, "identity.second_factor_required"]);
    expect(await codeOf(await sign({ code: "000000" }))).toEqual([401, "identity.wrong_second_factor"]);
    const { token } = (await json(await sign({ code: codeAt(ana.secret, 1) }))) as unknown as { token: string };
    expect((await client(app).get("/api/v1/me", { authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe("a second factor", () => {
  it("I-43 is neither begun, turned on, renewed nor turned off by a session that is not a recent one", async () => {
    const [ana, ben] = [await armed(), await newcomer(app)];
    await Promise.all([makeOld(ana.person.id), makeOld(ben.person.id)]);
    for (const answer of [
      await ben.post("/api/v1/me/second-factor", {}),
      await ben.post("/api/v1/me/second-factor/confirm", { code: "000000" }),
      await ana.post("/api/v1/me/second-factor/recovery-codes", {}),
      await ana.delete("/api/v1/me/second-factor"),
    ]) {
      expect(await codeOf(answer)).toEqual([403, "identity.step_up_required"]);
    }
    expect(await json(await ana.get("/api/v1/me/second-factor"))).toMatchObject({
      secondFactor: { recoveryCodesLeft: 10 },
    });
  });

  it("I-43 is asked for where the password is asked for again, before the password is looked at", async () => {
    const ana = await armed();
    await makeOld(ana.person.id);
    const { password } = ana.person;
    const confirm = (form: object) => ana.post("/api/v1/me/password/confirm", form);
    for (const tried of [password, "not the password at all"]) {
      expect(await codeOf(await confirm({ password: tried }))).toEqual([403, "identity.second_factor_required"]);
    }
    for (const code of ["000000", "abc"]) {
      expect(await codeOf(await confirm({ password, code }))).toEqual([422, "identity.wrong_second_factor"]);
    }
    const change = { currentPassword: password, newPassword: "a new password of theirs" };
    expect(await codeOf(await ana.post("/api/v1/me/password", change))).toEqual([
      403,
      "identity.second_factor_required",
    ]);
    expect((await confirm({ password, code: codeAt(ana.secret, 1) })).status).toBe(200);
    expect((await ana.delete("/api/v1/me/second-factor")).status).toBe(200);
  });

  it("stays when the password is replaced by a mail, which signs nobody in", async () => {
    const ana = await armed();
    const newPassword = "a new password of theirs";
    const token = await tokenFor(app, "passwordResetMail", ana.person.id);
    const tab = client(app);
    expect(await statusOf(await tab.post("/api/auth/reset-password", { token, newPassword }))).toEqual([
      200,
      "password_changed",
    ]);
    expect([await me(tab), tab.cookie()]).toEqual([401, ""]);
    await waiting({ ...ana, person: { ...ana.person, password: newPassword } });
  });

  it("is nobody else's to see: its secrets are in no other answer, nor in the copy of a person's own data", async () => {
    const ana = await armed();
    const answers = await Promise.all(
      ["/api/v1/me", "/api/v1/me/second-factor"].map(async (path) => (await ana.get(path)).text()),
    );
    const copy = JSON.stringify(await system.identity.exportPerson(ana.person.id));
    for (const secret of [ana.secret, ...ana.recoveryCodes]) expect([...answers, copy].join()).not.toContain(secret);
  });
});

describe("a person who is deleted by hand", () => {
  it("I-42 has no session any more, no program that is signed in, and no sign-in that waits", async () => {
    const ana = await armed();
    const { email, password, id } = ana.person;
    const proof = { code: codeAt(ana.secret, 1) };
    const { token } = (await json(
      await client(app).post("/api/auth/sign-in/token", { email, password, ...proof }),
    )) as unknown as { token: string };
    const tab = await waiting(ana);
    const program = () => client(app).get("/api/v1/me", { authorization: `Bearer ${token}` });
    expect([await me(ana), (await program()).status]).toEqual([200, 200]);
    await asOwner(database.ownerUrl, (sql) => sql`delete from identity."user" where id = ${id}`);
    expect([await me(ana), (await program()).status]).toEqual([401, 401]);
    const [recoveryCode = ""] = ana.recoveryCodes;
    expect(await codeOf(await tab.post(FINISH, { recoveryCode }))).toEqual([401, "identity.sign_in_expired"]);
    expect((await client(app).post("/api/auth/sign-in/email", { email, password })).status).toBe(401);
  });
});

describe("somebody who has lost everything", () => {
  const { ownerUrl } = database;

  it("is let in by the owner of the database: signed out everywhere, told of it, and asked for no code", async () => {
    const ana = await armed();
    const tab = await waiting(ana);
    const { email, password, id } = ana.person;
    const outcome = await resetSecondFactor({ ownerUrl, email: ` ${email.toUpperCase()}` });
    expect(describeReset(email, outcome)).toContain("has no second factor any more");
    expect(await me(ana)).toBe(401);
    const [recoveryCode = ""] = ana.recoveryCodes;
    expect(await codeOf(await tab.post(FINISH, { recoveryCode }))).toEqual([401, "identity.sign_in_expired"]);
    const signIn = await client(app).post("/api/auth/sign-in/email", { email, password });
    expect(await statusOf(signIn)).toEqual([200, "signed_in"]);
    const facts = await asOwner(
      ownerUrl,
      (sql) => sql`select data from identity.facts where type = 'identity.second_factor_reset' and user_id = ${id}`,
    );
    expect(facts).toEqual([{ data: { userId: id } }]);
  });

  it("loses nothing to a second run, and nobody to a wrong address", async () => {
    const ben = await newcomer(app);
    const outcome = await resetSecondFactor({ ownerUrl, email: ben.person.email });
    expect(describeReset(ben.person.email, outcome)).toContain("Nothing was changed.");
    expect(await me(ben)).toBe(200);
    const nobody = resetSecondFactor({ ownerUrl, email: "nobody@inbox.ninefold.dev" });
    await expect(nobody).rejects.toMatchObject({ code: "grant.unknown_address" });
    await expect(resetSecondFactor({ ownerUrl, email: " " })).rejects.toMatchObject({ code: "grant.no_address" });
  });
});
