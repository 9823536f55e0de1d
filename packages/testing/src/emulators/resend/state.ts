import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";

const StoredMail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  html: z.string().nullable(),
  text: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string().nullable() })),
  topicId: z.string().nullable(),
  scheduledAt: z.string().nullable(),
  lastEvent: z.string(),
  idempotencyKey: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type StoredMail = z.infer<typeof StoredMail>;

const StoredKey = z.object({ fingerprint: z.string(), answer: z.unknown(), at: z.iso.datetime() });
export type StoredKey = z.infer<typeof StoredKey>;

const StoredWebhook = z.object({
  id: z.string(),
  endpoint: z.string(),
  events: z.array(z.string()),
  status: z.enum(["enabled", "disabled"]),
  secret: z.string(),
  createdAt: z.iso.datetime(),
});
export type StoredWebhook = z.infer<typeof StoredWebhook>;

export interface ResendState {
  readonly mails: Collection<StoredMail>;
  /** By idempotency key. */
  readonly keys: Collection<StoredKey>;
  readonly webhooks: Collection<StoredWebhook>;
}

/** Enough for a load run, and little enough for a laptop: a mail is about 20 kB. */
const MOST_MAILS = 5_000;

export function openState(store: Store): ResendState {
  return {
    mails: store.collection("mails", StoredMail, MOST_MAILS),
    keys: store.collection("keys", StoredKey, MOST_MAILS),
    webhooks: store.collection("webhooks", StoredWebhook, 10),
  };
}
