import type { TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import { and, desc, eq } from "drizzle-orm";
import { projects } from "./schema.ts";

interface Needs {
  readonly withTenant: <T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>) => Promise<T>;
  /** Writes who did what into the audit log, in the same transaction. */
  readonly audit: (
    tx: TenantTx,
    entry: { readonly action: string; readonly subject: { readonly type: string; readonly id: string } },
  ) => Promise<void>;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

export class ProductError extends Error {
  override readonly name = "ProductError";
  readonly code = "product.invalid_name";
  readonly kind = "invalid";
}

/** Projects of a workspace: the smallest product that uses the template as a real one would. */
export function createProjects(needs: Needs) {
  return {
    /** Newest first, at most 100. */
    list: (context: TenantContext): Promise<readonly Project[]> =>
      needs.withTenant(context, (tx) =>
        tx
          .select({ id: projects.id, name: projects.name, createdAt: projects.createdAt })
          .from(projects)
          .where(eq(projects.tenantId, context.tenantId))
          .orderBy(desc(projects.createdAt), desc(projects.id))
          .limit(100),
      ),

    /** @throws ProductError `product.invalid_name` unless the name has 1 to 80 characters after trimming. */
    async create(context: TenantContext, input: { name: string }): Promise<Project> {
      const name = input.name.trim();
      if (name.length === 0 || name.length > 80 || /\p{Cc}/u.test(name)) {
        throw new ProductError("Give the project a name of 1 to 80 characters.");
      }
      return needs.withTenant(context, async (tx) => {
        const values = { tenantId: context.tenantId, name, createdBy: context.actor.id };
        const [created] = await tx.insert(projects).values(values).returning();
        if (created === undefined) throw new Error("the insert returned no row");
        await needs.audit(tx, { action: "product.project_created", subject: { type: "project", id: created.id } });
        return { id: created.id, name: created.name, createdAt: created.createdAt };
      });
    },

    /** What a person has created in the workspace, for themselves. */
    exportPerson: (context: TenantContext, personId: string): Promise<readonly Project[]> =>
      needs.withTenant(context, (tx) =>
        tx
          .select({ id: projects.id, name: projects.name, createdAt: projects.createdAt })
          .from(projects)
          .where(and(eq(projects.tenantId, context.tenantId), eq(projects.createdBy, personId)))
          .orderBy(projects.createdAt, projects.id),
      ),
  };
}
