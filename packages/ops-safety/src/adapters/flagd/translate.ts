import type { FlagRule, FlagValue } from "../../port.ts";

/**
 * Our rules as flagd reads them (flagd.dev/reference/flag-definitions, 2026-11). No default variant: the code's own
 * fallback answers then. `fractional` hashes the flag's key with the targeting key, so that a workspace that is in the
 * share of one flag is no likelier to be in another's.
 */
export function flagdConfiguration(rules: readonly FlagRule[]) {
  return { flags: Object.fromEntries(rules.map((rule) => [rule.flag, flagOf(rule)])) };
}

function flagOf({ rollout, overrides }: FlagRule) {
  const variants: Record<string, FlagValue> = {};
  const arms: unknown[] = [];
  for (const value of new Set(overrides.map((one) => one.value))) {
    const name = `override-${arms.length}`;
    variants[name] = value;
    const workspaces = overrides.filter((one) => one.value === value).map((one) => one.workspaceId);
    arms.push({ in: [{ var: "targetingKey" }, workspaces] }, name);
  }
  if (rollout !== undefined) {
    variants["rollout"] = rollout.value;
    const share = {
      fractional: [
        ["rollout", rollout.percent],
        ["rest", 100 - rollout.percent],
      ],
    };
    // Without a workspace everybody would share one hash, and fall on one side together.
    arms.push({ and: [{ "!!": { var: "targetingKey" } }, { "==": [share, "rollout"] }] }, "rollout");
  }
  return { state: "ENABLED", variants, defaultVariant: null, targeting: { if: [...arms, null] } };
}
