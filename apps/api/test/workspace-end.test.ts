import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import type postgres from "postgres";
import { afterAll, describe, expect, it, vi } from "vitest";
import { asOwner } from "../src/database/owner.ts";
import { client, json, newcomer, signUpForm, startApp, subscribe, type Tab } from "./support.ts";

/** Attacks on the running API: leaving, closing and erasing workspaces. */
const database = await createTestDatabase();
const { app, system, mail } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const ana = await newcomer(app);
const ben = await newcomer(app);
type Someone = typeof ana;
type Place = Awaited<ReturnType<typeof workspaceOf>>;

async function workspaceOf(owner: Someone = ana) {
  const workspace = await json(await owner.post("/api/v1/workspaces", { name: "Acme" }));
  return { owner, workspace, path: `/api/v1/workspaces/${workspace.id}` };
}

async function joined({ owner, path }: Place, person: Someone, role: string): Promise<void> {
  const invited = { email: person.person.email, role: role === "owner" ? "admin" : role };
  const { id } = await json(await owner.post(`${path}/invitations`, invited));
  await person.post(`/api/v1/invitations/${id}/accept`, {});
  if (role === "owner") await owner.patch(`${path}/members/${person.person.id}`, { role });
}

const refusal = async (response: Response) => [response.status, (await json(response))["code"]];
const close = (by: Tab, { path, workspace }: Place, slug: string = workspace.slug) =>
  by.send("DELETE", path, { body: JSON.stringify({ slug }), headers: { "content-type": "application/json" } });
const reopen = (by: Tab, { workspace }: Place) => by.post(`/api/v1/me/closed-workspaces/${workspace.id}/reopen`, {});
const closedOf = async (by: Tab) => {
  const { workspaces } = (await json(await by.get("/api/v1/me/closed-workspaces"))) as unknown as {
    workspaces: { id: string }[];
  };
  return workspaces.map(({ id }) => id);
};
const owner = <T>(work: (sql: postgres.Sql) => Promise<T>) => asOwner(database.ownerUrl, work);
/** As if it had been closed so much earlier. */
const age = (workspaceId: string, days: number) =>
  owner(
    (sql) => sql`update identity.organization set closed_at = closed_at - ${days} * interval '1 day'
      where id = ${workspaceId}`,
  );

/** Every table of the database that says whose a row is, whatever it calls that; and how many rows of this one it has. */
async function rowsOf(workspaceId: string): Promise<Readonly<Record<string, number>>> {
  return owner(async (sql) => {
    const columns = await sql<{ place: string; schema: string; table: string; column: string }[]>`
      select c.table_schema || '.' || c.table_name as place, c.table_schema as schema, c.table_name as table,
        c.column_name as column
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
        and c.column_name in ('tenant_id', 'organization_id', 'workspace_id')`;
    const found: Record<string, number> = {};
    for (const { place, schema, table, column } of columns) {
      const [row] = await sql<{ rows: number }[]>`
        select count(*)::int as rows from ${sql(schema)}.${sql(table)} where ${sql(column)}::text = ${workspaceId}`;
      if (row !== undefined && row.rows > 0) found[place] = row.rows;
    }
    const [own] = await sql<{ rows: number }[]>`
      select count(*)::int as rows from identity.organization where id = ${workspaceId}`;
    if (own !== undefined && own.rows > 0) found["identity.organization"] = own.rows;
    return found;
  });
}

/** Something of everything that a workspace can have. */
async function filled(acme: Place): Promise<void> {
  const { path } = acme;
  await joined(acme, ben, "member");
  const { id: projectId } = await json(await acme.owner.post(`${path}/projects`, { name: "Ours" }));
  await acme.owner.post(
    `${path}/projects/${projectId}/tasks`,
    { title: "A task" },
    { "idempotency-key": randomUUID() },
  );
  const { id: teamId } = await json(await acme.owner.post(`${path}/teams`, { name: "Design" }));
  await acme.owner.post(`${path}/teams/${teamId}/members`, { userId: ben.person.id });
  await acme.owner.post(`${path}/roles`, { name: "Auditor", permissions: ["audit:read"] });
  await acme.owner.post(`${path}/invitations`, { email: signUpForm().email, role: "viewer" });
  await acme.owner.patch(path, { slug: `m-${randomUUID().slice(0, 8)}` });
  const workspaceId = acme.workspace.id;
  const by = { actor: ana.person.id, requestId: "test" };
  const [flag] = await system.safety.listFlags();
  if (flag) await system.safety.setOverride({ flag: flag.key, value: flag.values[0] ?? true, workspaceId, ...by });
  await owner(async (sql) => {
    await sql`insert into media.files (id, tenant_id, key, purpose, name, content_type, size_bytes, state, created_by, created_at, expires_at, stored_at)
      values (gen_random_uuid(), ${workspaceId}, ${`t/${workspaceId}/x`}, 'attachment', 'salaries.pdf', 'application/pdf', 3, 'stored', ${ana.person.id}, now(), now() - interval '1 day', now())`;
    await sql`insert into notifications.deliveries (id, tenant_id, kind, channel, subject, trigger_key, status, created_at, updated_at)
      values (gen_random_uuid(), ${workspaceId}, 'workspace-invitation', 'email', '{}', ${randomUUID()}, 'queued', now(), now())`;
  });
  await system.workflows.relay();
}

describe("a workspace that is closed", () => {
  it("I-70 is there for nobody from the next request on: by its id, by its address, in any list", async () => {
    const acme = await workspaceOf();
    await joined(acme, ben, "admin");
    const invited = await newcomer(app);
    const invite = { email: invited.person.email, role: "viewer" };
    const { id } = await json(await acme.owner.post(`${acme.path}/invitations`, invite));
    const closed = await close(acme.owner, acme);
    expect(await json(closed)).toMatchObject({ id: acme.workspace.id, slug: acme.workspace.slug });
    const paths = ["", "/members", "/projects", "/billing", "/audit", "/teams", "/roles", "/invitations", "/files"];
    for (const person of [acme.owner, ben]) {
      for (const path of paths) {
        expect(await refusal(await person.get(`${acme.path}${path}`)), path).toEqual([
          404,
          "identity.workspace_not_found",
        ]);
      }
      const bySlug = await person.get(`/api/v1/workspaces/by-slug/${acme.workspace.slug}`);
      expect(await refusal(bySlug)).toEqual([404, "identity.workspace_not_found"]);
      expect(JSON.stringify(await json(await person.get("/api/v1/me")))).not.toContain(acme.workspace.id);
    }
    expect((await invited.post(`/api/v1/invitations/${id}/accept`, {})).status).toBe(404);
    expect(await refusal(await close(acme.owner, acme))).toEqual([404, "identity.workspace_not_found"]);
    const taken = await ben.post("/api/v1/workspaces", { name: "Mine", slug: acme.workspace.slug });
    expect(await refusal(taken)).toEqual([409, "identity.slug_taken"]);
  });

  it("I-54 is closed by an owner alone, who types its address, and has signed in lately", async () => {
    const acme = await workspaceOf();
    const eve = await newcomer(app);
    await joined(acme, ben, "admin");
    expect(await refusal(await close(ben, acme))).toEqual([403, "identity.forbidden"]);
    expect(await refusal(await close(eve, acme))).toEqual([404, "identity.workspace_not_found"]);
    expect((await close(client(app), acme)).status).toBe(401);
    for (const slug of ["", "acme", acme.workspace.slug.toUpperCase(), `${acme.workspace.slug} `]) {
      expect(await refusal(await close(acme.owner, acme, slug))).toEqual([422, "identity.slug_mismatch"]);
    }
    const { email, password } = acme.owner.person;
    await owner(
      (sql) => sql`update identity.session set created_at = created_at - interval '1 day', authenticated_at = null,
        expires_at = expires_at - interval '1 day' where user_id = ${acme.owner.person.id}`,
    );
    expect(await refusal(await close(acme.owner, acme))).toEqual([403, "identity.step_up_required"]);
    await acme.owner.post("/api/auth/sign-in/email", { email, password });
    expect((await close(acme.owner, acme)).status).toBe(200);
  });

  it("I-70 is not closed while its subscription would be paid on", async () => {
    const acme = await workspaceOf();
    await subscribe(app, acme);
    expect(await refusal(await close(acme.owner, acme))).toEqual([409, "identity.workspace_subscribed"]);
    expect((await acme.owner.get(acme.path)).status).toBe(200);
    expect((await acme.owner.post(`${acme.path}/billing/cancel`, {})).status).toBeLessThan(300);
    expect((await close(acme.owner, acme)).status).toBe(200);
  });

  it("I-70 is given back to an owner as it was, and shown to nobody else", async () => {
    const acme = await workspaceOf();
    await joined(acme, ben, "admin");
    await acme.owner.post(`${acme.path}/projects`, { name: "Ours" });
    await close(acme.owner, acme);
    expect(await closedOf(acme.owner)).toContain(acme.workspace.id);
    expect(await closedOf(ben)).not.toContain(acme.workspace.id);
    for (const person of [ben, await newcomer(app)]) {
      expect(await refusal(await reopen(person, acme))).toEqual([404, "identity.workspace_not_found"]);
    }
    expect((await reopen(acme.owner, acme)).status).toBe(200);
    expect(await closedOf(acme.owner)).not.toContain(acme.workspace.id);
    const { projects } = (await json(await ben.get(`${acme.path}/projects`))) as unknown as { projects: object[] };
    expect(projects).toHaveLength(1);
    expect(await refusal(await reopen(acme.owner, acme))).toEqual([404, "identity.workspace_not_found"]);
  });

  it("I-57 has an owner, open or closed, whoever leaves and closes at once", async () => {
    for (let round = 0; round < 3; round += 1) {
      const acme = await workspaceOf();
      await joined(acme, ben, "owner");
      await Promise.all([
        acme.owner.delete(`${acme.path}/members/${acme.owner.person.id}`),
        close(ben, acme),
        ben.delete(`${acme.path}/members/${ben.person.id}`),
        close(acme.owner, acme),
      ]);
      const owners = await owner(
        (sql) =>
          sql`select user_id from identity.member where organization_id = ${acme.workspace.id} and role = 'owner'`,
      );
      expect(owners.length).toBeGreaterThan(0);
    }
  });
});

describe("a workspace that is erased", () => {
  it("I-70 leaves no row in any table of the database that says whose it is, but in the log of who did what", async () => {
    const acme = await workspaceOf();
    const other = await workspaceOf();
    await filled(acme);
    await other.owner.post(`${other.path}/projects`, { name: "Theirs" });
    const paid = await subscribe(app, acme);
    await acme.owner.post(`${acme.path}/billing/cancel`, {});
    const full = Object.keys(await rowsOf(acme.workspace.id));
    // Else there is nothing to be forgotten, and this proves nothing.
    expect(full).toEqual(
      expect.arrayContaining([
        "billing.provider_refs",
        "billing.subscriptions",
        "identity.member",
        "identity.team",
        "media.files",
        "notifications.deliveries",
        "ops_safety.audit_entries",
        "product.projects",
        "product.tasks",
        "workflows.runs",
      ]),
    );
    // That somebody was there is written within a second or two.
    await vi.waitUntil(async () => (await rowsOf(other.workspace.id))["identity.active_people"] === 1, 10_000);
    const before = await rowsOf(other.workspace.id);
    await close(acme.owner, { ...acme, workspace: await json(await acme.owner.get(acme.path)) });
    await system.workflows.relay();
    await age(acme.workspace.id, 13);
    await system.identity.sweep("test");
    expect((await rowsOf(acme.workspace.id))["identity.organization"]).toBe(1);
    await age(acme.workspace.id, 1);
    expect(await refusal(await reopen(acme.owner, acme))).toEqual([404, "identity.workspace_not_found"]);
    expect(await system.identity.sweep("test")).toBe(1);
    await system.media.sweep("test");
    await system.workflows.relay();
    await system.billing.refresh(paid.ref, { requestId: "late", signal: new AbortController().signal });
    expect(Object.keys(await rowsOf(acme.workspace.id))).toEqual(["ops_safety.audit_entries"]);
    expect(await rowsOf(other.workspace.id)).toEqual(before);
    expect(await system.identity.sweep("test")).toBe(0);
  });

  it("I-70 stays, closed, while a system can not be emptied, and goes when it can", async () => {
    const acme = await workspaceOf();
    await acme.owner.post(`${acme.path}/projects`, { name: "Ours" });
    await close(acme.owner, acme);
    await age(acme.workspace.id, 15);
    await owner((sql) => sql`revoke delete on billing.usage from app_system`);
    await expect(system.identity.sweep("test")).rejects.toThrow();
    await owner((sql) => sql`grant delete on billing.usage to app_system`);
    // All of it or nothing.
    expect((await rowsOf(acme.workspace.id))["product.projects"]).toBe(1);
    expect(await system.identity.sweep("test")).toBe(1);
    expect(Object.keys(await rowsOf(acme.workspace.id))).toEqual(["ops_safety.audit_entries"]);
  });

  it("tells its owners by mail when it is closed, and until when they may take it back", async () => {
    const acme = await workspaceOf();
    await close(acme.owner, acme);
    const subject = { workspaceId: acme.workspace.id };
    const attempt = { requestId: "test", isLast: false, isReplayed: false, signal: new AbortController().signal };
    await system.notifications.tell({ kind: "workspace-closed", subject, key: randomUUID() }, attempt);
    const letter = await system.identity.closedWorkspaceMail(ana.person.id, acme.workspace.id);
    expect(letter).toMatchObject({ to: { address: ana.person.email }, workspaceName: "Acme" });
    expect(await system.identity.closedWorkspaceMail(ben.person.id, acme.workspace.id)).toBeUndefined();
    await reopen(acme.owner, acme);
    expect(await system.identity.closedWorkspaceMail(ana.person.id, acme.workspace.id)).toBeUndefined();
    expect(mail).toBeDefined();
  });
});
