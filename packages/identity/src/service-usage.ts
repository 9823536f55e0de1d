import { monthOf } from "./domain/usage.ts";
import type { Entry } from "./entry.ts";
import type { IdentityNeeds } from "./needs.ts";
import type { IdentityProvider } from "./port.ts";
import type { UsageOfMonth } from "./port-usage.ts";
import type { TenantContext } from "./tenancy.ts";
import { createUsageRecorder } from "./usage-recorder.ts";

/** What workspaces use, for billing. */
export function createUsage(provider: IdentityProvider, needs: IdentityNeeds) {
  const recorder = createUsageRecorder(provider, {
    now: needs.now,
    onTrouble: (error) => needs.onUncountedUsage?.(error),
  });

  return {
    /**
     * To be told of each request that got into a workspace: a person's first one of a month counts, and every one of a
     * key. Costs no query here, and never throws.
     */
    noteUse: (context: TenantContext): void => recorder.note(context),
    /** Before the process ends: hands over what was noted. */
    closeUsage: () => recorder.close(),

    /** @param month `2026-11`; the current one when absent. What keys asked in the last second or two may be missing. */
    async readUsage(entry: Entry, month = monthOf(needs.now())): Promise<UsageOfMonth> {
      entry.require("billing:read");
      return provider.readUsage(entry.workspace.id, month);
    },
  };
}
