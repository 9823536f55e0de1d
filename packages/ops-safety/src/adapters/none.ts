import { OpsSafetyError } from "../errors.ts";
import type { SafetyStore } from "../port.ts";

/** Keeps nothing: flags answer their fallback, and no dependency can be switched off. */
export function noSafety(): SafetyStore {
  return {
    capabilities: { switches: false, shared: false },
    evaluate: async (flag) => flag.fallback,
    findSwitch: async () => undefined,
    listSwitches: async () => [],
    async activate() {
      throw new OpsSafetyError("ops_safety.disabled", "kill switches are off: OPS_SAFETY_PROVIDER is none");
    },
    clear: async () => {},
  };
}
