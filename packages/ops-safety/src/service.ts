import { withDeadline } from "./domain/deadline.ts";
import { isActive } from "./domain/kill-switch.ts";
import { OpsSafetyError } from "./errors.ts";
import type { FinishedCall, SafetyNeeds } from "./needs.ts";
import type { CallOptions, Flag, FlagSubject, FlagValue, SafetyStore, SwitchRequest } from "./port.ts";

export type Safety = ReturnType<typeof createSafety>;

const defaultDeadlineMs = 10_000;
/** How long a guarded call waits for the store. A store that hangs must not take every vendor down with it. */
const switchLookupMs = 500;

export function createSafety(store: SafetyStore, needs: SafetyNeeds) {
  return {
    capabilities: store.capabilities,

    /**
     * Runs one call to something that may be slow, broken or switched off. It is made at most once.
     *
     * Rejects at the deadline (10 s unless the call says otherwise) whether or not `work` obeys its signal, so the
     * outcome of a call that changes something is then unknown. What `work` itself throws passes through.
     * @throws OpsSafetyError `ops_safety.switched_off`, `ops_safety.deadline_exceeded`, `ops_safety.invalid_deadline`;
     *   the reason of `options.signal`; what `assertNoOpenTransaction` throws, before anything is called.
     */
    async guard<T>(
      call: GuardedCall,
      work: (signal: AbortSignal) => Promise<T>,
      { signal }: CallOptions = {},
    ): Promise<T> {
      const { dependency, operation, deadlineMs = defaultDeadlineMs } = call;
      const what = `${dependency}.${operation}`;
      needs.assertNoOpenTransaction(what);
      const startedMs = performance.now();
      const record = (outcome: FinishedCall["outcome"]) =>
        needs.recordCall({ dependency, operation, outcome, durationMs: performance.now() - startedMs });
      try {
        const result = await withDeadline({ deadlineMs, what, signal }, async (within) => {
          await refuseSwitchedOff(dependency, within);
          // The deadline may have passed while the store was asked: the caller has its answer, so nothing may start.
          within.throwIfAborted();
          return work(within);
        });
        record("ok");
        return result;
      } catch (error) {
        record(outcomeOf(error, signal));
        throw error;
      }
    },

    /** The flag's value, or its fallback. Never throws. */
    async flag<Value extends FlagValue>(
      flag: Flag<Value>,
      subject: FlagSubject,
      options?: CallOptions,
    ): Promise<Value> {
      return store.evaluate(flag, subject, options);
    },

    /** Every active kill switch. @throws OpsSafetyError `ops_safety.unavailable`. */
    listSwitches: (options?: CallOptions) => store.listSwitches(options),

    /** @throws OpsSafetyError `ops_safety.invalid_switch`, `ops_safety.disabled`, `ops_safety.unavailable`. */
    activateSwitch: (request: SwitchRequest, options?: CallOptions) => store.activate(request, options),

    /** Clearing what is not switched off resolves. @throws OpsSafetyError `ops_safety.unavailable`. */
    clearSwitch: (dependency: string, options?: CallOptions) => store.clear(dependency, options),
  };

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
}

export interface GuardedCall {
  /** What is called, as its kill switch names it: `media`. */
  readonly dependency: string;
  /** What is asked of it: `put`. */
  readonly operation: string;
  /** Whether a repeat does no harm. Nothing is repeated yet; callers say it because only they know. */
  readonly idempotent: boolean;
  /** 1 to 600_000 whole milliseconds. */
  readonly deadlineMs?: number;
}

function outcomeOf(error: unknown, signal: AbortSignal | undefined): FinishedCall["outcome"] {
  if (error instanceof OpsSafetyError) {
    if (error.code === "ops_safety.switched_off") return "refused";
    if (error.code === "ops_safety.deadline_exceeded") return "deadline_exceeded";
  }
  return signal?.aborted ? "given_up" : "failed";
}
