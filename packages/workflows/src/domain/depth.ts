/** What came into a stretch of time, and what left it. */
export interface Movement {
  /** Runs that were ready to start, for the first time. */
  readonly ready: number;
  /** Runs that started, or ended without. */
  readonly left: number;
}

/**
 * How many runs waited at the end of each stretch, from how many wait at the end of the last one: the ledger keeps no
 * history of it, but it knows who came and who left. Never below 0, should clocks of processes differ.
 */
export function depthsOf(waitingNow: number, movements: readonly Movement[]): readonly number[] {
  let waiting = waitingNow;
  return movements
    .toReversed()
    .map(({ ready, left }) => {
      const atEnd = Math.max(0, waiting);
      waiting += left - ready;
      return atEnd;
    })
    .toReversed();
}
