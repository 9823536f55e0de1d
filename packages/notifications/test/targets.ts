import type { Target } from "@ninefold/testing/conformance-kit";
import { type Mail, type ResendEmulator, startEmulator } from "@ninefold/testing/emulators";
import { type EmailMessage, type Mailbox, mailboxOf, type MessageTransport } from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";
import { noMessages } from "@ninefold/notifications/none";
import { resendEmail } from "@ninefold/notifications/resend";
import type { NotificationsRule, NotificationsSubject } from "./conformance.ts";

const emulators = new WeakMap<NotificationsSubject, ResendEmulator>();

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(memoryMessages()) },
  none: { make: makeNone, capabilities: rulesOf(noMessages()) },
  resend: { make: makeResend, capabilities: rulesOf(resendEmail({ apiKey: "re_none" })), close: closeResend },
} satisfies Record<string, Target<NotificationsSubject, NotificationsRule>>;

/** E-mail only, as `NOTIFICATIONS_EMAIL_PROVIDER` chooses it. */
function makeMemory(): NotificationsSubject {
  const transport = memoryMessages({ channels: ["email"] });
  return { transport, sent: async () => transport.sent };
}

function makeNone(): NotificationsSubject {
  return { transport: noMessages(), sent: async () => [] };
}

/** The vendor's own SDK and our adapter as in production, against the vendor's emulator. */
async function makeResend(): Promise<NotificationsSubject> {
  const emulator = await startEmulator("resend");
  const vendor = { url: emulator.url, apiKey: emulator.apiKey };
  const subject = {
    vendor,
    transport: resendEmail({ apiKey: vendor.apiKey, baseUrl: vendor.url }),
    sent: async () => emulator.mails().toReversed().map(messageOf),
  };
  emulators.set(subject, emulator);
  return subject;
}

async function closeResend(subject: NotificationsSubject): Promise<void> {
  const emulator = emulators.get(subject);
  await emulator?.close();
  const unknown = emulator?.unknownRequests() ?? [];
  if (unknown.length > 0) throw new Error(`the emulator was asked for what it does not know: ${unknown[0]?.path}`);
}

function messageOf({ from, to, cc, bcc, replyTo, subject, text = "", html, headers }: Mail): EmailMessage {
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
  };
}

function readAddress(written: string): Mailbox {
  const [, quoted, address] = /^"(.*)" <([^<>]+)>$/.exec(written) ?? [];
  return address === undefined ? mailboxOf(written) : { address, name: (quoted ?? "").replaceAll(/\\(.)/g, "$1") };
}

function rulesOf({ capabilities }: MessageTransport): Record<NotificationsRule, boolean> {
  const { delivers, idempotency } = capabilities;
  return { delivers, skips: !delivers, idempotency };
}
