import type { Target } from "@ninefold/testing/conformance-kit";
import { type Mail, type ResendEmulator, startEmulator } from "@ninefold/testing/emulators";
import {
  type EmailMessage,
  type Mailbox,
  mailboxOf,
  type MessageTransport,
  type Outcome,
} from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";
import { noMessages } from "@ninefold/notifications/none";
import { resendEmail } from "@ninefold/notifications/resend";
import type { NotificationsRule, NotificationsSubject } from "./conformance.ts";

const emulators = new WeakMap<NotificationsSubject, ResendEmulator>();

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(memoryMessages()) },
  none: { make: makeNone, capabilities: rulesOf(noMessages()) },
  resend: {
    make: makeResend,
    capabilities: rulesOf(resendEmail({ apiKey: "re_none", webhookSecret: "whsec_" })),
    close: closeResend,
  },
} satisfies Record<string, Target<NotificationsSubject, NotificationsRule>>;

/** E-mail only, as `NOTIFICATIONS_EMAIL_PROVIDER` chooses it. */
function makeMemory(): NotificationsSubject {
  const transport = memoryMessages({ channels: ["email"] });
  return { transport, sent: async () => transport.sent, reportOf: async (outcome) => transport.reportOf(outcome) };
}

function makeNone(): NotificationsSubject {
  return { transport: noMessages(), sent: async () => [] };
}

/** The vendor's own SDK and our adapter as in production, against the vendor's emulator. */
async function makeResend(): Promise<NotificationsSubject> {
  const emulator = await startEmulator("resend");
  const vendor = { url: emulator.url, apiKey: emulator.apiKey };
  const { webhookSecret } = emulator;
  const subject: NotificationsSubject = {
    vendor,
    transport: resendEmail({ apiKey: vendor.apiKey, baseUrl: vendor.url, webhookSecret }),
    sent: async () => emulator.mails().toReversed().map(messageOf),
    async reportOf(outcome) {
      const [mail] = emulator.mails();
      const { body, headers } = emulator.sign(mail?.id ?? "", eventOf(outcome));
      return { body: new TextEncoder().encode(body), headers: new Headers(headers) };
    },
  };
  emulators.set(subject, emulator);
  return subject;
}

function eventOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "email.opened";
  const events = { accepted: "sent", delayed: "delivery_delayed", delivered: "delivered", complained: "complained" };
  if (outcome.status !== "bounced") return `email.${events[outcome.status]}`;
  return outcome.isLasting ? "email.bounced" : "email.failed";
}

async function closeResend(subject: NotificationsSubject): Promise<void> {
  const emulator = emulators.get(subject);
  await emulator?.close();
  const unknown = emulator?.unknownRequests() ?? [];
  if (unknown.length > 0) throw new Error(`the emulator was asked for what it does not know: ${unknown[0]?.path}`);
}

function messageOf({ from, to, cc, bcc, replyTo, subject, text = "", html, headers, tags }: Mail): EmailMessage {
  const [recipient, ...others] = [...to, ...cc, ...bcc].map(readAddress);
  if (recipient === undefined || others.length > 0) throw new Error("a mail has exactly one recipient");
  const [reply] = replyTo.map(readAddress);
  return {
    channel: "email",
    from: readAddress(from),
    to: recipient,
    ...(reply === undefined ? {} : { replyTo: reply }),
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
}

function readAddress(written: string): Mailbox {
  const [, quoted, address] = /^"(.*)" <([^<>]+)>$/.exec(written) ?? [];
  return address === undefined ? mailboxOf(written) : { address, name: (quoted ?? "").replaceAll(/\\(.)/g, "$1") };
}

function rulesOf({ capabilities }: MessageTransport): Record<NotificationsRule, boolean> {
  const { delivers, idempotency, reports } = capabilities;
  return { delivers, skips: !delivers, idempotency, reports, silent: !reports };
}
