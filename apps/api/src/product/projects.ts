import type { TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import { and, desc, eq } from "drizzle-orm";
import { projects } from "./schema.ts";

interface Needs {
  readonly withTenant: <T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>) => Promise<T>;
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

    /** Whether the workspace has this project. */
    async exists(context: TenantContext, id: string): Promise<boolean> {
      const rows = await needs.withTenant(context, (tx) =>
        tx
          .select({ id: projects.id })
          .from(projects)
          .where(and(eq(projects.tenantId, context.tenantId), eq(projects.id, id))),
      );
      return rows.length > 0;
    },

    /** @throws ProductError `product.invalid_name` unless the name has 1 to 80 characters after trimming. */
    async create(context: TenantContext, input: { name: string }): Promise<Project> {
      const name = input.name.trim();
      if (name.length === 0 || name.length > 80 || /\p{Cc}/u.test(name)) {
        throw new ProductError("Give the project a name of 1 to 80 characters.");
      }
      const [created] = await needs.withTenant(context, (tx) =>
        tx.insert(projects).values({ tenantId: context.tenantId, name, createdBy: context.actor.id }).returning(),
      );
      if (created === undefined) throw new Error("the insert returned no row");
      return { id: created.id, name: created.name, createdAt: created.createdAt };
    },
  };
}
