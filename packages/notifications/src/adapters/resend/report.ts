import type { Resend } from "resend";
import { z } from "zod";
import { NotificationsError } from "../../errors.ts";
import type { Outcome, Report } from "../../port.ts";

/** Only what we use is asked for: the vendor adds fields and events at will (resend 6.38.0, read 2026-11-21). */
const Payload = z.object({
  type: z.string(),
  created_at: z.string().optional(),
  data: z
    .object({
      email_id: z.string().optional().catch(undefined),
      // A list in requests, a map here.
      tags: z.record(z.string(), z.string()).optional().catch(undefined),
      bounce: z.object({ type: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** @throws NotificationsError as `MessageTransport.readReport` says. */
export function readReport(client: Resend, secret: string, body: Uint8Array, headers: Headers): Report {
  const id = headers.get("svix-id") ?? "";
  const timestamp = headers.get("svix-timestamp") ?? "";
  const signature = headers.get("svix-signature") ?? "";
  // The SDK takes `123abc` for a number.
  if (id === "" || signature === "" || !/^\d{1,12}$/.test(timestamp)) throw forged();
  let payload: unknown;
  try {
    payload = client.webhooks.verify({
      payload: TEXT.decode(body),
      headers: { id, timestamp, signature },
      webhookSecret: secret,
    });
  } catch (cause) {
    // The signature is looked at first, so what can't be parsed is genuine.
    if (!(cause instanceof SyntaxError)) throw forged(cause);
    throw unreadable(cause);
  }
  return toReport(payload, { id, sentAt: new Date(Number(timestamp) * 1_000) });
}

/** What the vendor said, in our words. */
export function toReport(payload: unknown, { id, sentAt }: { readonly id: string; readonly sentAt: Date }): Report {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) throw unreadable();
  const { type, created_at: createdAt = "", data } = parsed.data;
  const said = new Date(createdAt);
  const outcome = outcomeOf(type, data?.bounce?.type);
  return {
    id,
    event: type,
    occurredAt: Number.isNaN(said.getTime()) ? sentAt : said,
    ...(data?.email_id !== undefined && { about: { ref: data.email_id, tags: data.tags ?? {} } }),
    ...(outcome !== undefined && { outcome }),
  };
}

function outcomeOf(type: string, bounce: string | undefined): Outcome | undefined {
  switch (type) {
    case "email.sent":
      return { status: "accepted" };
    case "email.delivered":
      return { status: "delivered" };
    case "email.delivery_delayed":
      return { status: "delayed" };
    case "email.complained":
      return { status: "complained" };
    case "email.bounced":
      // A full mailbox, say: the next mail may well arrive.
      return bounce === "Transient" ? { status: "delayed" } : { status: "bounced", isLasting: bounce === "Permanent" };
    // The vendor keeps a list of its own, of addresses that bounced or complained before.
    case "email.suppressed":
      return { status: "bounced", isLasting: true };
    // Our account or the mail itself, and not the address.
    case "email.failed":
      return { status: "bounced", isLasting: false };
    default:
      return undefined;
  }
}

/** The signature is over the bytes as they came, a byte order mark among them. */
const TEXT = new TextDecoder("utf-8", { ignoreBOM: true });

/** Which check failed is for nobody outside to know. */
const forged = (cause?: unknown) =>
  new NotificationsError("notifications.invalid_signature", "the report's signature does not hold", { cause });

const unreadable = (cause?: unknown) =>
  new NotificationsError("notifications.invalid_report", "the report is genuine and can't be read", { cause });
