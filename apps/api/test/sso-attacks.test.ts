import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { type VendorPerson, startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import type { Sql } from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { accept } from "./social.ts";
import {
  bringTo,
  broughtFrom,
  connected,
  departureTo,
  goInto,
  isIn,
  newDomain,
  put,
  startSurroundings,
} from "./sso.ts";
import { client, json, newcomer, startApp, type Tab } from "./support.ts";

const database = await createTestDatabase();
const around = await startSurroundings();
const other = await startEmulator("openid");
const { app, system } = await startApp(database.urls, around.env);
afterAll(async () => {
  await system.close();
  await Promise.all([around.close(), other.close()]);
  await database.drop();
});

const { openid, dns } = around;
const asDatabase = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => asOwner(database.ownerUrl, work);
const codeOf = async (answer: Response) => [answer.status, (await json(answer))["code"]];

/** Somebody at the provider whose address is in the domain. */
function employee(domain: string, part: Partial<VendorPerson> = {}): VendorPerson {
  return openid.addPerson({ name: "Ratna Wijaya", email: `ratna-${randomUUID()}@${domain}`, verified: true, ...part });
}

/** An account of ours with an address in the domain, made the old way. */
async function settled(domain: string) {
  const person = await newcomer(app);
  const email = `settled-${randomUUID()}@${domain}`;
  await asDatabase((sql) => sql`update identity.user set email = ${email} where id = ${person.person.id}`);
  return { ...person, email };
}

const workspaces = async (tab: Pick<Tab, "get">) => (await json(await tab.get("/api/v1/me")))["workspaces"];

async function member(at: { readonly id: string; readonly domain: string }) {
  const tab = client(app);
  const person = employee(at.domain);
  expect(await goInto(tab, at, person)).toBe("/sign-up/terms");
  expect((await accept(tab)).status).toBe(200);
  return { tab, person };
}

describe("single sign-on of a workspace", () => {
  it("takes somebody new in after the terms, as a member in the role of newcomers, and knows them by the subject", async () => {
    const company = await connected(await newcomer(app), around);
    const tab = client(app);
    const person = employee(company.domain);
    expect(await goInto(tab, company, person)).toBe("/sign-up/terms");
    expect(await isIn(tab)).toBe(false);
    expect(await json(await tab.post("/api/auth/social/newcomer", {}))).toEqual({
      status: "waiting",
      provider: "sso",
      workspaceName: "Company",
      email: person.email,
      name: person.name,
    });
    expect((await accept(tab, { termsVersion: "of last year" })).status).toBe(422);
    expect((await accept(tab)).status).toBe(200);
    expect(await workspaces(tab)).toMatchObject([{ id: company.id, role: "viewer" }]);
    const facts = await asDatabase(
      (sql) => sql<{ type: string }[]>`select type from identity.facts where tenant_id = ${company.id}`,
    );
    expect(facts.map(({ type }) => type)).toContain("identity.member_joined");
    const again = client(app);
    expect(await goInto(again, company, person)).toBe("/home");
    expect(await isIn(again)).toBe(true);
  });

  it("says of an address what its domain does, and nothing of who has an account", async () => {
    const company = await connected(await newcomer(app), around);
    const known = await settled(company.domain);
    const asked = async (email: string) => {
      const answer = await client(app).post("/api/auth/social/sso", { email });
      const { url: _url, ...body } = await json(answer);
      return [answer.status, body];
    };
    expect(await asked(known.email)).toEqual(await asked(`nobody@${company.domain}`));
    const { person } = await newcomer(app);
    expect(await codeOf(await client(app).post("/api/auth/social/sso", { email: person.email }))).toEqual([
      422,
      "identity.sso_off",
    ]);
  });

  it("I-50 an address that has an account is never connected silently: its owner connects it, signed in", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const old = await settled(company.domain);
    const person = employee(company.domain, { email: old.email });
    expect(await goInto(client(app), company, person)).toBe("/sign-in?problem=address-known&next=%2Fhome");
    // Somebody of the domain who is in no such workspace is offered nothing.
    expect(await json(await old.get("/api/v1/me/sign-in-connections"))).toEqual({ connections: [] });
    const begin = () => old.post("/api/v1/me/sign-in-connections", { workspaceId: company.id });
    expect(await codeOf(await begin())).toEqual([422, "identity.sso_off"]);
    await join(company.id, old.person.id);
    expect(await json(await old.get("/api/v1/me/sign-in-connections"))).toMatchObject({
      connections: [{ workspaceId: company.id, workspaceName: "Company", connectedAt: null }],
    });
    const url = String((await json(await begin()))["url"]);
    expect(await bringTo(old, company.id, await broughtFrom(url, person))).toBe("/account/security?connected=sso");
    const tab = client(app);
    expect(await goInto(tab, company, person)).toBe("/home");
    await old.delete(`/api/v1/me/sign-in-connections/${company.id}`);
    expect(await goInto(client(app), company, person)).toBe("/sign-in?problem=address-known&next=%2Fhome");
  });

  it("I-50 a provider speaks for its domains alone, whoever is connected to it", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const outside = openid.addPerson({ name: "Eve", email: `eve-${randomUUID()}@gmail.com`, verified: true });
    expect(await goInto(client(app), company, outside)).toBe("/sign-in?problem=unverified");
    const unsure = employee(company.domain, { verified: false });
    expect(await goInto(client(app), company, unsure)).toBe("/sign-in?problem=unverified");
    for (const before of ["eve@elsewhere.com,x", "a b", "x@y", "<eve>"]) {
      const odd = openid.addPerson({ name: "Eve", email: `${before}@${company.domain}`, verified: true });
      expect(await goInto(client(app), company, odd)).toBe("/sign-in?problem=unverified");
    }
    // An account whose own address is elsewhere is none of this provider's, even where somebody had connected it.
    const { tab, person } = await member(company);
    const me = await json(await tab.get("/api/v1/me"));
    const { id } = me["person"] as { id: string };
    await asDatabase(
      (sql) => sql`update identity.user set email = ${`x-${randomUUID()}@elsewhere.com`} where id = ${id}`,
    );
    expect(await goInto(client(app), company, person)).toBe("/sign-in?problem=other-domain");
  });

  it("a member who was removed is not let back in by it", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { tab, person } = await member(company);
    const { id } = (await json(await tab.get("/api/v1/me")))["person"] as { id: string };
    expect((await owner.delete(`${company.at}/members/${id}`)).status).toBe(200);
    expect(await goInto(client(app), company, person)).toBe("/sign-in?problem=not-member");
    expect(await workspaces(tab)).toEqual([]);
  });

  it("I-47 the second factor stands before it, and the session that comes after both is the connection's", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { tab, person } = await member(company);
    const { id } = (await json(await tab.get("/api/v1/me")))["person"] as { id: string };
    await asDatabase(
      (sql) => sql`insert into identity.second_factors (user_id, sealed_secret, begun_at, confirmed_at, last_step)
        values (${id}, 'x', now(), now(), 1)`,
    );
    const again = client(app);
    expect(await goInto(again, company, person)).toBe("/sign-in/second-factor?next=%2Fhome");
    expect(await isIn(again)).toBe(false);
    const rows = await asDatabase(
      (sql) => sql<{ connection: string | null }[]>`
        select connection_id as connection from identity.waiting_sign_ins where user_id = ${id}`,
    );
    expect(rows[0]?.connection).toEqual(expect.any(String));
  });

  it("required, it lets the people of the domain in by itself alone, and owners by any way", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { tab } = await member(company);
    const old = await settled(company.domain);
    const guest = await newcomer(app);
    await join(company.id, old.person.id);
    await join(company.id, guest.person.id);
    expect((await owner.patch(`${company.at}/sign-in-connection`, { isRequired: true })).status).toBe(200);
    expect((await tab.get(company.at)).status).toBe(200);
    expect((await owner.get(company.at)).status).toBe(200);
    expect((await guest.get(company.at)).status).toBe(200);
    expect(await codeOf(await old.get(company.at))).toEqual([403, "identity.single_sign_on_required"]);
    expect(await codeOf(await old.get(`${company.at}/projects`))).toEqual([403, "identity.single_sign_on_required"]);
    // What it asks of sessions ends with it.
    await owner.patch(`${company.at}/sign-in-connection`, { isOn: false });
    expect((await old.get(company.at)).status).toBe(200);
  });

  it("switched off, without its domain, or of a workspace that is closed, it lets nobody in", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { person } = await member(company);
    const said = async () => {
      const tab = client(app);
      return { tab, brought: await broughtFrom(await departureTo(tab, company.domain), person) };
    };
    const off = await said();
    await owner.patch(`${company.at}/sign-in-connection`, { isOn: false });
    expect(await bringTo(off.tab, company.id, off.brought)).toBe("/sign-in?problem=sso-off");
    const begin = () => client(app).post("/api/auth/social/sso", { email: person.email });
    expect(await codeOf(await begin())).toEqual([422, "identity.sso_off"]);
    await owner.patch(`${company.at}/sign-in-connection`, { isOn: true });

    const removed = await said();
    expect((await owner.delete(`${company.at}/domains/${company.domainId}`)).status).toBe(200);
    expect(await bringTo(removed.tab, company.id, removed.brought)).toBe("/sign-in?problem=unverified");
    expect(await codeOf(await begin())).toEqual([422, "identity.sso_off"]);
  });

  it("a workspace that was deleted has none, also for whoever reads the terms meanwhile", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const reading = client(app);
    expect(await goInto(reading, company, employee(company.domain))).toBe("/sign-up/terms");
    const { person } = await member(company);
    await asDatabase((sql) => sql`update identity.organization set closed_at = now() where id = ${company.id}`);
    expect(await codeOf(await accept(reading))).toEqual([422, "identity.sso_off"]);
    expect(await codeOf(await client(app).post("/api/auth/social/sso", { email: person.email }))).toEqual([
      422,
      "identity.sso_off",
    ]);
  });

  it("I-49 an answer to another browser, to another workspace, or used before brings nobody in", async () => {
    const [one, two] = [await connected(await newcomer(app), around), await connected(await newcomer(app), around)];
    const { person } = await member(one);
    const tab = client(app);
    const said = await broughtFrom(await departureTo(tab, one.domain), person);
    expect(await bringTo(client(app), one.id, said)).toBe("/sign-in?problem=stale");
    expect(await bringTo(tab, two.id, said)).toBe("/sign-in?problem=refused");
    expect(await bringTo(tab, one.id, said)).toBe("/sign-in?problem=stale");
    expect(await isIn(tab)).toBe(false);
  });

  it("I-49 what another provider has signed is nobody here, and a subject is one's own provider's", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { person } = await member(company);
    const evil = await newcomer(app);
    const evilDomain = newDomain();
    const theirs = await connected(evil, { ...around, openid: other }, evilDomain);
    const tab = client(app);
    const url = await departureTo(tab, company.domain);
    // The code of one provider, brought to the other one's address.
    const said = await broughtFrom(url, person);
    expect(await bringTo(tab, theirs.id, said)).toBe("/sign-in?problem=refused");
    const wrong = client(app);
    const mine = await broughtFrom(await departureTo(wrong, company.domain), person);
    mine.set("iss", other.issuer);
    expect(await bringTo(wrong, company.id, mine)).toBe("/sign-in?problem=refused");
  });

  it.each(["nonce", "issuer", "audience", "expired", "unsigned", "symmetric", "other-key", "no-token"] as const)(
    "I-49 a token that is wrong in its %s brings nobody in",
    async (defect) => {
      const company = await connected(await newcomer(app), around);
      const tab = client(app);
      openid.spoil(defect);
      expect(await goInto(tab, company, employee(company.domain))).toBe("/sign-in?problem=refused");
      expect(await isIn(tab)).toBe(false);
    },
  );

  it("a person who does not want to, and a provider that is away, bring the browser back with a reason", async () => {
    const company = await connected(await newcomer(app), around);
    expect(await goInto(client(app), company, undefined)).toBe("/sign-in?problem=declined");
    const tab = client(app);
    const said = await broughtFrom(await departureTo(tab, company.domain), employee(company.domain));
    await openid.stop();
    try {
      expect(await bringTo(tab, company.id, said)).toBe("/sign-in?problem=unavailable");
      const begun = await client(app).post("/api/auth/social/sso", { email: `a@${company.domain}` });
      expect(await codeOf(begun)).toEqual([503, "identity.unavailable"]);
    } finally {
      await openid.start();
    }
  });

  it("another issuer knows nobody of the first", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { person } = await member(company);
    const { issuer, clientId, clientSecret } = other;
    await put(owner, `${company.at}/sign-in-connection`, { issuer, clientId, clientSecret, role: "member" });
    const left = await asDatabase(
      (sql) => sql<{ n: number }[]>`select count(*)::int as n from identity.account where account_id = ${person.id}`,
    );
    expect(left[0]?.n).toBe(0);
    expect(await codeOf(await client(app).post("/api/auth/social/sso", { email: person.email }))).toEqual([
      422,
      "identity.sso_off",
    ]);
  });
});

describe("setting it up", () => {
  it("wants a domain that is one company's, and its record in DNS", async () => {
    const owner = await newcomer(app);
    const { id } = await json(await owner.post("/api/v1/workspaces", { name: "Company" }));
    const at = `/api/v1/workspaces/${id}`;
    for (const domain of ["gmail.com", "co.id", "GitHub.io", "corp.internal"]) {
      expect(await codeOf(await owner.post(`${at}/domains`, { domain }))).toEqual([422, "identity.shared_domain"]);
    }
    expect(await codeOf(await owner.post(`${at}/domains`, { domain: "http://x" }))).toEqual([
      422,
      "identity.invalid_domain",
    ]);
    const domain = newDomain();
    const made = await json(await owner.post(`${at}/domains`, { domain: domain.toUpperCase() }));
    expect(made).toMatchObject({ domain, state: "claimed", record: { name: `_ninefold.${domain}` } });
    const verify = () => owner.post(`${at}/domains/${made["id"]}/verification`, {});
    expect(await codeOf(await verify())).toEqual([422, "identity.record_not_found"]);
    const { name, value } = made["record"] as { name: string; value: string };
    dns.add({ type: "TXT", name, value: `${value}x` });
    expect(await codeOf(await verify())).toEqual([422, "identity.record_not_found"]);
    dns.add({ type: "TXT", name, value });
    expect(await json(await verify())).toMatchObject({ state: "verified" });
    await dns.stop();
    try {
      expect(await codeOf(await verify())).toEqual([503, "identity.unavailable"]);
    } finally {
      await dns.start();
    }
  });

  it("is tested before it is on, and says of what is behind an address no more than that it is no provider", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const silent = createServer((_request, response) => response.end("the secret of this machine"));
    await new Promise<void>((resolve) => void silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const answers = [];
    for (const issuer of [
      `http://127.0.0.1:${port}`,
      "http://127.0.0.1:1",
      "https://169.254.169.254",
      "https://10.0.0.1",
      "https://nowhere.invalid",
    ]) {
      await put(owner, `${company.at}/sign-in-connection`, {
        issuer,
        clientId: "x",
        clientSecret: "y",
        role: "member",
      });
      const answer = await owner.post(`${company.at}/sign-in-connection/test`, {});
      const { requestId: _id, ...body } = await json(answer);
      answers.push(JSON.stringify(body));
      expect(await codeOf(await owner.patch(`${company.at}/sign-in-connection`, { isOn: true }))).toEqual([
        422,
        "identity.issuer_refused",
      ]);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toContain("secret of this machine");
    await new Promise((resolve) => void silent.close(resolve));
  });

  it("never answers the client secret, keeps it sealed, and is for whoever may alone, signed in recently", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const { tab } = await member(company);
    const shown = await (await owner.get(`${company.at}/sign-in`)).text();
    expect(shown).not.toContain(openid.clientSecret);
    expect(shown).toContain(`/api/auth/callback/sso/${company.id}`);
    const kept = await asDatabase((sql) => sql`select * from identity.sign_in_connection`);
    expect(JSON.stringify(kept)).not.toContain(openid.clientSecret);
    expect(await codeOf(await tab.get(`${company.at}/sign-in`))).toEqual([403, "identity.forbidden"]);
    const stranger = await newcomer(app);
    expect(await codeOf(await stranger.get(`${company.at}/sign-in`))).toEqual([404, "identity.workspace_not_found"]);
    await asDatabase(
      (sql) =>
        sql`update identity.session set authenticated_at = now() - interval '1 day' where user_id = ${owner.person.id}`,
    );
    expect(await codeOf(await owner.post(`${company.at}/domains`, { domain: newDomain() }))).toEqual([
      403,
      "identity.step_up_required",
    ]);
  });

  it("a domain whose record is missing is lost, and found again by the sweep", async () => {
    const owner = await newcomer(app);
    const company = await connected(owner, around);
    const overdue = () =>
      asDatabase(
        (sql) =>
          sql`update identity.workspace_domain set checked_at = now() - interval '2 days' where id = ${company.domainId}`,
      );
    const state = async () => {
      const { domains } = await json(await owner.get(`${company.at}/sign-in`));
      return (domains as { state: string }[])[0]?.state;
    };
    dns.remove(`_ninefold.${company.domain}`);
    await overdue();
    await system.identity.sweepDomains();
    expect(await state()).toBe("lost");
    expect(await departureTo(client(app), company.domain)).toContain(openid.url);
    await asDatabase(
      (sql) =>
        sql`update identity.workspace_domain set lost_at = now() - interval '6 days' where id = ${company.domainId}`,
    );
    await overdue();
    await system.identity.sweepDomains();
    expect(await state()).toBe("claimed");
    expect(await codeOf(await client(app).post("/api/auth/social/sso", { email: `a@${company.domain}` }))).toEqual([
      422,
      "identity.sso_off",
    ]);
  });
});

async function join(workspaceId: string, userId: string) {
  await asDatabase(
    (sql) => sql`insert into identity.member (organization_id, user_id, role, created_at)
      values (${workspaceId}, ${userId}, 'member', now())`,
  );
}
