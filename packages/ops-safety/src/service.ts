import { randomUUID } from "node:crypto";
import { isFailing } from "./domain/away.ts";
import { checkDependency, isActive, killSwitch } from "./domain/kill-switch.ts";
import { checkOverride, checkRollout, checkWorkspace } from "./domain/flag-rule.ts";
import { OpsSafetyError } from "./errors.ts";
import { createGuard } from "./guard.ts";
import type { DeclaredFlag, OperatorChange, OperatorContext, SafetyNeeds } from "./needs.ts";
import type {
  CallOptions,
  Flag,
  FlagRule,
  FlagSubject,
  FlagValue,
  KillSwitch,
  OverrideRequest,
  ProcessReport,
  RolloutRequest,
  SafetyStore,
  SwitchRequest,
} from "./port.ts";

export type Safety = ReturnType<typeof createSafety>;

/** A store that hangs must not hold up whoever asks. */
const SWITCH_LOOKUP_MS = 500;
const LOOK_EVERY_MS = 1_000;
/** Well within the minute after which a report is forgotten. */
const REPORT_EVERY_MS = 20_000;

export function createSafety(store: SafetyStore, needs: SafetyNeeds) {
  const { flags = [], role = "process", recordChange = async () => {} } = needs;
  const process = randomUUID();
  let changed = false;
  let toldFailing = "[]";
  let reportedMs = Number.NEGATIVE_INFINITY;
  let reporting: NodeJS.Timeout | undefined;
  const { guard, dependencies } = createGuard(store, {
    ...needs,
    recordBreaker(change) {
      changed = true;
      needs.recordBreaker?.(change);
    },
  });

  return {
    capabilities: store.capabilities,

    /**
     * Runs one call to something that may be slow, broken, overloaded or switched off.
     *
     * A call that is idempotent is repeated, up to twice, when its failure may pass. Rejects at the deadline (10 s unless
     * the call says otherwise) whether or not `work` obeys its signal, so the outcome of a call that changes something is
     * then unknown. What `work` itself throws passes through, unless a fallback answers in its place.
     * @throws OpsSafetyError `ops_safety.switched_off`, `ops_safety.circuit_open`, `ops_safety.overloaded`,
     *   `ops_safety.deadline_exceeded`, `ops_safety.invalid_deadline`; the reason of `options.signal`; what
     *   `assertNoOpenTransaction` throws, before anything is called.
     */
    guard,

    /** The flag's value, or its fallback. Never throws. */
    async flag<Value extends FlagValue>(
      flag: Flag<Value>,
      subject: FlagSubject,
      options?: CallOptions,
    ): Promise<Value> {
      return store.evaluate(flag, subject, options);
    },

    /** Every flag that code declares, with what operators decided about it. @throws OpsSafetyError `ops_safety.unavailable`. */
    async listFlags(options?: CallOptions): Promise<readonly DecidedFlag[]> {
      const rules = new Map((await store.listFlagRules(options)).map((rule) => [rule.flag, rule]));
      return flags.map((flag) => {
        const { rollout, overrides = [] } = rules.get(flag.key) ?? {};
        return { ...flag, values: valuesOf(flag), rollout, overrides };
      });
    },

    /** @throws OpsSafetyError `ops_safety.unknown_flag`, `ops_safety.invalid_flag`, `ops_safety.disabled`, `ops_safety.unavailable`. */
    async setRollout(
      { requestId, ...request }: RolloutRequest & OperatorContext,
      options?: CallOptions,
    ): Promise<void> {
      checkRollout(request);
      const { flag, value, percent, actor } = request;
      mayHave(flag, value);
      await about({ action: "ops_safety.set_rollout", target: flag, details: { value, percent }, actor, requestId });
      await store.setRollout(request, options);
    },

    /** @throws OpsSafetyError as `setRollout`. */
    async setOverride(
      { requestId, ...request }: OverrideRequest & OperatorContext,
      options?: CallOptions,
    ): Promise<void> {
      checkOverride(request);
      const { flag, value, workspaceId, actor } = request;
      mayHave(flag, value);
      const details = { value, workspaceId };
      await about({ action: "ops_safety.set_override", target: flag, details, actor, requestId });
      await store.setOverride(request, options);
    },

    /** Clearing what is not there resolves. @throws OpsSafetyError `ops_safety.unknown_flag`, `ops_safety.invalid_flag`, `ops_safety.unavailable`. */
    async clearOverride(
      { flag, workspaceId, ...by }: Pick<OverrideRequest, "flag" | "workspaceId"> & OperatorContext,
      options?: CallOptions,
    ): Promise<void> {
      declared(flag);
      checkWorkspace(workspaceId);
      if (!store.capabilities.switches) return;
      await about({ action: "ops_safety.clear_override", target: flag, details: { workspaceId }, ...by });
      await store.clearOverride(flag, workspaceId, options);
    },

    /** Every active kill switch. @throws OpsSafetyError `ops_safety.unavailable`. */
    listSwitches: (options?: CallOptions) => store.listSwitches(options),

    /** @throws OpsSafetyError `ops_safety.invalid_switch`, `ops_safety.disabled`, `ops_safety.unavailable`. */
    async activateSwitch(
      { requestId, ...request }: SwitchRequest & OperatorContext,
      options?: CallOptions,
    ): Promise<KillSwitch> {
      killSwitch(request, needs.now());
      const { dependency, reason, actor, expiresAt } = request;
      const details = { reason, expiresAt: expiresAt.toISOString() };
      await about({ action: "ops_safety.activate_switch", target: dependency, details, actor, requestId });
      return store.activate(request, options);
    },

    /** Clearing what is not switched off resolves. @throws OpsSafetyError `ops_safety.invalid_switch`, `ops_safety.unavailable`. */
    async clearSwitch(
      { dependency, ...by }: Pick<SwitchRequest, "dependency"> & OperatorContext,
      options?: CallOptions,
    ): Promise<void> {
      checkDependency(dependency);
      if (!store.capabilities.switches) return;
      await about({ action: "ops_safety.clear_switch", target: dependency, details: {}, ...by });
      await store.clear(dependency, options);
    },

    /** How each process sees each dependency that it has called: this one now, others a few seconds ago. @throws OpsSafetyError `ops_safety.unavailable`. */
    listProcesses,

    /**
     * Whether calls to it fail, as any process sees it, or an operator has switched it off. One that nobody has called
     * since it failed still counts as failing. @throws OpsSafetyError `ops_safety.unavailable`.
     */
    async isAway(dependency: string, options?: CallOptions): Promise<boolean> {
      const found = await store.findSwitch(dependency, options);
      if (found !== undefined && isActive(found, needs.now())) return true;
      const seen = (await listProcesses(options)).flatMap((one) => one.dependencies);
      return seen.some((one) => one.dependency === dependency && isFailing(one));
    },

    /** Whether an operator has switched this off. A store that does not answer has switched nothing off. */
    async isSwitchedOff(name: string): Promise<boolean> {
      try {
        const found = await store.findSwitch(name, { signal: AbortSignal.timeout(SWITCH_LOOKUP_MS) });
        return found !== undefined && isActive(found, needs.now());
      } catch (error) {
        needs.captureError(error, { dependency: "ops_safety" });
        return false;
      }
    },

    /** Tells the other processes from now on. Does not keep this one alive. */
    start(): void {
      reporting ??= setInterval(() => void tell(), LOOK_EVERY_MS).unref();
    },

    /** Nothing may use it afterwards. */
    async close(): Promise<void> {
      clearInterval(reporting);
      await store.close();
    },
  };

  async function about({ actor, requestId, ...change }: OperatorChange): Promise<void> {
    if (!store.capabilities.switches) {
      throw new OpsSafetyError("ops_safety.disabled", "nothing can be decided: OPS_SAFETY_PROVIDER keeps nothing");
    }
    await recordChange({ actor, requestId, ...change });
  }

  function declared(key: string): DeclaredFlag {
    const found = flags.find((flag) => flag.key === key);
    if (found === undefined) throw new OpsSafetyError("ops_safety.unknown_flag", "no code declares this flag");
    return found;
  }

  function mayHave(key: string, value: FlagValue): void {
    if (!valuesOf(declared(key)).includes(value)) {
      throw new OpsSafetyError("ops_safety.invalid_flag", `${key} can not be given that value`);
    }
  }

  async function listProcesses(options?: CallOptions): Promise<readonly ProcessReport[]> {
    const others = (await store.listReports(options)).filter((one) => one.process !== process);
    return [ownReport(), ...others];
  }

  function ownReport(): ProcessReport {
    return { process, role, reportedAt: needs.now(), dependencies: dependencies() };
  }

  async function tell(): Promise<void> {
    const nowMs = performance.now();
    const isDue = nowMs - reportedMs >= REPORT_EVERY_MS;
    const seen = dependencies();
    const failing = JSON.stringify(seen.filter(isFailing).map(({ dependency }) => dependency));
    if ((!changed && !isDue && failing === toldFailing) || seen.length === 0) return;
    changed = false;
    toldFailing = failing;
    reportedMs = nowMs;
    await store.report(ownReport()).catch((error: unknown) => {
      needs.captureError(error, { dependency: "ops_safety" });
    });
  }
}

/** A flag as code declares it, and what operators decided. */
export type DecidedFlag = Required<DeclaredFlag> & Pick<FlagRule, "rollout" | "overrides">;

function valuesOf({ fallback, values = [] }: DeclaredFlag): readonly FlagValue[] {
  return typeof fallback === "boolean" ? [false, true] : [...new Set([fallback, ...values])];
}
