import { eventually } from "./eventually.ts";
import type { Mail, Mailbox } from "./port.ts";

const LOOK_EVERY_MS = 50;

interface Wanted {
  readonly to: string;
  /** How the link's path begins: `/verify`. */
  readonly path: string;
  /** Mails that were there before are not what is waited for. */
  readonly after?: number;
  readonly timeoutMs: number;
}

/**
 * The newest link of a kind that was mailed to an address, once it is there.
 * @throws TestingError `testing.no_effect` when no such mail comes in time.
 */
export async function linkInMail(mailbox: Mailbox, { to, path, after = 0, timeoutMs }: Wanted): Promise<URL> {
  const look = async () => {
    const links = (await mailbox(to)).slice(after).flatMap(({ text }) => linksIn(text));
    return links.findLast((link) => link.pathname.startsWith(path));
  };
  return eventually(look, { what: `a mail with a link to ${path}`, timeoutMs, everyMs: LOOK_EVERY_MS });
}

/** Finds the newest mail with these words in its subject, once it is there. How every driver sees mail. */
export function mailSeer(mailbox: Mailbox, timeoutMs: number): (sentTo: string, subject: string) => Promise<Mail> {
  return async (sentTo, subject) => {
    const look = async () => (await mailbox(sentTo)).findLast((mail) => mail.subject.includes(subject));
    return eventually(look, { what: `a mail about "${subject}"`, timeoutMs, everyMs: LOOK_EVERY_MS });
  };
}

/** `/verify#token=…`: a token travels in the fragment, which no server is sent. */
export function tokenOf(link: URL): string {
  return new URLSearchParams(link.hash.slice(1)).get("token") ?? "";
}

function linksIn(text: string): readonly URL[] {
  return (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => new URL(link));
}
