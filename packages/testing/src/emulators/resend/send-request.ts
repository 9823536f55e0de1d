import { z } from "zod";
import type { Answer } from "../frame/define.ts";
import { addressIn, isRefused } from "./addresses.ts";
import { refuse } from "./answers.ts";

const MOST_RECIPIENTS = 50;
const FURTHEST_SCHEDULE_DAYS = 30;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;

const Addresses = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** What `emails.send` puts on the wire (resend 6.38.0, `parseEmailToApiOptions`). Absent and null are the same. */
const Wire = z.object({
  from: z.string(),
  to: Addresses,
  cc: Addresses.nullish().transform((list) => list ?? []),
  bcc: Addresses.nullish().transform((list) => list ?? []),
  reply_to: Addresses.nullish().transform((list) => list ?? []),
  subject: z.string(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  headers: z
    .record(z.string(), z.string())
    .nullish()
    .transform((map) => map ?? {}),
  tags: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
  attachments: z
    .array(
      z.object({
        content: z.string().nullish(),
        path: z.string().nullish(),
        filename: z.union([z.string(), z.literal(false)]).nullish(),
        content_type: z.string().nullish(),
        content_id: z.string().nullish(),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
  scheduled_at: z.string().nullish(),
  topic_id: z.string().nullish(),
});
export type SendRequest = z.infer<typeof Wire>;

export interface Judging {
  readonly now: Date;
  /** See `ResendOptions.takesExamples`. */
  readonly takesExamples: boolean;
}

/** Judges one mail as the vendor does: the first fault is the answer. */
export function parseSend(
  body: unknown,
  { now, takesExamples }: Judging,
): { readonly mail: SendRequest } | { readonly refusal: Answer } {
  const given = z.record(z.string(), z.unknown()).safeParse(body).data ?? {};
  for (const field of ["from", "to", "subject"]) {
    if (isAbsent(given[field])) {
      return { refusal: refuse(422, "missing_required_field", `Missing \`${field}\` field.`) };
    }
  }
  const parsed = Wire.safeParse(given);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "body");
    return invalid(`Invalid \`${field}\` field.`);
  }
  const mail = parsed.data;
  return contentFault(mail) ?? addressFault(mail, takesExamples) ?? scheduleFault(mail.scheduled_at, now) ?? { mail };
}

const isAbsent = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

const invalid = (message: string) => ({ refusal: refuse(422, "validation_error", message) });

function contentFault({ html, text, tags, attachments }: SendRequest) {
  if (!html && !text) return invalid("Missing `html` or `text` field.");
  if (tags.some(({ name, value }) => !TAG.test(name) || !TAG.test(value))) {
    return invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
  }
  if (attachments.some(({ content, path }) => !content && !path)) {
    return { refusal: refuse(422, "invalid_attachment", "Attachment must have either a `content` or `path`.") };
  }
  return undefined;
}

function addressFault({ from, to, cc, bcc, reply_to: replyTo }: SendRequest, takesExamples: boolean) {
  if (to.length > MOST_RECIPIENTS) return invalid(`The \`to\` field must have at most ${MOST_RECIPIENTS} items.`);
  for (const [field, list] of Object.entries({ from: [from], to, cc, bcc, reply_to: replyTo })) {
    const addresses = list.map(addressIn);
    if (addresses.includes(undefined)) {
      return invalid(
        `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
      );
    }
    if (
      !takesExamples &&
      ["to", "cc", "bcc"].includes(field) &&
      addresses.some((address) => address && isRefused(address))
    ) {
      return invalid(
        `Invalid \`${field}\` field. Please use our testing email address instead of domains like \`example.com\`.`,
      );
    }
  }
  return undefined;
}

/** ISO 8601 only: the vendor reads English too ("in 1 hour"), which nothing here sends. */
export function scheduleFault(scheduledAt: string | null | undefined, now: Date) {
  if (!scheduledAt) return undefined;
  const moment = Date.parse(scheduledAt);
  if (!/^\d{4}-\d\d-\d\d/.test(scheduledAt) || Number.isNaN(moment)) {
    return invalid("Invalid `scheduled_at` field. It needs to be a date in ISO 8601 format.");
  }
  const latestMs = now.getTime() + FURTHEST_SCHEDULE_DAYS * 24 * 60 * 60 * 1_000;
  return moment > latestMs ? invalid("The `scheduled_at` field can be at most 30 days in the future.") : undefined;
}
