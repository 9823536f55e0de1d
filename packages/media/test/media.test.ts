import { randomUUID } from "node:crypto";
import { type ImagekitEmulator, startEmulator } from "@ninefold/testing/emulators";
import { MediaError, type OwnerContext, type WantedFile } from "@ninefold/media";
import { imagekitMedia } from "@ninefold/media/imagekit";
import { memoryMedia } from "@ninefold/media/memory";
import { noMedia } from "@ninefold/media/none";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, aTenant, type Fixture, openFixture, ownerOf, setUp } from "./fixture.ts";
import { picture } from "./pictures.ts";
import { send } from "./targets.ts";

/** The whole way: Postgres, our adapter, the vendor's SDK, a browser's form, and the vendor as its emulator plays it. */
let fixture: Fixture;
let vendor: ImagekitEmulator;
let ready: ReturnType<typeof setUp>;
let png: Uint8Array;
beforeAll(async () => {
  [fixture, vendor, png] = await Promise.all([openFixture(), startEmulator("imagekit"), picture(40, 30)]);
});
beforeEach(() => {
  ready = setUp(fixture, adapter());
});
afterEach(async () => {
  expect(vendor.unknownRequests()).toEqual([]);
  await vendor.start();
  await vendor.reset();
  await fixture.clear();
});
afterAll(async () => {
  await Promise.all([fixture.close(), vendor.close()]);
});

const adapter = () => imagekitMedia({ ...vendor, baseUrl: vendor.url, timeoutMs: 2_000, publicKey: vendor.publicKey });
const wanted = (part: Partial<WantedFile> = {}): WantedFile => ({
  purpose: "avatar",
  name: "me.png",
  contentType: "image/png",
  sizeBytes: png.byteLength,
  ...part,
});
const project = { type: "project", id: randomUUID() } as const;
const report = (part: Partial<WantedFile> = {}) =>
  wanted({ purpose: "attachment", name: "report.txt", contentType: "text/plain", attachTo: project, ...part });
const text = (content: string) => new TextEncoder().encode(content);

/** Asks, sends, and says that it did, as a page does. */
async function upload(context: OwnerContext, file: WantedFile, body: Uint8Array) {
  const { id, ticket } = await ready.media.requestUpload(context, { ...file, sizeBytes: body.byteLength });
  const { reference } = await send(ticket, body);
  return ready.media.completeUpload(context, { id, purpose: file.purpose, reference });
}

describe("an upload", () => {
  it("is stored below its owner's prefix and shown from then on", async () => {
    const ana = aPerson();
    await upload(ana, wanted(), png);
    const [row] = await fixture.rows();
    expect(row).toMatchObject({ state: "stored", contentType: "image/png", sizeBytes: png.byteLength });
    expect(row?.key).toMatch(new RegExp(`^p/${ana.userId}/avatar/[0-9a-f-]{36}/me[.]png$`));
    expect(ready.shown).toEqual([{ of: { personId: ana.userId }, key: row?.key }]);
    const url = await ready.media.pictureUrl(row?.key);
    expect((await fetch(url ?? "")).headers.get("content-type")).toMatch(/^image\//);
    expect(vendor.files()).toMatchObject([{ isPrivateFile: true }]);
  });

  it("M-8: that lies about its type is refused, and the vendor forgets it", async () => {
    const page = text("<html><script>alert(1)</script></html>");
    await expect(upload(aPerson(), wanted(), page)).rejects.toMatchObject({ code: "media.wrong_type" });
    const polyglot = text("GIF89a=alert(1)//");
    await expect(upload(aPerson(), wanted({ contentType: "image/png" }), polyglot)).rejects.toMatchObject({
      code: "media.wrong_type",
    });
    expect(vendor.files()).toEqual([]);
    expect((await fixture.rows()).map(({ state }) => state)).toEqual(["removed", "removed"]);
    expect(ready.shown).toEqual([]);
  });

  it("M-9: of a picture that ends early or is none behind its first bytes is refused", async () => {
    const broken = [...png.slice(0, 8), ...text("<script>alert(1)</script>")];
    await expect(upload(aPerson(), wanted(), Uint8Array.from(broken))).rejects.toMatchObject({
      code: "media.wrong_type",
    });
    expect(vendor.files()).toEqual([]);
  });

  it("M-17: larger than it said, and than its purpose allows, does not stay", async () => {
    const ana = aPerson();
    const big = new Uint8Array(2 * 1024 * 1024 + 1);
    const { id, ticket } = await ready.media.requestUpload(ana, wanted());
    expect((await send(ticket, big)).isTaken).toBe(false);
    await expect(ready.media.completeUpload(ana, { id, purpose: "avatar" })).rejects.toMatchObject({
      code: "media.not_uploaded",
    });
  });

  it("M-20: is not completed with another's file, nor by another tenant", async () => {
    const [acme, rival] = [aTenant(), aTenant()];
    const theirs = await upload(rival, report(), text("secret"));
    const reference = vendor.files()[0]?.fileId;
    const { id } = await ready.media.requestUpload(acme, report());
    await expect(ready.media.completeUpload(acme, { id, purpose: "attachment", reference })).rejects.toMatchObject({
      code: "media.not_uploaded",
    });
    const { media } = ready;
    const calls = [
      () => media.completeUpload(acme, { id: theirs.id, purpose: "attachment" }),
      () => media.remove(acme, theirs.id, "attachment"),
      () => media.downloadUrl(acme, theirs.id, "attachment"),
      () => media.completeUpload(rival, { id, purpose: "attachment" }),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({ code: "media.not_found", kind: "not_found" });
    expect(await ready.media.listAttached(acme, project)).toEqual([]);
    expect(vendor.files()).toHaveLength(1);
  });

  it("is not completed as another purpose, with another's limits", async () => {
    const acme = aTenant();
    const { id, ticket } = await ready.media.requestUpload(acme, report());
    await send(ticket, text("not a picture"));
    await expect(ready.media.completeUpload(acme, { id, purpose: "logo" })).rejects.toMatchObject({
      code: "media.not_found",
    });
    expect(ready.shown).toEqual([]);
  });

  it("M-21: completed again, also at once, answers the same file and stores it once", async () => {
    const ana = aPerson();
    const { id, ticket } = await ready.media.requestUpload(ana, wanted());
    await send(ticket, png);
    const complete = () => ready.media.completeUpload(ana, { id, purpose: "avatar" });
    const [one, other] = await Promise.all([complete(), complete()]);
    expect(await complete()).toEqual(one);
    expect(other).toEqual(one);
    expect(vendor.files()).toHaveLength(1);
  });

  it("M-19: that is never completed ends, and whatever was sent goes", async () => {
    const ana = aPerson();
    const { id, ticket } = await ready.media.requestUpload(ana, wanted());
    await send(ticket, png);
    expect(await ready.media.sweep("test")).toBe(0);
    ready.pass(15 * 60 + 61);
    await expect(ready.media.completeUpload(ana, { id, purpose: "avatar" })).rejects.toMatchObject({
      code: "media.upload_expired",
      kind: "conflict",
    });
    expect(await ready.media.sweep("test")).toBe(1);
    expect(vendor.files()).toEqual([]);
    expect(await ready.media.sweep("test")).toBe(0);
    await expect(ready.media.completeUpload(ana, { id, purpose: "avatar" })).rejects.toMatchObject({
      code: "media.not_found",
    });
  });

  it("M-15: has a key of our making, whatever its name tries", async () => {
    const acme = aTenant();
    for (const name of [
      "../../../p/x/evil.html",
      "..\\..\\a.svg",
      "%2e%2e%2fa.js",
      "a\u202egnp.exe",
      "",
      "a\r\nb.txt",
    ]) {
      await upload(acme, report({ name }), text("words"));
    }
    for (const { key, name } of await fixture.rows()) {
      expect(key).toMatch(new RegExp(`^t/${acme.tenantId}/attachment/[0-9a-f-]{36}/[A-Za-z0-9-]+[.](bin|txt)$`));
      expect(name).not.toMatch(/[/\\\r\n\u202e]/);
    }
  });

  it("takes no more than twenty at once from one person", async () => {
    const ana = aPerson();
    for (let begun = 0; begun < 20; begun += 1) await ready.media.requestUpload(ana, wanted());
    await expect(ready.media.requestUpload(ana, wanted())).rejects.toMatchObject({ code: "media.too_many" });
    ready.pass(15 * 60 + 1);
    await ready.media.requestUpload(ana, wanted());
  });

  it("is refused where the plan has no room for it, before anything is noted", async () => {
    const full = new MediaError("media.too_many", "no room");
    const { media } = setUp(fixture, adapter(), { reserve: () => Promise.reject(full) });
    await expect(media.requestUpload(aTenant(), report())).rejects.toBe(full);
    expect(await fixture.rows()).toEqual([]);
  });

  it("is refused where there is nothing to attach it to", async () => {
    const { media } = setUp(fixture, adapter(), { hasTarget: async () => false });
    await expect(media.requestUpload(aTenant(), report())).rejects.toMatchObject({ code: "media.not_found" });
  });
});

describe("a picture", () => {
  it("takes the place of the one before, which the vendor forgets", async () => {
    const acme = aTenant();
    await upload(acme, wanted({ purpose: "logo" }), png);
    ready.pass(1);
    await upload(acme, wanted({ purpose: "logo" }), await picture(10, 10));
    const [old, current] = await fixture.rows();
    expect([old?.state, current?.state]).toEqual(["removed", "stored"]);
    expect(ready.shown.at(-1)).toEqual({ of: { workspaceId: acme.tenantId }, key: current?.key });
    expect(vendor.files()).toHaveLength(1);
  });

  it("that is removed is shown nowhere, and removing it again changes nothing", async () => {
    const ana = aPerson();
    await upload(ana, wanted(), png);
    await ready.media.removePicture(ana, "avatar");
    await ready.media.removePicture(ana, "avatar");
    expect(ready.shown.at(-1)).toEqual({ of: { personId: ownerOf(ana) }, key: null });
    expect(vendor.files()).toEqual([]);
  });

  it("has one address for a day, so that browsers keep it, and a dead one soon after", async () => {
    const time = { now: new Date("2026-11-21T00:00:01Z") };
    const now = () => time.now;
    const { media } = setUp(fixture, memoryMedia({ now }), { now });
    const key = `p/${randomUUID()}/avatar/1/me.png`;
    const first = await media.pictureUrl(key);
    time.now = new Date("2026-11-21T23:59:59Z");
    expect(await media.pictureUrl(key)).toBe(first);
    const expires = Number(new URL(first ?? "").searchParams.get("expires"));
    expect(expires).toBe(Date.parse("2026-11-23T00:00:00Z"));
    time.now = new Date("2026-11-22T00:00:00Z");
    expect(await media.pictureUrl(key)).not.toBe(first);
    expect(await media.pictureUrl("t/../x")).toBeUndefined();
    expect(await media.pictureUrl(null)).toBeUndefined();
  });
});

describe("an attachment", () => {
  it("is listed at what it is attached to, and saved by whoever opens it", async () => {
    const acme = aTenant();
    const { id } = await upload(acme, report({ name: "Übersicht.csv", contentType: "text/csv" }), text("a,b"));
    expect(await ready.media.listAttached(acme, project)).toMatchObject([{ id, name: "Übersicht.csv", sizeBytes: 3 }]);
    expect(await ready.media.listAttached(acme, { ...project, id: randomUUID() })).toEqual([]);
    const answer = await fetch(await ready.media.downloadUrl(acme, id, "attachment"));
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(await answer.text()).toBe("a,b");
  });

  it("is listed with all others of its workspace, newest first, until it goes; a picture is not", async () => {
    const [acme, rival] = [aTenant(), aTenant()];
    const first = await upload(acme, report(), text("one"));
    const second = await upload(acme, report({ attachTo: { ...project, id: randomUUID() } }), text("two"));
    await upload(acme, wanted({ purpose: "logo" }), png);
    await ready.media.requestUpload(acme, report());
    const list = async (context = acme, after?: string) =>
      (await ready.media.listOfWorkspace(context, { limit: 10, after })).map(({ id }) => id);
    expect(await list()).toEqual([second.id, first.id]);
    expect(await list(acme, second.id)).toEqual([first.id]);
    expect(await list(rival)).toEqual([]);
    await ready.media.remove(acme, second.id, "attachment");
    expect(await list()).toEqual([first.id]);
  });

  it("goes with what it is attached to, in the transaction in which that goes", async () => {
    const [acme, rival] = [aTenant(), aTenant()];
    await upload(acme, report(), text("ours"));
    const other = { ...project, id: randomUUID() };
    const kept = await upload(acme, report({ attachTo: other }), text("kept"));
    await upload(rival, report(), text("theirs"));
    // Whoever deletes has doors of their own.
    const within = fixture.doorsOf("product");
    const failed = within.withTenant(acme, async (tx) => {
      await ready.media.forgetAttached(tx, project);
      throw new Error("not deleted after all");
    });
    await expect(failed).rejects.toThrow("not deleted after all");
    expect(await ready.media.listAttached(acme, project)).toHaveLength(1);

    await within.withTenant(acme, (tx) => ready.media.forgetAttached(tx, project));
    expect(await ready.media.listAttached(acme, project)).toEqual([]);
    expect(await ready.media.listAttached(acme, other)).toMatchObject([{ id: kept.id }]);
    expect(await ready.media.listAttached(rival, project)).toHaveLength(1);
    ready.pass(15 * 60 + 61);
    expect(await ready.media.sweep("test")).toBe(1);
    expect(vendor.files()).toHaveLength(2);
  });

  it("is not kept when what it was for has gone while it was sent", async () => {
    const acme = aTenant();
    let isThere = true;
    const { media } = setUp(fixture, adapter(), { hasTarget: async () => isThere });
    const { id, ticket } = await media.requestUpload(acme, { ...report(), sizeBytes: 4 });
    await send(ticket, text("late"));
    isThere = false;
    const complete = () => media.completeUpload(acme, { id, purpose: "attachment" });
    await expect(complete()).rejects.toMatchObject({ code: "media.not_found" });
    await expect(complete()).rejects.toMatchObject({ code: "media.not_found" });
    expect(vendor.files()).toEqual([]);
  });

  it("M-32: goes with everything else of a workspace that is erased", async () => {
    const [acme, rival] = [aTenant(), aTenant()];
    await upload(acme, report(), text("ours"));
    await upload(rival, report(), text("theirs"));
    await fixture.doorsOf("identity").withTenant(acme, (tx) => ready.media.erase(tx, acme));
    ready.pass(15 * 60 + 61);
    await ready.media.sweep("test");
    expect(vendor.files().map(({ filePath }) => filePath)).toEqual([expect.stringContaining(rival.tenantId)]);
    expect((await fixture.rows()).map(({ name }) => name)).toEqual(["report.txt"]);
  });
});

describe("while the vendor is down", () => {
  it("says so, keeps what is stored, and completes once it is back", async () => {
    const ana = aPerson();
    const { id, ticket } = await ready.media.requestUpload(ana, wanted());
    await send(ticket, png);
    await vendor.stop();
    const complete = () => ready.media.completeUpload(ana, { id, purpose: "avatar" });
    await expect(complete()).rejects.toMatchObject({ code: "media.unavailable", retryable: true });
    expect(await fixture.rows()).toMatchObject([{ state: "intent" }]);
    await vendor.start();
    expect(await complete()).toMatchObject({ id });
  });

  it("removes for people at once, and at the vendor's once it is back", async () => {
    const acme = aTenant();
    const { id } = await upload(acme, report(), text("words"));
    await vendor.stop();
    await ready.media.remove(acme, id, "attachment");
    expect(await ready.media.listAttached(acme, project)).toEqual([]);
    ready.pass(15 * 60 + 61);
    await expect(ready.media.sweep("test")).rejects.toMatchObject({ code: "media.unavailable" });
    await vendor.start();
    expect(vendor.files()).toHaveLength(1);
    expect(await ready.media.sweep("test")).toBe(1);
    expect(vendor.files()).toEqual([]);
  });
});

it("says that uploads are off instead of losing a file", async () => {
  const { media } = setUp(fixture, noMedia());
  expect(media.capabilities.stores).toBe(false);
  await expect(media.requestUpload(aPerson(), wanted())).rejects.toMatchObject({ code: "media.disabled" });
  expect(await media.pictureUrl(`p/${randomUUID()}/avatar/1/me.png`)).toBeUndefined();
});

describe("the audit log", () => {
  it("has one entry for a file that came and went, however often and by how many at once", async () => {
    const acme = aTenant();
    const { id } = await upload(acme, report(), text("hello"));
    await ready.media.completeUpload(acme, { id, purpose: "attachment" });
    const removals = Array.from({ length: 3 }, () => ready.media.remove(acme, id, "attachment"));
    expect((await Promise.allSettled(removals)).some(({ status }) => status === "fulfilled")).toBe(true);
    expect(ready.audited).toEqual(["media.attachment_added", "media.attachment_removed"]);
  });

  it("has nothing of an upload that never could be seen", async () => {
    const acme = aTenant();
    const { id } = await ready.media.requestUpload(acme, report());
    await ready.media.remove(acme, id, "attachment");
    await expect(upload(aPerson(), wanted(), text("<html>"))).rejects.toMatchObject({ code: "media.wrong_type" });
    expect(ready.audited).toEqual([]);
  });

  it("is written with the change, or the change is not made", async () => {
    const strict = setUp(fixture, adapter(), { audit: full });
    const acme = aTenant();
    const { id, ticket } = await strict.media.requestUpload(acme, report({ sizeBytes: 5 }));
    await send(ticket, text("hello"));
    await expect(strict.media.completeUpload(acme, { id, purpose: "attachment" })).rejects.toThrow("the log is full");
    expect((await fixture.rows()).map(({ state }) => state)).toEqual(["intent"]);
    await ready.media.completeUpload(acme, { id, purpose: "attachment" });
    await expect(strict.media.remove(acme, id, "attachment")).rejects.toThrow("the log is full");
    expect((await fixture.rows()).map(({ state }) => state)).toEqual(["stored"]);
    expect(vendor.files()).toHaveLength(1);
  });
});

const full = () => Promise.reject(new Error("the log is full"));
