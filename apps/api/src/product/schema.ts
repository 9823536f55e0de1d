import { tenantTable } from "@ninefold/identity/tenancy";
import { index, pgSchema, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The worked example of a product built on the template. A fork copies it or deletes it. */
export const product = pgSchema("product");

export const projects = tenantTable(
  product,
  "projects",
  {
    name: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index().on(t.tenantId, t.createdAt)],
);
