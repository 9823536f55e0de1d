import { checkOverride, checkRollout } from "../domain/flag-rule.ts";
import { isActive, killSwitch } from "../domain/kill-switch.ts";
import { isFresh } from "../domain/report.ts";
import { OpsSafetyError } from "../errors.ts";
import type { CallOptions, FlagRule, KillSwitch, ProcessReport, SafetyStore } from "../port.ts";
import { openFlags } from "./flagd/index.ts";

/** Keeps what was decided in this process until it ends: another process does not see it. */
export function memorySafety(options: { readonly now?: () => Date } = {}): SafetyStore {
  const { now = () => new Date() } = options;
  const switches = new Map<string, KillSwitch>();
  const rules = new Map<string, FlagRule>();
  const reports = new Map<string, ProcessReport>();
  const flags = openFlags();
  const active = () => [...switches.values()].filter((one) => isActive(one, now()));
  const ruleOf = (flag: string) => rules.get(flag) ?? { flag, rollout: undefined, overrides: [] };
  const keep = (rule: FlagRule) => {
    rules.set(rule.flag, rule);
    flags.load([...rules.values()]);
  };

  return {
    capabilities: { switches: true, shared: false },

    evaluate: flags.evaluate,

    async listFlagRules({ signal }: CallOptions = {}) {
      refuseAborted(signal);
      return [...rules.values()].toSorted(by(({ flag }) => flag));
    },

    async setRollout(request, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      checkRollout(request);
      const { flag, ...rollout } = request;
      keep({ ...ruleOf(flag), rollout: { ...rollout, updatedAt: now() } });
    },

    async setOverride(request, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      checkOverride(request);
      const { flag, ...override } = request;
      const rule = ruleOf(flag);
      const overrides = [...others(rule, override.workspaceId), { ...override, updatedAt: now() }];
      keep({ ...rule, overrides: overrides.toSorted(by(({ workspaceId }) => workspaceId)) });
    },

    async clearOverride(flag, workspaceId, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      const rule = rules.get(flag);
      if (rule !== undefined) keep({ ...rule, overrides: others(rule, workspaceId) });
    },

    async findSwitch(dependency, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      return active().find((one) => one.dependency === dependency);
    },

    async listSwitches({ signal }: CallOptions = {}) {
      refuseAborted(signal);
      return active().toSorted(by(({ dependency }) => dependency));
    },

    async activate(request, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      const activated = killSwitch(request, now());
      switches.set(activated.dependency, activated);
      return activated;
    },

    async clear(dependency, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      switches.delete(dependency);
    },

    async report(report, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      reports.set(report.process, report);
    },

    async listReports({ signal }: CallOptions = {}) {
      refuseAborted(signal);
      return [...reports.values()].filter((one) => isFresh(one, now())).toSorted(by(({ process }) => process));
    },

    close: async () => {},
  };
}

const others = ({ overrides }: FlagRule, workspaceId: string) =>
  overrides.filter((one) => one.workspaceId !== workspaceId);

function by<T>(name: (one: T) => string): (one: T, other: T) => number {
  return (one, other) => (name(one) < name(other) ? -1 : 1);
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new OpsSafetyError("ops_safety.unavailable", "the call was given up", { cause: signal.reason });
}
