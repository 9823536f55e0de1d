import { z } from "zod";
import { TestingError } from "../../errors.ts";
import type { OwnFile } from "../../port.ts";
import { type Api, Anything } from "./api.ts";
import type { Input } from "./document.ts";

const Ticket = z.object({
  id: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  fileField: z.string(),
  referenceField: z.string().nullable(),
});

interface Ends {
  readonly begin: string;
  readonly complete: string;
  readonly path?: Input["path"];
  /** Of `path`, what the end needs. */
  readonly pathOfEnd?: Input["path"];
}

/** As the page does it: begun at the API, sent to the storage vendor, completed at the API. */
export async function upload(api: Api, { name, contentType, bytes }: OwnFile, ends: Ends): Promise<void> {
  const { begin, complete, path = {}, pathOfEnd = {} } = ends;
  const body = { name, contentType, sizeBytes: bytes.byteLength };
  const { id, url, fields, fileField, referenceField } = await api.get(Ticket, begin, { path, body });
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set(fileField, new Blob([bytes], { type: contentType }), name);
  const answer = z.record(z.string(), z.unknown()).parse(await send(url, form));
  const reference = z.string().safeParse(answer[referenceField ?? ""]).data;
  const told = reference === undefined ? {} : { reference };
  await api.get(Anything, complete, { path: { ...pathOfEnd, uploadId: id }, body: told });

  /** Where nobody takes it, the product is asked all the same: what it says is what a person would be told. */
  async function send(to: string, what: FormData): Promise<unknown> {
    const sent = await api.visit(to, { method: "POST", body: what }).catch((error: unknown) => {
      if (error instanceof TestingError && error.code === "testing.unreachable") return undefined;
      throw error;
    });
    return sent === undefined ? {} : sent.json();
  }
}
