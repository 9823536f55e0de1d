import { readFileSync } from "node:fs";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { grantOperator } from "../src/database/operators.ts";
import { asOwner } from "../src/database/owner.ts";
import {
  client,
  memberOf,
  newcomer,
  signInMail,
  signUp,
  signUpForm,
  startApp,
  tokenFor,
  withWorkspace,
} from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const page = readFileSync(path.resolve(import.meta.dirname, "../../../runbooks/account-recovery.md"), "utf8");
const statements = [...page.matchAll(/^ *```sql\n([^]*?)```/gm)].map(([, text = ""]) => text);

/** The one statement of the page that says this, as psql sends it to the login that the page names. */
async function run(
  says: string,
  variables: Readonly<Record<string, string>>,
  url = database.urls.DATABASE_IDENTITY_URL,
) {
  const found = statements.filter((text) => text.includes(says));
  expect(found, says).toHaveLength(1);
  const text = (found[0] ?? "").replaceAll(/:'(\w+)'/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`the page does not ask for ${name}`);
    return `'${value.replaceAll("'", "''")}'`;
  });
  return asOwner(url, (sql) => sql.unsafe(text));
}

const check = (address: string) => run("as confirmed", { address });
const signIn = async ({ email, password }: { email: string; password: string }) =>
  (await client(app).post("/api/auth/sign-in/email", { email, password })).status;

describe("the runbook about accounts", () => {
  it("finds a person by their address as they write it, and says whether they are confirmed and signed in", async () => {
    const ana = await newcomer(app);
    const ben = await signUp(app);
    expect(await check(ana.person.email.toUpperCase())).toMatchObject([
      { id: ana.person.id, confirmed: true, passwords: "1", sessions: "1" },
    ]);
    expect(await check(ben.person.email)).toMatchObject([{ confirmed: false, sessions: "0" }]);
    expect(await check("nobody@inbox.example")).toEqual([]);
  });

  it("shows which workspaces a person is in, and how many owners each has", async () => {
    const acme = await withWorkspace(app);
    const member = await memberOf(app, acme, "member");
    const { id, slug } = acme.workspace;
    expect(await run("as owners", { person: member.person.id })).toMatchObject([
      { id, slug, role: "member", owners: "1" },
    ]);
  });

  it("shows under which address attempts are counted", async () => {
    const guess = { email: signUpForm().email, password: "not the password at all" };
    await client(app).post("/api/auth/sign-in/email", guess, { "x-forwarded-for": "203.0.113.9" });
    const rows = await run("identity.rate_limit", {});
    expect(rows.map((row) => String(row["key"])).filter((key) => key.startsWith("203.0.113.9"))).toHaveLength(1);
  });

  it("throws a thief out who knows the password, and the person gets in again by their mail", async () => {
    const ana = await newcomer(app);
    const stolen = await tokenFor(app, "passwordResetMail", ana.person.id);
    const { token: mailed } = await signInMail(app, ana.person);
    await run("password = null", { person: ana.person.id });
    expect((await client(app).post("/api/auth/sign-in/link", { token: mailed })).status).toBe(422);
    expect((await ana.get("/api/v1/me")).status).toBe(401);
    expect(await signIn(ana.person)).toBe(401);
    const newPassword = "a new password of theirs";
    const withStolen = await client(app).post("/api/auth/reset-password", { token: stolen, newPassword });
    expect(withStolen.status).toBe(422);
    const token = await tokenFor(app, "passwordResetMail", ana.person.id);
    expect((await client(app).post("/api/auth/reset-password", { token, newPassword })).status).toBe(200);
    expect(await signIn({ ...ana.person, password: newPassword })).toBe(200);
  });

  it("moves an account to another address, which a new password confirms, and keeps what it is a member of", async () => {
    const acme = await withWorkspace(app);
    const { person } = acme.owner;
    const oldLink = await tokenFor(app, "passwordResetMail", person.id);
    const email = `moved-${person.email}`;
    await run(":'new_address'", { person: person.id, new_address: email.toUpperCase() });
    expect((await acme.owner.get("/api/v1/me")).status).toBe(401);
    expect(await signIn(person)).toBe(401);
    const newPassword = "a new password of theirs";
    const late = await client(app).post("/api/auth/reset-password", { token: oldLink, newPassword });
    expect(late.status).toBe(422);

    const reset = await tokenFor(app, "passwordResetMail", person.id);
    expect((await client(app).post("/api/auth/reset-password", { token: reset, newPassword })).status).toBe(200);
    const tab = client(app);
    expect((await tab.post("/api/auth/sign-in/email", { email, password: newPassword })).status).toBe(200);
    expect((await tab.get(acme.path)).status).toBe(200);
  });

  it("gives a workspace that nobody can manage an owner, from among its members", async () => {
    const acme = await withWorkspace(app);
    const [viewer, stranger] = [await memberOf(app, acme, "viewer"), await newcomer(app)];
    const make = (person: string) => run("set role = 'owner'", { workspace: acme.workspace.id, person });
    await make(stranger.person.id);
    expect((await stranger.get(acme.path)).status).toBe(404);
    await make(viewer.person.id);
    expect(await (await viewer.get(acme.path)).json()).toMatchObject({ role: "owner" });
  });

  it("shows how often a way in by mail was asked for lately", async () => {
    const { id } = await signInMail(app);
    expect(await run("as most_tries", { person: id })).toMatchObject([
      { purpose: "sign-in", waiting: "1", most_tries: 0 },
    ]);
  });

  it("ends that somebody runs the platform, as the owner of the database alone can", async () => {
    const ana = await newcomer(app);
    await grantOperator({ ownerUrl: database.ownerUrl, email: ana.person.email, command: "a test" });
    const end = (url: string) => run("identity.operators", { person: ana.person.id }, url);
    await expect(end(database.urls.DATABASE_IDENTITY_URL)).rejects.toMatchObject({ code: "42501" });
    await end(database.ownerUrl);
    expect((await ana.get("/api/v1/admin/system")).status).toBe(404);
  });
});
