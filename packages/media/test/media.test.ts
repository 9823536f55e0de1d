import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createMedia, type MediaNeeds } from "@ninefold/media";
import { memoryMedia } from "@ninefold/media/memory";
import { noMedia } from "@ninefold/media/none";

const body = new TextEncoder().encode("hello");
const file = { name: "notes/a.txt", body, contentType: "text/plain" };

describe("media", () => {
  it("keeps the same name of two tenants apart", async () => {
    const media = createMedia(memoryMedia(), needs());
    const [acme, rival] = [randomUUID(), randomUUID()];
    await media.upload(acme, file);
    await expect(media.get(rival, file.name)).rejects.toMatchObject({ code: "media.not_found" });
    await media.remove(rival, file.name);
    expect((await media.get(acme, file.name)).body).toEqual(body);
  });

  it("refuses a name that climbs out before it asks the storage", async () => {
    const calls: string[] = [];
    const media = createMedia(memoryMedia(), needs(calls));
    const climb = "../other/a.txt";
    const tenantId = randomUUID();
    await expect(media.upload(tenantId, { ...file, name: climb })).rejects.toMatchObject({ code: "media.invalid_key" });
    await expect(media.get(tenantId, climb)).rejects.toMatchObject({ code: "media.invalid_key" });
    await expect(media.remove(tenantId, climb)).rejects.toMatchObject({ code: "media.invalid_key" });
    await expect(media.downloadUrl(tenantId, climb, 60)).rejects.toMatchObject({ code: "media.invalid_key" });
    expect(calls).toEqual([]);
  });

  it("refuses a file over the limit before it asks the storage", async () => {
    const calls: string[] = [];
    const media = createMedia(memoryMedia({ maxBytes: 4 }), needs(calls));
    await expect(media.upload(randomUUID(), file)).rejects.toMatchObject({ code: "media.too_large", kind: "invalid" });
    expect(calls).toEqual([]);
  });

  it("links to the tenant's own file", async () => {
    const storage = memoryMedia();
    const media = createMedia(storage, needs());
    const tenantId = randomUUID();
    await media.upload(tenantId, file);
    expect(storage.open(await media.downloadUrl(tenantId, file.name, 60))?.body).toEqual(body);
  });

  it("says that uploads are off instead of losing a file", async () => {
    const media = createMedia(noMedia(), needs());
    expect(media.capabilities.stores).toBe(false);
    await expect(media.upload(randomUUID(), file)).rejects.toMatchObject({ code: "media.disabled" });
  });
});

function needs(calls: string[] = []): MediaNeeds {
  return {
    guard: (call, work) => {
      calls.push(call.operation);
      return work(new AbortController().signal);
    },
  };
}
