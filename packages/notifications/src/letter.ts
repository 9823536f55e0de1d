import { z } from "zod";
import { assertSendable } from "./domain/sendable.ts";
import { NotificationsError } from "./errors.ts";
import { isKind, type Kind, type Locale, SUBJECTS } from "./kinds.ts";
import type { NotificationsNeeds } from "./needs.ts";
import type { EmailMessage, Mailbox } from "./port.ts";

/** A finished mail, and what its delivery keeps of it in the clear. */
export interface Letter {
  readonly message: EmailMessage;
  readonly locale: Locale;
  readonly expiresAt: Date | undefined;
}

/**
 * Asks what there is to say, and writes it; `undefined` when there is nothing any more.
 * @throws NotificationsError `notifications.unknown_kind`; `invalid_…` for what can't be sent; whatever the source throws.
 */
export async function writeLetter(
  { kind, subject }: { readonly kind: string; readonly subject: unknown },
  { sources, from, deliveryId, requestId }: LetterOptions,
): Promise<Letter | undefined> {
  if (!isKind(kind)) {
    throw new NotificationsError("notifications.unknown_kind", `this release knows no ${kind}; a newer one may`);
  }
  const mail = await askSource(sources, kind, subject);
  if (mail === undefined) return undefined;
  // Joins the mail, and what the vendor tells of it later, to its row and to the click that caused it.
  const tags = { [DELIVERY_TAG]: deliveryId, ...(TAG.test(requestId) && { request_id: requestId }) };
  const to = { address: mail.to.address };
  const message: EmailMessage = { channel: "email", from, to, ...(await mail.render()), tags };
  assertSendable(message);
  return { message, locale: mail.locale, expiresAt: mail.expiresAt };
}

interface LetterOptions {
  readonly sources: NotificationsNeeds["sources"];
  readonly from: Mailbox;
  readonly deliveryId: string;
  readonly requestId: string;
}

/** Which delivery a report of the vendor is about. */
export const DELIVERY_TAG = "delivery_id";
const TAG = /^[A-Za-z0-9_-]{1,256}$/;

async function askSource<K extends Kind>(sources: Pick<NotificationsNeeds["sources"], K>, kind: K, stored: unknown) {
  const subject = SUBJECTS[kind].safeParse(stored);
  if (!subject.success) {
    throw new NotificationsError("notifications.invalid_content", `${kind} is not about what was stored`);
  }
  const mail = await sources[kind](subject.data);
  if (mail === undefined) return undefined;
  const { to, locale, expiresAt } = mail;
  // Loaded here, since only a process that writes mail needs React.
  const render = async () => (await import("./templates/index.ts")).renderMail(kind, mail);
  return { to, locale, expiresAt, render };
}

const StoredMailbox = z.strictObject({ address: z.string(), name: z.string().exactOptional() });
const StoredMessage = z.strictObject({
  channel: z.literal("email"),
  from: StoredMailbox,
  to: StoredMailbox,
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  tags: z.record(z.string(), z.string()).exactOptional(),
});

/** What a stored letter says. @throws NotificationsError `notifications.unreadable` when another release wrote it otherwise. */
export function parseMessage(text: string): EmailMessage {
  const parsed = StoredMessage.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new NotificationsError("notifications.unreadable", "the stored mail has another form");
}
