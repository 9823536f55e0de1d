import { type Breaker, createBreaker, type Outcome } from "./domain/breaker.ts";
import { type Bulkhead, createBulkhead } from "./domain/bulkhead.ts";
import { withDeadline } from "./domain/deadline.ts";
import { isActive } from "./domain/kill-switch.ts";
import { pause } from "./domain/pause.ts";
import { createRetryBudget, pauseMs, type RetryBudget } from "./domain/retry.ts";
import { codeOf, isOutage, isRepeatable, retryAfterMsOf } from "./domain/verdict.ts";
import { OpsSafetyError } from "./errors.ts";
import type { FinishedCall, GuardNeeds, GuardPolicy } from "./needs.ts";
import type { CallOptions, DependencyState, SafetyStore } from "./port.ts";

export interface GuardedCall {
  /** What is called, as its kill switch and its breaker name it: `media`. */
  readonly dependency: string;
  /** What is asked of it: `put`. */
  readonly operation: string;
  /** Whether a repeat does no harm. Only then is a call repeated that failed in a way that may pass. */
  readonly idempotent: boolean;
  /** For all of it: waiting for a place, every attempt, the pauses between. 1 to 600_000 whole milliseconds. */
  readonly deadlineMs?: number;
  /** For one attempt, where that is less. */
  readonly attemptMs?: number;
}

export interface GuardOptions<T> extends CallOptions {
  /** Answers in place of a call that failed, was refused or ran out of time; not for a caller who gave up. */
  readonly fallback?: (error: unknown) => T | Promise<T>;
}

/** One for every dependency: none of today's is called so much that it wants its own. */
const POLICY: GuardPolicy = {
  breaker: { failures: 5, openMs: 10_000, maxOpenMs: 60_000 },
  bulkhead: { limit: 16, queue: 64 },
  retry: { attempts: 3, pauseMs: 200, maxPauseMs: 2_000, budget: 10, perCall: 0.1 },
};

const defaultDeadlineMs = 10_000;
/** How long a guarded call waits for the store. A store that hangs must not take every vendor down with it. */
const switchLookupMs = 500;

interface Circuit {
  readonly breaker: Breaker;
  readonly bulkhead: Bulkhead;
  readonly budget: RetryBudget;
  lastFailure: string | null;
}

interface Run {
  readonly call: Required<GuardedCall>;
  readonly what: string;
  readonly startedMs: number;
  readonly circuit: Circuit;
  /** The caller's own. */
  readonly caller: AbortSignal | undefined;
  attempts: number;
}

/** bulkhead(retry(breaker(deadline))), inside one deadline for all of it and behind the kill switch. */
export function createGuard(store: Pick<SafetyStore, "findSwitch">, needs: GuardNeeds) {
  const policy = { ...POLICY, ...needs.policy };
  const { random = Math.random } = needs;
  const circuits = new Map<string, Circuit>();

  async function guard<T>(
    call: GuardedCall,
    work: (signal: AbortSignal) => Promise<T>,
    { signal: caller, fallback }: GuardOptions<T> = {},
  ): Promise<T> {
    const { dependency, operation, deadlineMs = defaultDeadlineMs } = call;
    const what = `${dependency}.${operation}`;
    needs.assertNoOpenTransaction(what);
    const run: Run = {
      call: { ...call, deadlineMs, attemptMs: Math.min(call.attemptMs ?? deadlineMs, deadlineMs) },
      what,
      startedMs: performance.now(),
      circuit: circuitOf(dependency),
      caller,
      attempts: 0,
    };
    const record = (outcome: FinishedCall["outcome"]) => {
      const durationMs = performance.now() - run.startedMs;
      needs.recordCall({ dependency, operation, outcome, durationMs, attempts: run.attempts });
    };
    try {
      const result = await withDeadline({ deadlineMs, what, signal: caller }, async (within) => {
        await refuseSwitchedOff(dependency, within);
        // The deadline may have passed while the store was asked: the caller has its answer, so nothing may start.
        within.throwIfAborted();
        return run.circuit.bulkhead.run(() => repeating(run, work, within), { what, signal: within });
      });
      record("ok");
      return result;
    } catch (error) {
      const outcome = outcomeOf(error, caller);
      record(outcome);
      // Here and not where it is thrown: neither deadline nor bulkhead knows what it is about.
      if (error instanceof OpsSafetyError) error.dependency ??= dependency;
      if (fallback === undefined || outcome === "given_up" || isOurMistake(error)) throw error;
      return answerInstead(fallback, error);
    }
  }

  async function repeating<T>(run: Run, work: (signal: AbortSignal) => Promise<T>, within: AbortSignal): Promise<T> {
    run.circuit.budget.earn();
    for (;;) {
      try {
        return await attempt(run, work, within);
      } catch (error) {
        const beforeNextMs = within.aborted ? undefined : pauseBeforeRepeat(run, error);
        if (beforeNextMs === undefined) throw error;
        await pause(beforeNextMs, within);
      }
    }
  }

  /** `undefined`: it is not repeated. */
  function pauseBeforeRepeat({ call, circuit, startedMs, attempts }: Run, error: unknown): number | undefined {
    if (!call.idempotent || attempts >= policy.retry.attempts || !isRepeatable(error)) return undefined;
    // It has just opened: who repeats would hear that, and not what went wrong.
    if (circuit.breaker.state !== "closed") return undefined;
    const ms = pauseMs(policy.retry, { attempts, random: random(), retryAfterMs: retryAfterMsOf(error) });
    const leftMs = call.deadlineMs - (performance.now() - startedMs);
    if (ms >= leftMs) return undefined;
    return circuit.budget.spend() ? ms : undefined;
  }

  async function refuseSwitchedOff(dependency: string, signal: AbortSignal): Promise<void> {
    const found = await withDeadline({ deadlineMs: switchLookupMs, what: "ops_safety.find_switch", signal }, (within) =>
      store.findSwitch(dependency, { signal: within }),
    ).catch((error: unknown) => {
      signal.throwIfAborted();
      needs.captureError(error, { dependency });
      return undefined;
    });
    if (found === undefined || !isActive(found, needs.now())) return;
    const until = found.expiresAt.toISOString();
    throw new OpsSafetyError(
      "ops_safety.switched_off",
      `${dependency} is switched off until ${until}: ${found.reason}`,
    );
  }

  function circuitOf(dependency: string): Circuit {
    const known = circuits.get(dependency);
    if (known !== undefined) return known;
    const circuit: Circuit = {
      breaker: createBreaker(policy.breaker, (to) => needs.recordBreaker?.({ dependency, to })),
      bulkhead: createBulkhead(policy.bulkhead),
      budget: createRetryBudget(policy.retry),
      lastFailure: null,
    };
    circuits.set(dependency, circuit);
    return circuit;
  }

  /** How this process sees each dependency that it has called, by name. */
  function dependencies(): readonly DependencyState[] {
    return [...circuits]
      .map(([dependency, { breaker, bulkhead, lastFailure }]) => ({
        dependency,
        breaker: breaker.state,
        failures: breaker.failures,
        lastFailure,
        running: bulkhead.running,
        waiting: bulkhead.waiting,
        limit: policy.bulkhead.limit,
      }))
      .toSorted((one, other) => (one.dependency < other.dependency ? -1 : 1));
  }

  return { guard, dependencies };
}

async function attempt<T>(run: Run, work: (signal: AbortSignal) => Promise<T>, within: AbortSignal): Promise<T> {
  const { circuit, what, call } = run;
  const { breaker } = circuit;
  const startedMs = performance.now();
  const ticket = breaker.enter(startedMs);
  if (ticket === undefined) {
    const message = `${what}: ${call.dependency} failed too often just now`;
    // While another call tries, nobody knows: a second.
    const leftMs = Math.max(1_000, (breaker.opensUntilMs ?? 0) - startedMs);
    throw new OpsSafetyError("ops_safety.circuit_open", message, { retryAfterSeconds: Math.ceil(leftMs / 1_000) });
  }
  run.attempts += 1;
  const settle = (outcome: Outcome, retryAfterMs?: number) =>
    breaker.settle(ticket, outcome, {
      nowMs: performance.now(),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  try {
    const result = await withDeadline({ deadlineMs: call.attemptMs, what, signal: within }, work);
    settle("answered");
    return result;
  } catch (error) {
    // Little time was left for it: that says nothing of the dependency.
    const wasCut = within.aborted && performance.now() - startedMs < call.attemptMs / 2;
    if (run.caller?.aborted || wasCut) settle("unknown");
    else if (isOutage(error)) {
      circuit.lastFailure = codeOf(error);
      settle("failed", retryAfterMsOf(error));
    } else settle("answered");
    throw error;
  }
}

/** What was wrong before the fallback is what somebody has to know, should that fail as well. */
async function answerInstead<T>(fallback: (error: unknown) => T | Promise<T>, error: unknown): Promise<T> {
  try {
    return await fallback(error);
  } catch {
    throw error;
  }
}

/** No vendor did it, so no fallback may hide it. */
const isOurMistake = (error: unknown) => error instanceof OpsSafetyError && error.kind === "invalid";

const OUTCOMES: Readonly<Record<string, FinishedCall["outcome"]>> = {
  "ops_safety.switched_off": "refused",
  "ops_safety.deadline_exceeded": "deadline_exceeded",
  "ops_safety.circuit_open": "circuit_open",
  "ops_safety.overloaded": "overloaded",
};

function outcomeOf(error: unknown, caller: AbortSignal | undefined): FinishedCall["outcome"] {
  const known = error instanceof OpsSafetyError ? OUTCOMES[error.code] : undefined;
  return known ?? (caller?.aborted ? "given_up" : "failed");
}
