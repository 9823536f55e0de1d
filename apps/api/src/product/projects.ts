import { isName } from "@ninefold/identity";
import { contextOf, type TenantContext, type TenantTx } from "@ninefold/identity/tenancy";
import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import { noProject, ProductError } from "./errors.ts";
import { projects, tasks } from "./schema.ts";

interface Needs {
  readonly doors: { withTenant<T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T> };
  /** Lets one more be made, or throws that the plan has no room; `count` says how many there are. */
  readonly allow: (tx: TenantTx, limit: "projects", count: () => Promise<number>) => Promise<void>;
  /** Takes out of this month's allowance, or throws that it is used up. The same key takes once. */
  readonly reserve: (
    tx: TenantTx,
    meter: "exports",
    wanted: { readonly quantity: number; readonly key: string },
  ) => Promise<unknown>;
  /** Writes who did what into the audit log, in the same transaction. */
  readonly audit: (
    tx: TenantTx,
    entry: { readonly action: string; readonly subject: { readonly type: string; readonly id: string } },
  ) => Promise<void>;
  /** Forgets the files of a project, in the same transaction. */
  readonly forgetFiles: (tx: TenantTx, projectId: string) => Promise<void>;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly openTasks: number;
  readonly doneTasks: number;
}

export interface ProjectExport {
  readonly fileName: string;
  readonly csv: string;
}

/** Projects of a workspace: the smallest product that uses the template as a real one would. */
export function createProjects({ doors, allow, reserve, audit, forgetFiles }: Needs) {
  return {
    /** Newest first, at most 100. */
    list: (context: TenantContext): Promise<readonly Project[]> =>
      doors.withTenant(context, (tx) =>
        tx
          .select({ ...SHOWN, ...COUNTED })
          .from(projects)
          .leftJoin(tasks, isOf)
          .where(eq(projects.tenantId, context.tenantId))
          .groupBy(projects.tenantId, projects.id)
          .orderBy(desc(projects.createdAt), desc(projects.id))
          .limit(100),
      ),

    /** @throws ProductError `product.project_not_found`. */
    async find(context: TenantContext, id: string): Promise<Project> {
      const [row] = await doors.withTenant(context, (tx) =>
        tx
          .select({ ...SHOWN, ...COUNTED })
          .from(projects)
          .leftJoin(tasks, isOf)
          .where(and(eq(projects.tenantId, context.tenantId), eq(projects.id, id)))
          .groupBy(projects.tenantId, projects.id),
      );
      if (row === undefined) throw noProject();
      return row;
    },

    /** Whether the workspace has this project. */
    async exists(context: TenantContext, id: string): Promise<boolean> {
      const rows = await doors.withTenant(context, (tx) =>
        tx
          .select({ id: projects.id })
          .from(projects)
          .where(and(eq(projects.tenantId, context.tenantId), eq(projects.id, id))),
      );
      return rows.length > 0;
    },

    /** What they are called; one that has gone is not among them. */
    async namesOf(context: TenantContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (ids.length === 0) return new Map();
      const rows = await doors.withTenant(context, (tx) =>
        tx
          .select({ id: projects.id, name: projects.name })
          .from(projects)
          .where(and(eq(projects.tenantId, context.tenantId), inArray(projects.id, [...new Set(ids)]))),
      );
      return new Map(rows.map(({ id, name }) => [id, name]));
    },

    /** How many there are. */
    count: (context: TenantContext): Promise<number> => doors.withTenant(context, countIn),

    /**
     * Every project as comma-separated values. Counts as one export; the same key counts once.
     * @throws BillingError `billing.limit_reached` when the month's exports are used up.
     */
    export: (context: TenantContext, key: string): Promise<ProjectExport> =>
      doors.withTenant(context, async (tx) => {
        await reserve(tx, "exports", { quantity: 1, key });
        const rows = await tx
          .select({ name: projects.name, createdAt: projects.createdAt })
          .from(projects)
          .where(eq(projects.tenantId, context.tenantId))
          .orderBy(projects.createdAt, projects.id);
        const lines = rows.map(({ name, createdAt }) => `${csvField(name)},${createdAt.toISOString()}`);
        return { fileName: "projects.csv", csv: ["name,created at", ...lines, ""].join("\r\n") };
      }),

    /**
     * @throws ProductError `product.invalid_name` unless it is a name as people and workspaces have;
     *   BillingError `billing.limit_reached` when the plan has no room for another.
     */
    async create(context: TenantContext, input: { name: string }): Promise<Project> {
      if (!isName(input.name)) {
        throw new ProductError("product.invalid_name", "Give the project a name of 1 to 80 characters.");
      }
      const name = input.name.trim();
      return doors.withTenant(context, async (tx) => {
        await allow(tx, "projects", () => countIn(tx));
        const values = { tenantId: context.tenantId, name, createdBy: context.actor.id };
        const [created] = await tx.insert(projects).values(values).returning();
        if (created === undefined) throw new Error("the insert returned no row");
        await audit(tx, { action: "product.project_created", subject: { type: "project", id: created.id } });
        return { id: created.id, name: created.name, createdAt: created.createdAt, openTasks: 0, doneTasks: 0 };
      });
    },

    /** For good, with its tasks and files. @throws ProductError `product.project_not_found`. */
    delete: (context: TenantContext, id: string): Promise<void> =>
      doors.withTenant(context, async (tx) => {
        const [gone] = await tx
          .delete(projects)
          .where(and(eq(projects.tenantId, context.tenantId), eq(projects.id, id)))
          .returning({ id: projects.id });
        if (gone === undefined) throw noProject();
        await forgetFiles(tx, id);
        await audit(tx, { action: "product.project_deleted", subject: { type: "project", id } });
      }),

    /** What a person has created in the workspace, for themselves. */
    exportPerson: (context: TenantContext, personId: string) =>
      doors.withTenant(context, (tx) =>
        tx
          .select(SHOWN)
          .from(projects)
          .where(and(eq(projects.tenantId, context.tenantId), eq(projects.createdBy, personId)))
          .orderBy(projects.createdAt, projects.id),
      ),
  };
}

const SHOWN = { id: projects.id, name: projects.name, createdAt: projects.createdAt };

/** What is left of a project's tasks, and what is done: counted while it is read, so that it is never wrong. */
const COUNTED = {
  openTasks: sql<number>`count(${tasks.id}) filter (where ${tasks.doneAt} is null)`.mapWith(Number),
  doneTasks: sql<number>`count(${tasks.doneAt})`.mapWith(Number),
};
const isOf = and(eq(tasks.tenantId, projects.tenantId), eq(tasks.projectId, projects.id));

async function countIn(tx: TenantTx): Promise<number> {
  const { tenantId } = contextOf(tx);
  const [row] = await tx.select({ count: count() }).from(projects).where(eq(projects.tenantId, tenantId));
  return row?.count ?? 0;
}

/** Quoted, and with an apostrophe before what a spreadsheet would take for a formula. */
function csvField(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
