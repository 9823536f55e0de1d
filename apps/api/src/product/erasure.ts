import { inSystem, type SystemTx } from "@ninefold/identity/tenancy";
import { eq } from "drizzle-orm";
import { projects } from "./schema.ts";

/** Forgets the product of a workspace that is erased. Tasks go with their projects. */
export const eraseProduct = (tx: SystemTx, tenantId: string): Promise<void> =>
  inSystem("product", async () => {
    await tx.delete(projects).where(eq(projects.tenantId, tenantId));
  });
