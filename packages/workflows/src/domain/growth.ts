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

/**
 * Tells growth from what was told of already: the first time that there are many, or that they come fast, and then each
 * time that there are twice as many as when they were fewest since. Quiet, and ready to tell again, once few are left.
 */
export function createGrowth() {
  let fewest: number | undefined;
  return {
    /** True when somebody should be told. */
    look({ waiting, recent }: DeadLetterCount): boolean {
      if (waiting < MANY / 2 && recent < FAST) fewest = undefined;
      if (waiting < MANY && recent < FAST) {
        if (fewest !== undefined) fewest = Math.min(fewest, waiting);
        return false;
      }
      if (fewest !== undefined && waiting < 2 * fewest) {
        fewest = Math.min(fewest, waiting);
        return false;
      }
      fewest = waiting;
      return true;
    },
  };
}
