const MINUTE_MS = 60_000;

/** How often a password may be wrong, and how long whoever guesses waits then. Never for good. */
export const THROTTLE = {
  /** So many cost nothing: people have several passwords, and mistype them. */
  free: 10,
  firstWaitMs: MINUTE_MS / 2,
  maxWaitMs: 15 * MINUTE_MS,
  /** After a day without a failure nothing is held against anybody. */
  forgetMs: 24 * 60 * MINUTE_MS,
} as const;

export interface Tally {
  readonly failures: number;
  readonly lastFailedAt: Date;
}

/** Twice as long with each failure beyond the free ones. What is refused meanwhile is not counted, so it ends. */
export function waitMs(tally: Tally | undefined, now: Date): number {
  if (tally === undefined || tally.failures < THROTTLE.free || isForgotten(tally, now)) return 0;
  const wait = Math.min(THROTTLE.firstWaitMs * 2 ** (tally.failures - THROTTLE.free), THROTTLE.maxWaitMs);
  return Math.max(0, tally.lastFailedAt.getTime() + wait - now.getTime());
}

/** Counted before the password is looked at, so that a thousand guesses at once are a thousand. */
export const counted = (tally: Tally | undefined, now: Date): Tally => ({
  failures: tally === undefined || isForgotten(tally, now) ? 1 : tally.failures + 1,
  lastFailedAt: now,
});

const isForgotten = ({ lastFailedAt }: Tally, now: Date) => now.getTime() - lastFailedAt.getTime() >= THROTTLE.forgetMs;
