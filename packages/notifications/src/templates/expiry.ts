import type { Copy } from "./copy.ts";

/**
 * How long the link lives, in the mail's language. In UTC, and says so: a mail does not know where it is read. Written
 * out by hand, since what `Intl` writes changes with the version of Node, and a letter must not.
 */
export function expirySentence({ linkUntil, linkSoon, months }: Copy, at: Date | undefined): string {
  return at === undefined ? linkSoon : linkUntil(momentOf(at, months));
}

/** The same of a code, which always says it. */
export const codeExpirySentence = ({ codeUntil, months }: Copy, at: Date): string => codeUntil(momentOf(at, months));

const momentOf = (at: Date, months: Copy["months"]) => ({
  day: dayOf({ months }, at),
  hours: two(at.getUTCHours()),
  minutes: two(at.getUTCMinutes()),
});

/** The day of an instant in UTC, in the mail's language. */
export const dayOf = ({ months }: Pick<Copy, "months">, at: Date): string =>
  `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;

const two = (number: number) => String(number).padStart(2, "0");
