import type { Copy } from "./copy.ts";

/**
 * How long the link lives, in the mail's language. In UTC, and says so: a mail does not know where it is read. Written
 * out by hand, since what `Intl` writes changes with the version of Node, and a letter must not.
 */
export function expirySentence({ linkUntil, linkSoon, months }: Copy, at: Date | undefined): string {
  if (at === undefined) return linkSoon;
  return linkUntil({
    day: dayOf({ months }, at),
    hours: two(at.getUTCHours()),
    minutes: two(at.getUTCMinutes()),
  });
}

/** The day of an instant in UTC, in the mail's language. */
export const dayOf = ({ months }: Pick<Copy, "months">, at: Date): string =>
  `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;

const two = (number: number) => String(number).padStart(2, "0");
