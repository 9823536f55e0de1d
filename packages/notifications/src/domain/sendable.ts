import { NotificationsError, type NotificationsErrorCode } from "../errors.ts";
import type { EmailMessage, Mailbox, Message } from "../port.ts";

/**
 * Lets a message through that can only do what it says. Libraries are not to be relied on for this: one folds a line
 * break in a subject, re-parses an address and sends to a mailbox hidden in it.
 * @throws NotificationsError `notifications.invalid_recipient` unless there is exactly one plain address or E.164
 *   number; `notifications.invalid_header` for a sender, name, subject or header that is empty, malformed, reserved or
 *   has a control character; `notifications.invalid_content` without text.
 */
export function assertSendable(message: Message): void {
  if (message.text.trim() === "") throw refused("content", "the text is empty");
  if (message.channel === "email") return assertEmail(message);
  if (!/^\+[1-9]\d{6,14}$/.test(message.to)) throw refused("recipient", "the number is not E.164");
}

/** @throws NotificationsError `notifications.invalid_idempotency_key`: it travels in a header. */
export function assertIdempotencyKey(key: string): void {
  if (!/^[\x21-\x7e]{1,256}$/.test(key)) throw refused("idempotency_key", "the key is not 1 to 256 visible characters");
}

function assertEmail({ from, to, replyTo, subject, headers = {} }: EmailMessage): void {
  if (!isAddress(to.address)) throw refused("recipient", "the recipient is not one plain address");
  for (const mailbox of [from, replyTo]) {
    if (mailbox !== undefined && !isAddress(mailbox.address))
      throw refused("header", "a sender is not a plain address");
  }
  if (![from, to, replyTo].every(hasPlainName)) throw refused("header", "a name has a control character");
  if (subject.trim() === "" || !isOneLine(subject)) throw refused("header", "the subject is not one line of text");
  for (const [name, value] of Object.entries(headers)) {
    // RFC 5322 §3.6.8: visible ASCII without the colon.
    if (!/^[!-9;-~]{1,76}$/.test(name) || !isOneLine(value)) throw refused("header", "a header is malformed");
    if (reserved.test(name)) throw refused("header", `the header ${name} has a field of its own`);
  }
}

/** What the fields of a message stand for, and what decides about envelope and encoding. */
const reserved =
  /^(?:to|cc|bcc|from|sender|reply-to|return-path|subject|date|message-id|mime-version|content-.*|resent-.*)$/i;

/**
 * The form that browsers accept in `<input type=email>` (WHATWG HTML, "valid e-mail address"): no quoted local part, no
 * comment, no list. Lengths are RFC 5321 §4.5.3.1. International domains come as punycode.
 */
export function isAddress(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf("@"));
  return address.length <= 254 && local.length <= 64 && plainAddress.test(address);
}

const label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const plainAddress = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})*$`);

function hasPlainName(mailbox: Mailbox | undefined): boolean {
  return mailbox?.name === undefined || (isOneLine(mailbox.name) && !/[\u202a-\u202e\u2066-\u2069]/.test(mailbox.name));
}

/** Control characters carry injected headers (CR, LF) or truncate them (NUL); the two separators break lines elsewhere. */
export function isOneLine(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

function refused(what: "recipient" | "header" | "content" | "idempotency_key", message: string): NotificationsError {
  return new NotificationsError(`notifications.invalid_${what}` satisfies NotificationsErrorCode, message);
}
