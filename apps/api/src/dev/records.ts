import { z } from "zod";
import type { Vendor } from "./emulators.ts";

/* What the emulators hold, as far as the console shows it: nothing of a mail but its head, no key, no body. */

const MOST = 12;
const At = z.iso.datetime();

const Mail = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  lastEvent: z.string(),
  createdAt: At,
});
const Delivery = z.object({
  id: z.string(),
  event: z.string(),
  state: z.string(),
  attempts: z.array(z.object({ at: z.string(), status: z.number().nullable() })),
});
const File = z.object({ fileId: z.string(), name: z.string(), mime: z.string(), size: z.number(), createdAt: At });
const Tracked = z.object({ id: z.string(), event: z.string(), distinctId: z.string(), receivedAt: At });
const Exception = z.object({ type: z.string().catch("Error"), value: z.string().catch("") });
const Reported = z.object({
  id: z.string(),
  receivedAt: At,
  event: z.looseObject({
    message: z.string().catch(""),
    exception: z.object({ values: z.array(Exception) }).catch({ values: [] }),
  }),
});

/** Newest first. */
export function recordsOf(vendors: readonly Vendor[]) {
  return {
    mails: read(vendors, "mails", Mail, ({ id, to, subject, lastEvent, createdAt }, { page }) => ({
      id,
      to: to.join(", "),
      subject,
      status: lastEvent,
      at: createdAt,
      href: `${page}/inbox/${id}`,
    })),
    webhooks: read(vendors, "deliveries", Delivery, ({ id, event, state, attempts }, { name }) => ({
      id,
      vendor: name,
      event,
      state,
      attempts: attempts.length,
      /** Of the last attempt; null for no answer, and before the first. */
      status: attempts.at(-1)?.status ?? null,
      at: attempts.at(-1)?.at ?? null,
    })),
    files: read(vendors, "files", File, ({ fileId, name, mime, size, createdAt }, { page, url }) => ({
      id: fileId,
      name,
      contentType: mime,
      sizeBytes: size,
      at: createdAt,
      href: `${page}/library/${fileId}`,
      /** From where the product's own pictures come, which its pages may load. */
      picture: mime.startsWith("image/") ? `${url}/library/${fileId}/picture` : null,
    })),
    // Each vendor's own word for it: events of a payment vendor are something else, and do not fit.
    events: read(vendors, "events", Tracked, ({ id, event, distinctId, receivedAt }, { page }) => ({
      id,
      name: event,
      person: distinctId,
      at: receivedAt,
      href: `${page}/events/${id}`,
    })),
    errors: read(vendors, "errors", Reported, ({ id, event, receivedAt }, { page }) => {
      // The protocol has the cause first.
      const thrown = event.exception.values.at(-1);
      const title = thrown === undefined ? event.message : `${thrown.type}: ${thrown.value}`;
      return { id, title, at: receivedAt, href: `${page}/errors/${id}` };
    }),
  };
}

type Place = { readonly name: string; readonly page: string; readonly url: string };

function read<Shape extends z.ZodType, Shown>(
  vendors: readonly Vendor[],
  kind: string,
  shape: Shape,
  show: (record: z.infer<Shape>, place: Place) => Shown,
): readonly Shown[] {
  return vendors.flatMap(({ name, url, records }) =>
    (records[kind] ?? [])
      .toReversed()
      .slice(0, MOST)
      .flatMap((record) => {
        const parsed = shape.safeParse(record);
        return parsed.success ? [show(parsed.data, { name, page: pageOf(url), url })] : [];
      }),
  );
}

/** As the start table shows it. */
export const pageOf = (url: string) => `http://localhost:${new URL(url).port}`;
