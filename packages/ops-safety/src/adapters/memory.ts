import { isActive, killSwitch } from "../domain/kill-switch.ts";
import { OpsSafetyError } from "../errors.ts";
import type { CallOptions, KillSwitch, SafetyStore } from "../port.ts";

/** Keeps switches in this process until it ends: another process does not see them. Flags answer their fallback. */
export function memorySafety(options: { readonly now?: () => Date } = {}): SafetyStore {
  const { now = () => new Date() } = options;
  const switches = new Map<string, KillSwitch>();
  const active = () => [...switches.values()].filter((one) => isActive(one, now()));

  return {
    capabilities: { switches: true, shared: false },

    evaluate: async (flag) => flag.fallback,

    async findSwitch(dependency, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      return active().find((one) => one.dependency === dependency);
    },

    async listSwitches({ signal }: CallOptions = {}) {
      refuseAborted(signal);
      return active().toSorted((one, other) => (one.dependency < other.dependency ? -1 : 1));
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
  };
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new OpsSafetyError("ops_safety.unavailable", "the call was given up", { cause: signal.reason });
}
