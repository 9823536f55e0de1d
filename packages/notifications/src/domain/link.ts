import { NotificationsError } from "../errors.ts";

/** Where a link may lead without encryption: this machine, for people who try the product. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The link as it goes into a mail, in the one spelling that the URL parser gives it.
 * @throws NotificationsError `notifications.invalid_content` for anything but https, http to this machine, or with a
 *   login in it. The message does not quote it: links carry tokens.
 */
export function safeLink(text: string): string {
  const url = URL.parse(text);
  const isAllowed = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (url === null || !isAllowed || url.username !== "" || url.password !== "") {
    throw new NotificationsError("notifications.invalid_content", "a link is neither https nor to this machine");
  }
  return url.href;
}
