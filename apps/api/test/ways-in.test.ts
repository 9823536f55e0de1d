import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { armed as armedIn, codeAt } from "./armed.ts";
import { addPasskey, askedToSignIn, authenticator } from "./passkeys.ts";
import { accept, bringBack, chosenAt, goBy, pageOf, PROVIDERS, startVendors, stranger } from "./social.ts";
import { client, confirmationCode, json, newcomer, signInMail, startApp, type Tab } from "./support.ts";

const database = await createTestDatabase();
const vendors = await startVendors();
const { app, system } = await startApp(database.urls, vendors.env);
afterAll(async () => {
  await system.close();
  await vendors.close();
  await database.drop();
});

const FINISH = "/api/auth/sign-in/second-factor";
const CONFIRM = "/api/v1/me/confirmation-code/confirm";
const DEVICE = "ninefold.device=";
const armed = () => armedIn(app);
const isIn = async (tab: Pick<Tab, "get">) => (await tab.get("/api/v1/me")).status === 200;
const codeOf = async (response: Response) => [response.status, (await json(response))["code"]];

/** Makes the last time that this person proved who they are an old one. */
const grownOld = (userId: string) =>
  asOwner(
    database.ownerUrl,
    (sql) => sql`update identity.session set created_at = now() - interval '1 hour', authenticated_at = null
      where user_id = ${userId}`,
  );

/** Goes to a vendor inside a session, and comes back. Answers the page. */
async function goFor(tab: Tab, path: string, person: { readonly id: string }): Promise<string> {
  const { url } = await json(
    await tab.post(path, { provider: "google", ...(path.endsWith("confirm") && { next: "/account" }) }),
  );
  return pageOf(await bringBack(tab, app, "google", await chosenAt(new URL(String(url)), person)));
}

/** The second factor is asked for in this browser, which is not known before it is given. */
async function assertWaits(tab: Tab, secret: string): Promise<void> {
  expect([await isIn(tab), tab.cookie()]).toEqual([false, expect.not.stringContaining(DEVICE)]);
  expect((await tab.post(FINISH, { code: codeAt(secret, 1) })).status).toBe(200);
  expect([await isIn(tab), tab.cookie()]).toEqual([true, expect.stringContaining(DEVICE)]);
}

describe("the second factor", () => {
  it.each(["code", "link"] as const)("I-47, I-48: stands before the %s of a mail", async (way) => {
    const ana = await armed();
    const { tab, code, token } = await signInMail(app, ana.person);
    const answer = await tab.post(`/api/auth/sign-in/${way}`, way === "code" ? { code } : { token });
    expect(await json(answer)).toEqual({ status: "second_factor_required" });
    await assertWaits(tab, ana.secret);
  });

  it.each(PROVIDERS)(
    "I-47, I-49: stands before a sign-in by %s, and leads on to where it was going",
    async (provider) => {
      const tab = client(app);
      const person = stranger(vendors, provider);
      await goBy(tab, app, provider, { person });
      expect((await accept(tab)).status).toBe(200);
      const { secret } = await json(await tab.post("/api/v1/me/second-factor", {}));
      await tab.post("/api/v1/me/second-factor/confirm", { code: codeAt(String(secret), 0) });

      const other = client(app);
      expect(await goBy(other, app, provider, { person, next: "/w/acme" })).toBe(
        `/sign-in/second-factor?${new URLSearchParams({ next: "/w/acme" }).toString()}`,
      );
      await assertWaits(other, String(secret));
    },
  );

  it("I-47: is not asked for after a passkey, which has checked its person", async () => {
    const ana = await armed();
    const own = authenticator();
    expect((await addPasskey(ana, own)).status).toBe(201);
    const tab = client(app);
    const answer = await tab.post("/api/auth/sign-in/passkey", { credential: own.get(await askedToSignIn(tab)) });
    expect([await json(answer), await isIn(tab)]).toEqual([{ status: "signed_in" }, true]);
  });

  it("I-43, I-47: goes with a mailed code, and is looked at before it: a wrong one uses no code up", async () => {
    const ana = await armed();
    await grownOld(ana.person.id);
    const mailedCode = await confirmationCode(app, ana);
    expect(await codeOf(await ana.post(CONFIRM, { mailedCode }))).toEqual([403, "identity.second_factor_required"]);
    expect(await codeOf(await ana.post(CONFIRM, { mailedCode, code: "000000" }))).toEqual([
      422,
      "identity.wrong_second_factor",
    ]);
    const risky = () => ana.post("/api/v1/me/exports", {});
    expect(await codeOf(await risky())).toEqual([403, "identity.step_up_required"]);
    expect((await ana.post(CONFIRM, { mailedCode, code: codeAt(ana.secret, 1) })).status).toBe(200);
    expect((await risky()).status).toBe(201);
  });

  it("I-43, I-47: is not left out by proving oneself at a vendor", async () => {
    const ana = await armed();
    const person = stranger(vendors, "google");
    expect(await goFor(ana, "/api/v1/me/connections", person)).toBe("/account/security?connected=google");
    await grownOld(ana.person.id);
    expect(await goFor(ana, "/api/v1/me/connections/confirm", person)).toBe("/account/security?problem=second-factor");
    expect(await codeOf(await ana.post("/api/v1/me/exports", {}))).toEqual([403, "identity.step_up_required"]);
  });
});

describe("somebody new who comes by a vendor", () => {
  it("is held to the list of disposable addresses, like everybody", async () => {
    const tab = client(app);
    const email = `mira-${crypto.randomUUID()}@mailinator.com`;
    await goBy(tab, app, "google", { person: stranger(vendors, "google", { email }) });
    expect(await codeOf(await accept(tab))).toEqual([422, "identity.disposable_address"]);
    expect(await isIn(tab)).toBe(false);
  });

  it("finds sign-ups closed where an operator has closed them", async () => {
    const { person } = await newcomer(app);
    const by = { actor: person.id, requestId: "test" };
    const expiresAt = new Date(Date.now() + 3_600_000);
    const tab = client(app);
    await goBy(tab, app, "github", { person: stranger(vendors, "github") });
    await system.safety.activateSwitch({ dependency: "sign-ups", reason: "a wave", expiresAt, ...by });
    // Each process reads what was decided within seconds.
    await vi.waitFor(
      async () => expect(await codeOf(await accept(tab))).toEqual([403, "identity.sign_ups_closed"]),
      10_000,
    );
    await system.safety.clearSwitch({ dependency: "sign-ups", ...by });
    await vi.waitFor(async () => expect((await accept(tab)).status).toBe(200), 10_000);
  });
});
