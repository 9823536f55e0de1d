import { randomUUID } from "node:crypto";
import { ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { json, memberOf, newcomer, startApp, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const refusal = async (response: Response) => [response.status, (await json(response))["code"]];

describe("workspaces", () => {
  it("are listed for their members only", async () => {
    const { owner, workspace } = await withWorkspace(app);
    expect(await json(await owner.get("/api/v1/me"))).toMatchObject({
      workspaces: [{ id: workspace.id, role: "owner" }],
    });
    expect(await json(await owner.get(`/api/v1/workspaces/by-slug/${workspace.slug}`))).toEqual(workspace);
    expect(await json(await (await newcomer(app)).get("/api/v1/me"))).toMatchObject({ workspaces: [] });
  });

  it("I-23: are named by the path alone: another one in a body or query is refused, and in a header means nothing", async () => {
    const [acme, rival] = [await withWorkspace(app), await withWorkspace(app)];
    const { id, slug } = rival.workspace;
    for (const field of ["workspaceId", "tenantId", "organizationId"]) {
      const planted = await acme.owner.post(`${acme.path}/projects`, { name: "Launch", [field]: id });
      expect(await refusal(planted)).toEqual([422, "http.invalid_body"]);
      expect(await refusal(await acme.owner.get(`${acme.path}/files?${field}=${id}`))).toEqual([
        422,
        "http.invalid_query",
      ]);
    }
    const headers = {
      host: `${slug}.localhost:3000`,
      "x-workspace-id": id,
      "x-tenant-id": id,
      "x-forwarded-host": slug,
    };
    expect((await acme.owner.post(`${acme.path}/projects`, { name: "Launch" }, headers)).status).toBe(201);
    expect(await json(await rival.owner.get(`${rival.path}/projects`))).toEqual({ projects: [] });
    expect((await acme.owner.send("GET", `${rival.path}/projects`, { headers })).status).toBe(404);
  });

  it("refuse a taken address with 409, and an impossible one with 422", async () => {
    const { owner, workspace } = await withWorkspace(app);
    const create = async (slug: string) => refusal(await owner.post("/api/v1/workspaces", { name: "Other", slug }));
    expect(await create(workspace.slug)).toEqual([409, "identity.slug_taken"]);
    expect(await create("No Spaces")).toEqual([422, "identity.invalid_slug"]);
  });

  it("may be called what a part of a path is called", async () => {
    const { owner } = await withWorkspace(app);
    for (const slug of ["members", "invitations", "projects", "by-slug"]) {
      const made = await owner.post("/api/v1/workspaces", { name: "Odd", slug });
      expect(await json(await owner.get(`/api/v1/workspaces/by-slug/${slug}`))).toEqual(await json(made));
    }
  });
});

describe("an invitation", () => {
  it("brings a person in, who then sees what the others see; a third sees nothing", async () => {
    const acme = await withWorkspace(app);
    const [guest, third] = [await newcomer(app), await newcomer(app)];
    const { id } = await json(
      await acme.owner.post(`${acme.path}/invitations`, { email: guest.person.email, role: "viewer" }),
    );
    expect(await json(await guest.get("/api/v1/me"))).toMatchObject({
      invitations: [{ id, workspaceName: "Acme", inviterName: acme.owner.person.name, role: "viewer" }],
    });
    expect((await third.get(`/api/v1/invitations/${id}`)).status).toBe(404);
    expect((await third.post(`/api/v1/invitations/${id}/accept`, {})).status).toBe(404);

    const accepted = await json(await guest.post(`/api/v1/invitations/${id}/accept`, {}));
    expect(accepted).toEqual({ ...acme.workspace, role: "viewer", permissions: [...ROLE_PERMISSIONS.viewer] });
    expect((await guest.get(`${acme.path}/projects`)).status).toBe(200);
    expect((await third.get(`${acme.path}/projects`)).status).toBe(404);
    expect(await json(await guest.get(`${acme.path}/members`))).toMatchObject({
      members: [{ role: "owner" }, { role: "viewer", person: { id: guest.person.id } }],
      nextCursor: null,
    });
  });

  it("is gone once it was revoked or declined, and can be sent once at a time and an hour", async () => {
    const acme = await withWorkspace(app);
    const [guest, other] = [await newcomer(app), await newcomer(app)];
    const invite = ({ person }: typeof guest) =>
      acme.owner.post(`${acme.path}/invitations`, { email: person.email, role: "member" });
    const first = await json(await invite(guest));
    expect(await refusal(await invite(guest))).toEqual([409, "identity.already_invited"]);
    await acme.owner.delete(`${acme.path}/invitations/${first.id}`);
    expect((await guest.post(`/api/v1/invitations/${first.id}/accept`, {})).status).toBe(404);

    expect(await refusal(await invite(guest))).toEqual([429, "identity.invited_recently"]);

    const second = await json(await invite(other));
    expect((await other.post(`/api/v1/invitations/${second.id}/decline`, {})).status).toBe(200);
    expect((await other.post(`/api/v1/invitations/${second.id}/accept`, {})).status).toBe(404);
    expect(await refusal(await invite(other))).toEqual([429, "identity.invited_recently"]);
    expect(await json(await acme.owner.get(`${acme.path}/invitations`))).toEqual({ invitations: [] });
  });

  it("makes nobody an owner, and nobody twice a member", async () => {
    const acme = await withWorkspace(app);
    const member = await memberOf(app, acme, "member");
    const invite = async (role: string) =>
      refusal(await acme.owner.post(`${acme.path}/invitations`, { email: member.person.email, role }));
    expect(await invite("owner")).toEqual([422, "http.invalid_body"]);
    expect(await invite("admin")).toEqual([409, "identity.already_member"]);
  });
});

describe("a membership", () => {
  it("I-63, I-64: that is changed or taken away counts from the next request on", async () => {
    const acme = await withWorkspace(app);
    const member = await memberOf(app, acme, "member");
    const of = `${acme.path}/members/${member.person.id}`;
    expect((await member.post(`${acme.path}/projects`, { name: "Allowed" })).status).toBe(201);
    await acme.owner.patch(of, { role: "viewer" });
    expect((await member.post(`${acme.path}/projects`, { name: "No more" })).status).toBe(403);
    await acme.owner.delete(of);
    expect((await member.get(`${acme.path}/projects`)).status).toBe(404);
  });

  it("is left by naming oneself, whatever the role, save for the last owner", async () => {
    const acme = await withWorkspace(app);
    const viewer = await memberOf(app, acme, "viewer");
    expect((await viewer.delete(`${acme.path}/members/${viewer.person.id}`)).status).toBe(200);
    expect((await viewer.get(acme.path)).status).toBe(404);
    const own = `${acme.path}/members/${acme.owner.person.id}`;
    expect(await refusal(await acme.owner.delete(own))).toEqual([409, "identity.last_owner"]);
    expect(await refusal(await acme.owner.patch(own, { role: "admin" }))).toEqual([409, "identity.last_owner"]);
    await memberOf(app, acme, "owner");
    expect((await acme.owner.delete(own)).status).toBe(200);
  });

  it("is listed page by page, each once, also when somebody leaves in between", async () => {
    const acme = await withWorkspace(app);
    const [second, third] = [await memberOf(app, acme, "member"), await memberOf(app, acme, "viewer")];
    const page = async (query: string) => {
      const body = await json(await acme.owner.get(`${acme.path}/members?limit=1${query}`));
      const [only] = body["members"] as { person: { id: string } }[];
      return { id: only?.person.id, next: body["nextCursor"] as string | null };
    };
    const first = await page("");
    expect(first.id).toBe(acme.owner.person.id);
    const next = await page(`&cursor=${first.next}`);
    expect(next.id).toBe(second.person.id);
    await second.delete(`${acme.path}/members/${second.person.id}`);
    expect(await page(`&cursor=${next.next}`)).toEqual({ id: third.person.id, next: null });
  });
});

describe("projects", () => {
  it("are created and listed inside their workspace only", async () => {
    const { owner, path } = await withWorkspace(app);
    const other = await json(await owner.post("/api/v1/workspaces", { name: "Second" }));
    const created = await owner.post(`${path}/projects`, { name: "  Launch  " });
    expect(created.status).toBe(201);
    expect(await json(await owner.get(`${path}/projects`))).toMatchObject({ projects: [{ name: "Launch" }] });
    expect(await json(await owner.get(`/api/v1/workspaces/${other.id}/projects`))).toEqual({ projects: [] });
  });

  it("I-66: of a viewer are for reading, and none is made by one", async () => {
    const acme = await withWorkspace(app);
    const viewer = await memberOf(app, acme, "viewer");
    const refused = await viewer.post(`${acme.path}/projects`, { name: "Not mine to add" });
    expect(await refusal(refused)).toEqual([403, "identity.forbidden"]);
    expect(await json(await viewer.get(`${acme.path}/projects`))).toEqual({ projects: [] });
  });

  it("refuse a name that is empty or missing, and name the field", async () => {
    const { owner, path } = await withWorkspace(app);
    expect((await owner.post(`${path}/projects`, { name: "   " })).status).toBe(422);
    const missing = await owner.post(`${path}/projects`, {});
    expect(await json(missing)).toMatchObject({ code: "http.invalid_body", errors: [{ path: "name" }] });
  });

  it("answer 503 and not 500 while their database can't be reached, and the rest goes on", async () => {
    const gone = { ...database.urls, DATABASE_APP_URL: "postgres://a:b@127.0.0.1:1/none" };
    const secret = { BETTER_AUTH_SECRET: randomUUID() + randomUUID() };
    const [whole, orphan] = [await startApp(database.urls, secret), await startApp(gone, secret)];
    const { owner, path } = await withWorkspace(whole.app);
    const read = async (what: string) => orphan.app.request(what, { headers: { cookie: owner.cookie() } });
    expect(await refusal(await read(`${path}/projects`))).toEqual([503, "tenancy.database_unavailable"]);
    expect((await read("/api/v1/me")).status).toBe(200);
    await Promise.all([whole.system.close(), orphan.system.close()]);
  });
});
