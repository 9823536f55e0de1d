import { messageIdOf } from "./message-id.ts";
import type { StoredMail } from "./state.ts";

/** The webhooks that this emulator sends by itself. */
export const SENT_EVENTS = [
  "email.sent",
  "email.scheduled",
  "email.delivered",
  "email.delivery_delayed",
  "email.bounced",
  "email.complained",
  "email.suppressed",
] as const;
export type SentEvent = (typeof SENT_EVENTS)[number];

/** Every type that an endpoint may subscribe to (resend 6.38.0, `WebhookEvent`). */
export const ALL_EVENTS: readonly string[] = [
  ...SENT_EVENTS,
  ...["opened", "clicked", "received", "failed"].map((what) => `email.${what}`),
  ...["created", "updated", "deleted", "topics.updated"].map((what) => `contact.${what}`),
  ...["created", "updated", "deleted"].map((what) => `domain.${what}`),
  ...["added", "removed"].map((what) => `suppression.${what}`),
  ...["created", "updated", "deleted"].map((what) => `topic.${what}`),
  ...["created", "updated", "deleted"].map((what) => `inbox.${what}`),
  ...["created", "folder.updated", "assigned", "unassigned", "labels.updated"].map((what) => `inbox.thread.${what}`),
  ...["received", "sent"].map((what) => `inbox.email.${what}`),
  ...["created", "updated", "sent", "deleted"].map((what) => `inbox.draft.${what}`),
];

export type Publish = (type: SentEvent, mail: StoredMail) => void;

/** What a webhook says of a mail. Tags are a map here, although a list in requests; moments are ISO 8601. */
export function eventBody(type: string, mail: StoredMail, now: Date) {
  const headers = Object.entries(mail.headers).map(([name, value]) => ({ name, value }));
  return {
    type,
    created_at: now.toISOString(),
    data: {
      email_id: mail.id,
      message_id: messageIdOf(mail),
      created_at: mail.createdAt,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      ...(mail.tags.length === 0
        ? {}
        : { tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])) }),
      ...(headers.length === 0 ? {} : { headers }),
      ...DETAILS[type],
    },
  };
}

const UNKNOWN_USER = ["smtp; 550 5.1.1 user unknown"];
const DETAILS: Readonly<Record<string, object>> = {
  "email.bounced": {
    bounce: {
      type: "Permanent",
      subType: "General",
      message: "The recipient's mail server rejected the mail.",
      diagnosticCode: UNKNOWN_USER,
    },
  },
  "email.suppressed": {
    suppressed: {
      type: "OnAccountSuppressionList",
      reason: "previous_bounce",
      message: "The address bounced before, so nothing was sent to it.",
      diagnosticCode: UNKNOWN_USER,
    },
  },
};
