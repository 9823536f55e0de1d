import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { mediaVendor, PIXEL, sendFile, type Ticket } from "./media-vendor.ts";
import { json, memberOf, newcomer, startApp, type Tab, withWorkspace } from "./support.ts";

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

interface Listed {
  readonly members: readonly { readonly person: { readonly id: string; readonly pictureUrl: string | null } }[];
}
