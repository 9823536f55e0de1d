import { NotificationsError } from "../errors.ts";
import type { Mailbox } from "../port.ts";
import { isAddress, isOneLine } from "./sendable.ts";

/**
 * Reads `Name <address>`, or an address alone, as settings write a sender.
 * @throws NotificationsError `notifications.invalid_header` for anything that mail could not be sent from.
 */
export function mailboxOf(text: string): Mailbox {
  const [, named, bracketed] = /^([^<>"]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  const address = (bracketed ?? text).trim();
  const name = (named ?? "").trim();
  if (!isAddress(address) || !isOneLine(name)) {
    throw new NotificationsError("notifications.invalid_header", "expected: Name <address>, or an address");
  }
  return name === "" ? { address } : { address, name };
}
