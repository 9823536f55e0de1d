import { tenantTable } from "@ninefold/identity/tenancy";
import { foreignKey, index, pgSchema, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The worked example of a product built on the template. A fork copies it or deletes it. */
export const product = pgSchema("product");

const at = () => timestamp({ withTimezone: true });

export const projects = tenantTable(
  product,
  "projects",
  {
    name: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [index().on(t.tenantId, t.createdAt)],
);

/** Go with their project. Ids are made in the order of time, so they are also the order in which tasks stand. */
export const tasks = tenantTable(
  product,
  "tasks",
  {
    projectId: uuid().notNull(),
    title: text().notNull(),
    /** Null: open. */
    doneAt: at(),
    /** A member when it was given; whether they still are is asked of identity, which may not be referred to from here. */
    assigneeId: uuid(),
    createdBy: uuid().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    index().on(t.tenantId, t.projectId, t.id),
    foreignKey({
      name: "tasks_project",
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }).onDelete("cascade"),
  ],
);
