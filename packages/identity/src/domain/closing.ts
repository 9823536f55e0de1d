const DAY_MS = 24 * 3_600_000;

/** Long enough to come back from a holiday, short enough to keep the promise that what is deleted goes. */
export const TAKE_BACK_MS = 14 * DAY_MS;

export const erasableAt = (closedAt: Date): Date => new Date(closedAt.getTime() + TAKE_BACK_MS);

/** What was closed then or before can't be taken back any more. */
export const erasableIfClosedBy = (now: Date): Date => new Date(now.getTime() - TAKE_BACK_MS);
