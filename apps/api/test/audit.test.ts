import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { json, memberOf, newcomer, signUpForm, startApp, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
// One that runs reactions in this process, as a worker would.
const { app, system } = await startApp(database.urls, { WORKFLOWS_PROVIDER: "inline" });
await system.workflows.start();
afterAll(async () => {
  await system.workflows.stop();
  await system.close();
  await database.drop();
});

interface Shown {
  readonly action: string;
  readonly actor: { readonly type: string; readonly id: string | null; readonly name: string | null };
  readonly subject: { readonly type: string; readonly id: string; readonly name: string | null };
  readonly evidence: string;
  readonly requestId: string;
  readonly data: object;
}

async function list(tab: Tab, path: string, query = "") {
  const body = await json(await tab.get(`${path}/audit${query}`));
  return { entries: body["entries"] as readonly Shown[], nextCursor: body["nextCursor"] as string | null };
}

/** What has happened is written down a moment later. */
async function eventually(tab: Tab, path: string, action: string): Promise<Shown> {
  return expect
    .poll(async () => (await list(tab, path)).entries.find((one) => one.action === action), {
      timeout: 10_000,
      interval: 20,
    })
    .toBeDefined()
    .then(async () => {
      const found = (await list(tab, path)).entries.find((one) => one.action === action);
      if (found === undefined) throw new Error(`no ${action}`);
      return found;
    });
}

describe("the audit log of a workspace", { timeout: 30_000 }, () => {
  it("says who created it, and in which request", async () => {
    const owner = await newcomer(app);
    const requestId = "made-by-this-test";
    const workspace = await json(
      await owner.post("/api/v1/workspaces", { name: "Acme" }, { "x-request-id": requestId }),
    );
    const path = `/api/v1/workspaces/${workspace.id}`;
    expect(await eventually(owner, path, "identity.workspace_created")).toMatchObject({
      actor: { type: "person", id: owner.person.id, name: owner.person.name },
      subject: { type: "workspace", id: workspace.id },
      evidence: "intent",
      requestId,
    });
  });

  it("names roles and invited people to whoever may see them elsewhere, and is read by who may read it alone", async () => {
    const acme = await withWorkspace(app);
    const made = await acme.owner.post(`${acme.path}/roles`, { name: "Auditor", permissions: ["audit:read"] });
    const { role } = await json(made);
    const { email } = signUpForm();
    await acme.owner.post(`${acme.path}/invitations`, { email, role: "viewer" });
    const auditor = await memberOf(app, acme, String(role));
    const joined = await eventually(acme.owner, acme.path, "identity.member_joined");
    expect(joined.data).toMatchObject({ role: expect.any(String) as unknown });
    const { entries } = await list(acme.owner, acme.path);
    const named = entries.map(({ action, subject }) => [action, subject.name]);
    expect(named).toContainEqual(["identity.role_created", "Auditor"]);
    expect(named).toContainEqual(["identity.invitation_created", email]);
    expect((await auditor.get(`${acme.path}/audit`)).status).toBe(200);
    const unnamed = (await list(auditor, acme.path)).entries.map(({ subject }) => subject.name);
    expect(unnamed.every((name) => name === null)).toBe(true);
  });

  it("says who invited, who joined, who gave whom which role, and who removed whom", async () => {
    const acme = await withWorkspace(app);
    const { owner, path } = acme;
    const admin = await memberOf(app, acme, "admin");
    const member = await memberOf(app, acme, "member");
    const by = (tab: typeof owner) => ({ actor: { type: "person", id: tab.person.id } });
    const invitation = await json(
      await admin.post(`${path}/invitations`, { email: signUpForm().email, role: "viewer" }),
    );
    await owner.patch(`${path}/members/${member.person.id}`, { role: "viewer" });
    await admin.delete(`${path}/members/${member.person.id}`);

    const removed = await eventually(owner, path, "identity.member_removed");
    expect(removed).toMatchObject({ ...by(admin), subject: { id: member.person.id }, evidence: "intent" });
    expect(await eventually(owner, path, "identity.member_role_changed")).toMatchObject({
      ...by(owner),
      subject: { type: "person", id: member.person.id },
      data: { role: "viewer" },
    });
    const { entries } = await list(owner, path);
    expect(entries.find(({ subject }) => subject.id === invitation.id)).toMatchObject(by(admin));
    const joined = entries.filter(({ action }) => action === "identity.member_joined");
    expect(joined.find(({ subject }) => subject.id === member.person.id)).toMatchObject({
      // Whoever has left is known by id alone.
      actor: { type: "person", id: member.person.id, name: null },
      evidence: "event",
      data: { role: "member" },
    });
    expect(entries.filter(({ evidence }) => evidence === "none")).toEqual([]);
  });

  it("has a project in the same moment, and nothing of one that was refused", async () => {
    const { owner, path } = await withWorkspace(app);
    const project = await json(await owner.post(`${path}/projects`, { name: "Launch" }));
    await owner.post(`${path}/projects`, { name: " " });
    const { entries } = await list(owner, path, "?action=product.project_created");
    expect(entries).toMatchObject([
      { action: "product.project_created", subject: { type: "project", id: project.id }, evidence: "transaction" },
    ]);
  });

  it("does not say that somebody did what they were refused", async () => {
    const acme = await withWorkspace(app);
    const { owner, path } = acme;
    const [admin, second] = [await memberOf(app, acme, "admin"), await memberOf(app, acme, "owner")];
    expect((await admin.delete(`${path}/members/${second.person.id}`)).status).toBe(403);
    await owner.delete(`${path}/members/${second.person.id}`);
    expect(await eventually(owner, path, "identity.member_removed")).toMatchObject({
      actor: { id: owner.person.id },
      evidence: "intent",
    });
  });

  it("comes page by page, newest first", async () => {
    const { owner, path } = await withWorkspace(app);
    for (const name of ["One", "Two", "Three"]) await owner.post(`${path}/projects`, { name });
    const only = "action=product.project_created&limit=2";
    const first = await list(owner, path, `?${only}`);
    const second = await list(owner, path, `?${only}&cursor=${first.nextCursor}`);
    expect([first.entries.length, second.entries.length, second.nextCursor]).toEqual([2, 1, null]);
    expect(new Set([...first.entries, ...second.entries].map(({ subject }) => subject.id)).size).toBe(3);
  });

  it.each([
    "cursor=9999999999999999.x",
    `cursor=${"9".repeat(16)}.01234567-0123-7123-8123-0123456789ab`,
    "action=DROP",
    "limit=101",
  ])("refuses what is no question: %s", async (query) => {
    const { owner, path } = await withWorkspace(app);
    expect((await owner.get(`${path}/audit?${query}`)).status).toBe(422);
  });

  it("has no name or address in it that a person could not have erased", async () => {
    const acme = await withWorkspace(app);
    const { owner, path } = acme;
    const member = await memberOf(app, acme, "member");
    await owner.delete(`${path}/members/${member.person.id}`);
    await eventually(owner, path, "identity.member_removed");
    const text = JSON.stringify((await list(owner, path)).entries);
    expect(text).not.toContain(member.person.email);
  });
});
