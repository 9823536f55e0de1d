import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { eq } from "drizzle-orm";
import { auditIntents, flagOverrides, idempotencyKeys } from "../schema.ts";

/**
 * Forgets what was kept for a workspace that is erased. What is in the audit log stays, for whoever has to answer for it:
 * ids and words of ours, by which nobody can be found any more.
 */
export const eraseSafetyRecords = (tx: SystemTx, tenantId: string): Promise<void> =>
  inSystem("ops-safety", async () => {
    await tx.delete(auditIntents).where(eq(auditIntents.tenantId, tenantId));
    await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.tenantId, tenantId));
    await tx.delete(flagOverrides).where(eq(flagOverrides.workspaceId, tenantId));
  });
