import { contextOf, type TenantContext, type TenantTx } from "@ninefold/identity/tenancy";
import { and, count, eq, or, type SQL, sql } from "drizzle-orm";
import { noProject, ProductError } from "./errors.ts";
import { projects, tasks } from "./schema.ts";
import { isTitle } from "./title.ts";

interface Needs {
  readonly doors: { withTenant<T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T> };
  /** Lets one more be made, or throws that the plan has no room; `count` says how many there are. */
  readonly allow: (tx: TenantTx, limit: "tasks", count: () => Promise<number>) => Promise<void>;
  /** The names of today's members by their ids. Asked with no door open. */
  readonly memberNames: (context: TenantContext) => Promise<ReadonlyMap<string, string>>;
  /** Writes who did what into the audit log, in the same transaction. */
  readonly audit: (
    tx: TenantTx,
    entry: { readonly action: string; readonly subject: { readonly type: string; readonly id: string } },
  ) => Promise<void>;
}

export interface Task {
  readonly id: string;
  readonly title: string;
  /** Null while it is open. */
  readonly doneAt: Date | null;
  /** Whom it is for. Without a name: somebody who has left the workspace. */
  readonly assignee: { readonly id: string; readonly name: string | null } | null;
  readonly createdAt: Date;
}

/** Only what is given changes: two people who change different things do not undo one another. */
export interface TaskChange {
  readonly title?: string | undefined;
  readonly isDone?: boolean | undefined;
  /** Null: nobody. */
  readonly assigneeId?: string | null | undefined;
}

interface Place {
  readonly projectId: string;
  readonly taskId: string;
}

/** So that a project's tasks are one list, read and shown as a whole. */
export const MOST_IN_PROJECT = 500;

/** What is to be done in a project. Every step that misses the project or the task in this workspace says "not found". */
export function createTasks({ doors, allow, memberNames, audit }: Needs) {
  return {
    /** In the order in which they were made, done or not. @throws ProductError `product.project_not_found`. */
    async list(context: TenantContext, projectId: string): Promise<readonly Task[]> {
      const rows = await doors.withTenant(context, async (tx) => {
        await assertProject(tx, projectId);
        return tx.select().from(tasks).where(inProject(tx, projectId)).orderBy(tasks.id);
      });
      return named(context, rows);
    },

    /** How many the workspace has, done ones included. */
    count: (context: TenantContext): Promise<number> => doors.withTenant(context, (tx) => countIn(tx)),

    /**
     * @throws ProductError `product.invalid_title`, `product.not_a_member`, `product.project_not_found`,
     *   `product.project_full`; BillingError `billing.limit_reached` when the plan has no room for another.
     */
    async create(
      context: TenantContext,
      {
        projectId,
        title,
        assigneeId = null,
      }: { projectId: string; title: string; assigneeId?: string | null | undefined },
    ): Promise<Task> {
      const said = parseTitle(title);
      await assertMember(context, assigneeId);
      const row = await doors.withTenant(context, async (tx) => {
        // Held until the task is there: whoever deletes the project waits, and takes the task along.
        await assertProject(tx, projectId, { hold: true });
        await allow(tx, "tasks", () => countIn(tx));
        // Whoever else makes one waits in `allow`, so that this count holds too.
        if ((await countIn(tx, inProject(tx, projectId))) >= MOST_IN_PROJECT) {
          throw new ProductError("product.project_full", `A project has room for ${MOST_IN_PROJECT} tasks.`);
        }
        const { tenantId, actor } = context;
        const values = { tenantId, projectId, title: said, assigneeId, createdBy: actor.id };
        const [created] = await tx.insert(tasks).values(values).returning();
        if (created === undefined) throw new Error("the insert returned no row");
        return created;
      });
      return namedOne(context, row);
    },

    /**
     * Renames, completes, reopens, hands over. A repeat changes nothing; a task that was done stays done since then.
     * @throws ProductError `product.invalid_title`, `product.not_a_member`, `product.task_not_found`.
     */
    async change(context: TenantContext, place: Place, { title, isDone, assigneeId }: TaskChange): Promise<Task> {
      const said = title === undefined ? undefined : parseTitle(title);
      await assertMember(context, assigneeId);
      const set = {
        // Something has to be set, also when nothing is to change.
        title: said ?? sql`${tasks.title}`,
        ...(isDone !== undefined && { doneAt: isDone ? sql`coalesce(${tasks.doneAt}, now())` : null }),
        ...(assigneeId !== undefined && { assigneeId }),
      };
      const [row] = await doors.withTenant(context, (tx) => tx.update(tasks).set(set).where(at(tx, place)).returning());
      if (row === undefined) throw noTask();
      return namedOne(context, row);
    },

    /** For good. @throws ProductError `product.task_not_found`. */
    delete: (context: TenantContext, place: Place): Promise<void> =>
      doors.withTenant(context, async (tx) => {
        const [gone] = await tx.delete(tasks).where(at(tx, place)).returning({ id: tasks.id });
        if (gone === undefined) throw noTask();
        await audit(tx, { action: "product.task_deleted", subject: { type: "task", id: gone.id } });
      }),

    /** What a person has written down or was given in the workspace, for themselves. */
    exportPerson: (context: TenantContext, personId: string) =>
      doors.withTenant(context, (tx) =>
        tx
          .select({ id: tasks.id, title: tasks.title, doneAt: tasks.doneAt, createdAt: tasks.createdAt })
          .from(tasks)
          .where(
            and(
              eq(tasks.tenantId, context.tenantId),
              or(eq(tasks.createdBy, personId), eq(tasks.assigneeId, personId)),
            ),
          )
          .orderBy(tasks.id),
      ),
  };

  async function assertMember(context: TenantContext, id: string | null | undefined): Promise<void> {
    if (id == null || (await memberNames(context)).has(id)) return;
    throw new ProductError("product.not_a_member", "A task can be given to a member of the workspace only.");
  }

  async function named(context: TenantContext, rows: readonly Row[]): Promise<readonly Task[]> {
    const isGiven = rows.some(({ assigneeId }) => assigneeId !== null);
    const names = isGiven ? await memberNames(context) : new Map<string, string>();
    return rows.map(({ id, title, doneAt, assigneeId, createdAt }) => {
      const assignee = assigneeId === null ? null : { id: assigneeId, name: names.get(assigneeId) ?? null };
      return { id, title, doneAt, assignee, createdAt };
    });
  }

  async function namedOne(context: TenantContext, row: Row): Promise<Task> {
    const [task] = await named(context, [row]);
    if (task === undefined) throw new Error("one row is one task");
    return task;
  }
}

type Row = typeof tasks.$inferSelect;

async function assertProject(tx: TenantTx, id: string, { hold = false } = {}): Promise<void> {
  const { tenantId } = contextOf(tx);
  const found = tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.tenantId, tenantId), eq(projects.id, id)));
  const rows = await (hold ? found.for("key share") : found);
  if (rows.length === 0) throw noProject();
}

async function countIn(tx: TenantTx, of?: SQL): Promise<number> {
  const ours = eq(tasks.tenantId, contextOf(tx).tenantId);
  const [row] = await tx
    .select({ count: count() })
    .from(tasks)
    .where(of ?? ours);
  return row?.count ?? 0;
}

const inProject = (tx: TenantTx, projectId: string) =>
  and(eq(tasks.tenantId, contextOf(tx).tenantId), eq(tasks.projectId, projectId));
const at = (tx: TenantTx, { projectId, taskId }: Place) => and(inProject(tx, projectId), eq(tasks.id, taskId));

function parseTitle(value: string): string {
  if (!isTitle(value)) throw new ProductError("product.invalid_title", "Say it in one line of 1 to 200 characters.");
  return value.trim();
}

const noTask = () => new ProductError("product.task_not_found", "There is no such task in this project.");
