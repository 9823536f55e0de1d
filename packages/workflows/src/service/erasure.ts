import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { eq } from "drizzle-orm";
import { outbox, runs } from "../schema.ts";

/** Forgets what was asked for in a workspace that is erased. What an engine still has of it finds no run, and ends. */
export const eraseWorkspace = (tx: SystemTx, tenantId: string): Promise<void> =>
  inSystem("workflows", async () => {
    await tx.delete(outbox).where(eq(outbox.tenantId, tenantId));
    await tx.delete(runs).where(eq(runs.tenantId, tenantId));
  });
