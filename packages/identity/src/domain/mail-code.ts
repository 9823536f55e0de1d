const MINUTE_MS = 60_000;

/** A code that a mail brings, and the link beside it. */
export const MAIL_CODE = {
  /** How long both are good, from the moment that the mail is written (NIST SP 800-63B-4, 3.1.3.2: ten minutes; a mail is slower). */
  goodMs: 15 * MINUTE_MS,
  /** A mail that could not be written by then is not wanted any more. */
  waitsMs: 60 * MINUTE_MS,
  /** Wrong ones, and the code is dead. Of a million codes: with 20 mails a day, one in ten thousand is guessed a day. */
  tries: 5,
  /** Asked again within this time, the mail that is on its way is the one: `reactions.ts` sends one a minute. */
  againMs: MINUTE_MS,
} as const;

export const earlier = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
