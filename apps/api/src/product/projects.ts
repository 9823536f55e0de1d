import { isName } from "@ninefold/identity";
import type { TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import { desc, eq } from "drizzle-orm";
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

    /** @throws ProductError `product.invalid_name` unless it is a name as people and workspaces have. */
    async create(context: TenantContext, input: { name: string }): Promise<Project> {
      if (!isName(input.name)) throw new ProductError("Give the project a name of 1 to 80 characters.");
      const name = input.name.trim();
      const [created] = await needs.withTenant(context, (tx) =>
        tx.insert(projects).values({ tenantId: context.tenantId, name, createdBy: context.actor.id }).returning(),
      );
      if (created === undefined) throw new Error("the insert returned no row");
      return { id: created.id, name: created.name, createdAt: created.createdAt };
    },
  };
}
