export type BreakerState = "closed" | "open" | "half_open";

export interface BreakerPolicy {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** How long it stays open before one call may try. Doubles with each try that fails. */
  readonly openMs: number;
  readonly maxOpenMs: number;
}

/** Leave to make one call. Handed back by {@link Breaker.settle}, however the call ends. */
export interface Ticket {
  /** A call that began before the breaker last changed says nothing about now. */
  readonly period: number;
}

/**
 * `answered`: the dependency works, whether or not it liked what it was asked. `failed`: it does not. `unknown`: the
 * caller gave up before either was known.
 */
export type Outcome = "answered" | "failed" | "unknown";

export interface Breaker {
  readonly state: BreakerState;
  /** In a row, up to now. */
  readonly failures: number;
  /** When the next call may try; `undefined` while it is closed. */
  readonly opensUntilMs: number | undefined;
  /** `undefined`: do not call. While it is half open, exactly one caller holds a ticket. */
  enter(nowMs: number): Ticket | undefined;
  /** `retryAfterMs`: what the dependency itself asked for, if it did. */
  settle(ticket: Ticket, outcome: Outcome, at: { readonly nowMs: number; readonly retryAfterMs?: number }): void;
}

/** Five minutes: a dependency that asks for a day does not get to switch itself off unseen. */
const MAX_ASKED_MS = 300_000;

/**
 * Stops calling what does not answer. Times are milliseconds of a clock that never goes back; nothing here reads one.
 *
 * | state | on | then |
 * |---|---|---|
 * | closed | the nth failure in a row | open |
 * | open | a call after the pause | half open, that call is the probe |
 * | half open | another call | refused |
 * | half open | the probe is answered | closed |
 * | half open | the probe fails | open, for twice as long |
 * | half open | the probe is given up | open, and the next call may try at once |
 */
export function createBreaker(policy: BreakerPolicy, onChange: (to: BreakerState) => void = () => {}): Breaker {
  let state: BreakerState = "closed";
  let failures = 0;
  let pauseMs = policy.openMs;
  let untilMs = 0;
  let period = 0;

  const turn = (to: BreakerState) => {
    state = to;
    period += 1;
    onChange(to);
  };
  const open = (nowMs: number, forMs: number) => {
    untilMs = nowMs + forMs;
    turn("open");
  };

  return {
    get state() {
      return state;
    },
    get failures() {
      return failures;
    },
    get opensUntilMs() {
      return state === "closed" ? undefined : untilMs;
    },

    enter(nowMs) {
      if (state === "half_open" || (state === "open" && nowMs < untilMs)) return undefined;
      if (state === "open") turn("half_open");
      return { period };
    },

    settle(ticket, outcome, { nowMs, retryAfterMs = 0 }) {
      if (ticket.period !== period) return;
      const isProbe = state === "half_open";
      if (outcome === "unknown") {
        if (isProbe) open(nowMs, 0);
        return;
      }
      if (outcome === "answered") {
        failures = 0;
        pauseMs = policy.openMs;
        if (isProbe) turn("closed");
        return;
      }
      failures += 1;
      if (!isProbe && failures < policy.failures) return;
      if (isProbe) pauseMs = Math.min(pauseMs * 2, policy.maxOpenMs);
      open(nowMs, Math.max(pauseMs, Math.min(retryAfterMs, MAX_ASKED_MS)));
    },
  };
}
