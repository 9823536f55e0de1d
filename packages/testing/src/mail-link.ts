import { setTimeout as delay } from "node:timers/promises";
import { TestingError } from "./errors.ts";
import type { Mailbox } from "./port.ts";

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
export async function linkInMail(mailbox: Mailbox, wanted: Wanted): Promise<URL> {
  const { to, path, after = 0, timeoutMs } = wanted;
  const until = Date.now() + timeoutMs;
  while (true) {
    const mails = await mailbox(to);
    const links = mails.slice(after).flatMap(({ text }) => linksIn(text));
    const found = links.findLast((link) => link.pathname.startsWith(path));
    if (found !== undefined) return found;
    if (Date.now() > until) {
      throw new TestingError("testing.no_effect", `no mail with a link to ${path} came within ${timeoutMs} ms`);
    }
    await delay(LOOK_EVERY_MS);
  }
}

/** `/verify#token=…`: a token travels in the fragment, which no server is sent. */
export function tokenOf(link: URL): string {
  return new URLSearchParams(link.hash.slice(1)).get("token") ?? "";
}

function linksIn(text: string): readonly URL[] {
  return (text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((link) => new URL(link));
}
