import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { mediaVendor, PIXEL, sendFile, type Ticket } from "./media-vendor.ts";
import { asOwner } from "../src/database/owner.ts";
import { exported, json, memberOf, newcomer, startApp, type Tab, withWorkspace } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls, await mediaVendor());
afterAll(async () => {
  await system.close();
  await database.drop();
});

const PICTURE = { name: "me.png", contentType: "image/png", sizeBytes: PIXEL.byteLength };

async function upload(by: Tab, path: string, body: Uint8Array = PIXEL): Promise<Response> {
  const ticket = (await json(await by.post(path, PICTURE))) as unknown as Ticket;
  return by.post(`${path}/${ticket.id}/complete`, { reference: await sendFile(ticket, body) });
}

const pictureIn = (answer: unknown) => (answer as { pictureUrl: string | null }).pictureUrl;

describe("a picture", () => {
  it("of a person is shown to themselves and to the members of their workspaces, until it is removed", async () => {
    const ours = await withWorkspace(app);
    const ana = await memberOf(app, ours, "viewer");
    const { pictureUrl } = await json(await upload(ana, "/api/v1/me/avatar-uploads"));
    expect((await fetch(String(pictureUrl))).status).toBe(200);

    const shown = async () => {
      const me = pictureIn((await json(await ana.get("/api/v1/me")))["person"]);
      const { members } = (await json(await ours.owner.get(`${ours.path}/members`))) as unknown as Listed;
      return [me, members.find(({ person }) => person.id === ana.person.id)?.person.pictureUrl];
    };
    expect(await shown()).toEqual([pictureUrl, pictureUrl]);
    expect((await ana.delete("/api/v1/me/avatar")).status).toBe(200);
    expect(await shown()).toEqual([null, null]);
    expect((await fetch(String(pictureUrl))).status).toBe(404);
  });

  it("of a workspace is shown wherever the workspace is named", async () => {
    const { owner, path, workspace } = await withWorkspace(app);
    const { pictureUrl } = await json(await upload(owner, `${path}/logo-uploads`));
    const { workspaces } = (await json(await owner.get("/api/v1/me"))) as unknown as { workspaces: unknown[] };
    const bySlug = await json(await owner.get(`/api/v1/workspaces/by-slug/${workspace.slug}`));
    expect([pictureIn(workspaces[0]), pictureIn(bySlug)]).toEqual([pictureUrl, pictureUrl]);
  });

  it("M-8: that is a page with the name of a picture is refused and shown to nobody", async () => {
    const ana = await newcomer(app);
    const page = new TextEncoder().encode("<html><script>alert(1)</script>");
    const answer = await upload(ana, "/api/v1/me/avatar-uploads", page);
    expect([answer.status, (await json(answer))["code"]]).toEqual([422, "media.wrong_type"]);
    expect(pictureIn((await json(await ana.get("/api/v1/me")))["person"])).toBeNull();
  });
});

describe("the files of a workspace", () => {
  it("are listed with the project that they are in, newest first and in pages; nobody else's among them", async () => {
    const [acme, rival] = [await withWorkspace(app), await withWorkspace(app)];
    const viewer = await memberOf(app, acme, "viewer");
    const [launch, move] = [await projectIn(acme, "Launch"), await projectIn(acme, "Move")];
    const first = await attach(acme.owner, acme.path, launch);
    const second = await attach(acme.owner, acme.path, move);
    await upload(acme.owner, `${acme.path}/logo-uploads`);
    await attach(rival.owner, rival.path, await projectIn(rival, "Theirs"));

    const page = async (query = "") => json(await viewer.get(`${acme.path}/files${query}`));
    expect(await page()).toMatchObject({
      files: [
        { id: second.id, name: "me.png", sizeBytes: PIXEL.byteLength, project: { id: move, name: "Move" } },
        { id: first.id, project: { id: launch, name: "Launch" } },
      ],
      nextCursor: null,
    });
    expect(await page("?limit=1")).toMatchObject({ files: [{ id: second.id }], nextCursor: second.id });
    expect(await page(`?limit=1&cursor=${second.id}`)).toMatchObject({ files: [{ id: first.id }], nextCursor: null });
    await acme.owner.delete(`${acme.path}/files/${second.id}`);
    expect(await page()).toMatchObject({ files: [{ id: first.id }] });
    expect((await viewer.get(`${rival.path}/files`)).status).toBe(404);
    expect((await viewer.get(`${acme.path}/files?cursor=newest`)).status).toBe(422);
  });
});

describe("the audit log", { timeout: 30_000 }, () => {
  it("has each picture and file that came and went, who did it, in the same moment; nothing of what was refused", async () => {
    const acme = await withWorkspace(app);
    const { owner, path, workspace } = acme;
    const member = await memberOf(app, acme, "member");
    const { id: projectId } = await json(await owner.post(`${path}/projects`, { name: "Launch" }));
    await upload(owner, `${path}/logo-uploads`);
    // The next takes its place: one change, one entry.
    await upload(owner, `${path}/logo-uploads`);
    await upload(owner, `${path}/logo-uploads`, new TextEncoder().encode("<html>"));
    await owner.delete(`${path}/logo`);
    await owner.delete(`${path}/logo`);
    const file = await attach(member, path, projectId);
    await member.delete(`${path}/files/${file.id}`);

    const entries = await entriesOf(owner, path);
    expect(entries.map(({ action }) => action)).toEqual([
      "media.logo_set",
      "media.logo_set",
      "media.logo_removed",
      "media.attachment_added",
      "media.attachment_removed",
    ]);
    expect(entries[0]).toMatchObject({
      actor: { type: "person", id: owner.person.id },
      subject: { type: "workspace", id: workspace.id },
      evidence: "transaction",
    });
    expect(entries[4]).toMatchObject({
      actor: { type: "person", id: member.person.id },
      subject: { type: "file", id: file.id },
      data: { attachedType: "project", attachedId: projectId },
    });
  });

  it("of a workspace has nothing of people's own pictures; theirs is kept for themselves", async () => {
    const acme = await withWorkspace(app);
    await upload(acme.owner, "/api/v1/me/avatar-uploads");
    await acme.owner.delete("/api/v1/me/avatar");
    expect(await entriesOf(acme.owner, acme.path)).toEqual([]);
    const rows = await asOwner(
      database.ownerUrl,
      (sql) =>
        sql<{ action: string; tenant_id: string | null; actor_id: string }[]>`
        select action, tenant_id, actor_id from ops_safety.audit_entries
        where user_id = ${acme.owner.person.id} and action like 'media.%' order by occurred_at, id`,
    );
    expect([...rows]).toEqual(
      ["media.avatar_set", "media.avatar_removed"].map((action) => ({
        action,
        tenant_id: null,
        actor_id: acme.owner.person.id,
      })),
    );
  });
});

describe("a person's copy of their data", { timeout: 30_000 }, () => {
  it("has their picture and what they sent, each with a link that works; nothing of others or of what is gone", async () => {
    const acme = await withWorkspace(app);
    const { owner, path, workspace } = acme;
    const member = await memberOf(app, acme, "member");
    const { id: projectId } = await json(await owner.post(`${path}/projects`, { name: "Launch" }));
    await upload(member, "/api/v1/me/avatar-uploads");
    const kept = await attach(member, path, projectId);
    const removed = await attach(member, path, projectId);
    await member.delete(`${path}/files/${removed.id}`);
    const foreign = await attach(owner, path, projectId);
    await upload(owner, "/api/v1/me/avatar-uploads");

    const file = await member.get(`/api/v1/me/exports/${await exported(app, member)}/file`);
    const { media } = (await json(file))["systems"] as { media: ExportedMedia };
    expect(media).toMatchObject({
      own: [{ purpose: "avatar", name: "me.png", contentType: "image/png", sizeBytes: PIXEL.byteLength }],
      workspaces: [{ workspaceId: workspace.id, files: [{ id: kept.id, purpose: "attachment", name: "me.png" }] }],
    });
    expect(media.own).toHaveLength(1);
    expect(media.workspaces[0]?.files).toHaveLength(1);
    for (const { url } of [...media.own, ...(media.workspaces[0]?.files ?? [])]) {
      expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(PIXEL);
    }
    const text = JSON.stringify(media);
    for (const other of [removed.id, foreign.id, owner.person.id]) expect(text).not.toContain(other);
  });

  it("has nothing of a workspace that they have left", async () => {
    const acme = await withWorkspace(app);
    const member = await memberOf(app, acme, "member");
    const { id: projectId } = await json(await acme.owner.post(`${acme.path}/projects`, { name: "Launch" }));
    await attach(member, acme.path, projectId);
    await acme.owner.delete(`${acme.path}/members/${member.person.id}`);
    const file = await member.get(`/api/v1/me/exports/${await exported(app, member)}/file`);
    expect((await json(file))["systems"]).toMatchObject({ media: { own: [], workspaces: [] } });
  });
});

/** Oldest first. */
async function entriesOf(by: Tab, path: string): Promise<readonly Entry[]> {
  const { entries } = (await json(await by.get(`${path}/audit`))) as unknown as { entries: Entry[] };
  return entries.filter(({ action }) => action.startsWith("media.")).toReversed();
}

async function projectIn(
  { owner, path }: Pick<Awaited<ReturnType<typeof withWorkspace>>, "owner" | "path">,
  name: string,
) {
  return (await json(await owner.post(`${path}/projects`, { name })))["id"];
}

/** A file of a project, sent and completed. */
async function attach(by: Tab, path: string, projectId: unknown): Promise<{ readonly id: string }> {
  const ticket = (await json(
    await by.post(`${path}/projects/${String(projectId)}/uploads`, PICTURE),
  )) as unknown as Ticket;
  const reference = await sendFile(ticket, PIXEL);
  const completed = await by.post(`${path}/uploads/${ticket.id}/complete`, { reference });
  expect(completed.status).toBe(200);
  return ticket;
}

interface Entry {
  readonly action: string;
}

interface ExportedMedia {
  readonly own: readonly { readonly url: string }[];
  readonly workspaces: readonly { readonly files: readonly { readonly url: string }[] }[];
}

interface Listed {
  readonly members: readonly { readonly person: { readonly id: string; readonly pictureUrl: string | null } }[];
}
