import { Hono } from "hono";
import { z } from "zod";
import type { OwnFile } from "../src/port.ts";

/** What was sent to the storage vendor, by its own name for it. */
export type Storage = Map<string, OwnFile>;

const Sent = z.object({ file: z.instanceof(File) });

/** The storage vendor, and what it shows. */
export function scriptedStorage(storage: Storage): Hono {
  return new Hono()
    .post("/storage", async (c) => {
      const { file } = Sent.parse(await c.req.parseBody());
      const fileId = crypto.randomUUID();
      storage.set(fileId, await ownFile(file));
      return c.json({ fileId });
    })
    .get("/storage/:name", (c) => {
      const found = [...storage.values()].findLast(({ name }) => name === c.req.param("name"));
      if (found === undefined) return c.notFound();
      const headers = { "content-type": found.contentType, "content-disposition": "attachment" };
      return c.body(found.bytes, 200, headers);
    })
    .get("/picture.svg", (c) =>
      c.body('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>', 200, {
        "content-type": "image/svg+xml",
      }),
    );
}

export async function ownFile(file: File): Promise<OwnFile> {
  return { name: file.name, contentType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
