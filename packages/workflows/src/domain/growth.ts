/** How many dead letters wait for a decision, and how many of them are new. */
export interface DeadLetterCount {
  readonly waiting: number;
  /** Of these, from the last `FAST_MS`. */
  readonly recent: number;
}

/** So many are worth somebody's time, however slowly they came. */
export const MANY = 20;
/** So many in `FAST_MS` are, however few there were before. */
export const FAST = 10;
export const FAST_MS = 10 * 60_000;

/** What is kept between two looks: the fewest that there were since somebody was told; null when nobody has to know. */
export type Fewest = number | null;

export interface Look {
  /** True when somebody should be told. */
  readonly tells: boolean;
  readonly fewest: Fewest;
}

/**
 * Tells growth from what was told of already: the first time that there are many, or that they come fast, and then each
 * time that there are twice as many as when they were fewest since. Quiet, and ready to tell again, once few are left.
 */
export function look({ waiting, recent }: DeadLetterCount, fewest: Fewest): Look {
  if (waiting < MANY / 2 && recent < FAST) return { tells: false, fewest: null };
  const isWorthIt = waiting >= MANY || recent >= FAST;
  if (isWorthIt && (fewest === null || waiting >= 2 * fewest)) return { tells: true, fewest: waiting };
  return { tells: false, fewest: fewest === null ? null : Math.min(fewest, waiting) };
}
