export interface RetryPolicy {
  /** The first one included. */
  readonly attempts: number;
  /** The pause before the second attempt is a random part of this, before the third of twice this, and so on. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
  /** Repeats that may be made when nothing was called for a while. */
  readonly budget: number;
  /** What each call adds to the budget: 0.1 allows one repeat for ten calls in the long run. */
  readonly perCall: number;
}

export interface Pause {
  /** How many attempts were made. */
  readonly attempts: number;
  /** 0 to 1. */
  readonly random: number;
  /** What the dependency asked for. */
  readonly retryAfterMs: number | undefined;
}

/** "Full jitter": callers that failed together do not come back together. What the dependency asks for counts on top. */
export function pauseMs(policy: RetryPolicy, { attempts, random, retryAfterMs = 0 }: Pause): number {
  const upTo = Math.min(policy.maxPauseMs, policy.pauseMs * 2 ** (attempts - 1));
  return retryAfterMs + Math.floor(random * upTo);
}

export interface RetryBudget {
  /** A call that is no repeat. */
  earn(): void;
  /** False: repeating now would be a storm. */
  spend(): boolean;
}

/** A dependency in trouble gets at most a tenth more calls, where repeating each would give it three times as many. */
export function createRetryBudget({ budget, perCall }: Pick<RetryPolicy, "budget" | "perCall">): RetryBudget {
  let left = budget;
  return {
    earn() {
      left = Math.min(budget, left + perCall);
    },
    spend() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
