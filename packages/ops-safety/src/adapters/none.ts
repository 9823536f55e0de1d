import { OpsSafetyError } from "../errors.ts";
import type { SafetyStore } from "../port.ts";

/** Keeps nothing: flags answer their fallback, and no dependency can be switched off. */
export function noSafety(): SafetyStore {
  return {
    capabilities: { switches: false, shared: false },
    evaluate: async (flag) => flag.fallback,
    listFlagRules: async () => [],
    setRollout: refuse,
    setOverride: refuse,
    clearOverride: async () => {},
    findSwitch: async () => undefined,
    listSwitches: async () => [],
    activate: refuse,
    clear: async () => {},
    report: async () => {},
    listReports: async () => [],
    close: async () => {},
  };
}

async function refuse(): Promise<never> {
  throw new OpsSafetyError("ops_safety.disabled", "nothing can be decided: OPS_SAFETY_PROVIDER is none");
}
