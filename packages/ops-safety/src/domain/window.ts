/**
 * A sliding window out of two fixed ones: what was counted in the window before weighs as much as of it still lies
 * within the last `windowMs`. It takes two numbers a caller instead of a time for each request, and no burst at a
 * boundary lets twice the limit through. A request that is refused is not counted: whoever waits gets in.
 *
 * `service/limits.ts` does the same in SQL, and a property test compares the two.
 */
export interface Window {
  /** In ms since 1970, a multiple of the window's length. */
  readonly startedAt: number;
  readonly current: number;
  readonly previous: number;
}

export interface Limit {
  readonly requests: number;
  readonly windowMs: number;
}

export interface Counted {
  readonly window: Window;
  readonly granted: boolean;
}

export function countRequest(before: Window | undefined, limit: Limit, nowMs: number): Counted {
  const moved = moveTo(before, limit, nowMs);
  const granted = weigh(moved, limit, nowMs) + limit.windowMs <= limit.requests * limit.windowMs;
  return { window: granted ? { ...moved, current: moved.current + 1 } : moved, granted };
}

/** What to tell the caller. */
export interface Standing {
  readonly limit: Limit;
  readonly granted: boolean;
  /** Requests that would be let through now. */
  readonly remaining: number;
  /** Until one more than that would be: after a refusal, until the next is let through. Whole seconds, at least one. */
  readonly resetSeconds: number;
}

export function standingOf({ window, granted }: Counted, limit: Limit, nowMs: number): Standing {
  const { requests, windowMs } = limit;
  const room = requests * windowMs - weigh(window, limit, nowMs);
  const remaining = granted ? Math.max(0, Math.floor(room / windowMs)) : 0;
  const freeAtMs = remaining >= requests ? nowMs : freeAt(window, limit, remaining + 1);
  return { limit, granted, remaining, resetSeconds: Math.max(1, Math.ceil((freeAtMs - nowMs) / 1_000)) };
}

/** The two windows as they are now. A clock of another process may be ahead: time does not run backwards. */
function moveTo(before: Window | undefined, { windowMs }: Limit, nowMs: number): Window {
  const startedAt = nowMs - (nowMs % windowMs);
  if (before === undefined) return { startedAt, current: 0, previous: 0 };
  if (before.startedAt >= startedAt) return before;
  const isNext = before.startedAt === startedAt - windowMs;
  return { startedAt, current: 0, previous: isNext ? before.current : 0 };
}

/** Requests times ms: whole numbers, so that nothing is rounded here or in SQL. */
function weigh({ startedAt, current, previous }: Window, { windowMs }: Limit, nowMs: number): number {
  const passedMs = Math.min(windowMs, Math.max(0, nowMs - startedAt));
  return previous * (windowMs - passedMs) + current * windowMs;
}

/** When `wanted` requests at once would be let through, if nobody asks until then. */
function freeAt({ startedAt, current, previous }: Window, { requests, windowMs }: Limit, wanted: number): number {
  const others = requests - wanted;
  // Within this window the count before fades; in the next one, this one's does.
  if (current <= others) {
    return startedAt + windowMs - (previous === 0 ? windowMs : Math.floor(((others - current) * windowMs) / previous));
  }
  return startedAt + 2 * windowMs - Math.floor((others * windowMs) / current);
}
