import type { SystemTx } from "@ninefold/identity/tenancy";
import type { FlagRule, KillSwitch } from "../../port.ts";
import { flagOverrides, flagRollouts, killSwitches } from "../../schema.ts";

interface Decisions {
  readonly switches: readonly KillSwitch[];
  readonly rules: readonly FlagRule[];
}

/** All of it: there are as many rows as operators have typed. */
export async function readDecisions(tx: SystemTx): Promise<Decisions> {
  const switches = await tx.select().from(killSwitches).orderBy(killSwitches.dependency);
  const rollouts = await tx.select().from(flagRollouts);
  const overrides = await tx.select().from(flagOverrides).orderBy(flagOverrides.workspaceId);
  const keys = [...new Set([...rollouts, ...overrides].map(({ flag }) => flag))].toSorted();
  return {
    switches: switches.map(({ id: _id, ...one }) => one),
    rules: keys.map((flag) => ({
      flag,
      rollout: rollouts.filter((one) => one.flag === flag).map(({ id: _id, flag: _flag, ...rollout }) => rollout)[0],
      overrides: overrides.filter((one) => one.flag === flag).map(({ id: _id, flag: _flag, ...override }) => override),
    })),
  };
}
