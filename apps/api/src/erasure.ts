import type { Billing } from "@ninefold/billing";
import { type Doors, type SystemTx, tenantIdOf } from "@ninefold/identity/tenancy";

interface ErasureNeeds {
  readonly doors: Pick<Doors, "asSystem">;
  readonly billing: Pick<Billing, "renews" | "cancelAtPeriodEnd">;
  /** Each empties its own tables of the workspace, in the transaction that it is given. */
  readonly erasers: readonly ((tx: SystemTx, workspaceId: string) => Promise<void>)[];
  readonly audit: (
    tx: SystemTx,
    entry: {
      readonly action: string;
      readonly subject: { readonly type: string; readonly id: string };
      readonly scope: { readonly tenantId: string; readonly userId: null };
    },
  ) => Promise<void>;
}

/**
 * Empties a workspace that nobody can take back any more: every system's rows in one commit, and an entry that says so.
 * Money first: what could be paid for again is cancelled before anything is forgotten, or nothing is.
 */
export function createErasure({ doors, billing, erasers, audit }: ErasureNeeds) {
  return async (workspaceId: string, requestId: string): Promise<void> => {
    const tenantId = tenantIdOf(workspaceId);
    const cause = { actor: { type: "system", id: "identity" }, requestId } as const;
    // A page of payment that was open when the workspace was closed may have been paid since.
    if (await billing.renews({ ...cause, tenantId })) await billing.cancelAtPeriodEnd({ ...cause, tenantId });
    await doors.asSystem({ ...cause, reason: "erasure" }, async (tx) => {
      for (const erase of erasers) await erase(tx, tenantId);
      const subject = { type: "workspace", id: tenantId };
      await audit(tx, { action: "identity.workspace_erased", subject, scope: { tenantId, userId: null } });
    });
  };
}
