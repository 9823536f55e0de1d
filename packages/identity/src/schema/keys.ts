import { sql } from "drizzle-orm";
import { check, foreignKey, index, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { foreignTable } from "../tenancy.ts";
import { at, identity, ownedBy } from "./columns.ts";
import { user } from "./people.ts";
import { organization } from "./workspaces.ts";

/** Programs, and the keys that they ask with. No row here ends because a person does. */

export const serviceAccount = foreignTable(
  identity,
  "service_account",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    name: text().notNull(),
    createdAt: at().notNull(),
    createdBy: uuid().references(() => user.id, { onDelete: "set null" }),
  },
  {
    ownedBy,
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.id] }),
      uniqueIndex("service_account_name").on(t.organizationId, sql`lower(${t.name})`),
      index().on(t.createdBy),
    ],
  },
);

/** Of the secret a hash is kept, and how it begins. A key that has ended stays, so that its last use can be looked up. */
export const apiKey = foreignTable(
  identity,
  "api_key",
  {
    organizationId: uuid().notNull(),
    serviceAccountId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: text().notNull().unique(),
    permissions: text().array().notNull(),
    createdAt: at().notNull(),
    createdBy: uuid().references(() => user.id, { onDelete: "set null" }),
    expiresAt: at().notNull(),
    lastUsedAt: at(),
    /** Of one that was rotated. */
    endsAt: at(),
    revokedAt: at(),
    /** The key that this one took over from. */
    replaces: uuid(),
  },
  {
    ownedBy,
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.id] }),
      index().on(t.organizationId, t.serviceAccountId),
      index().on(t.createdBy),
      foreignKey({
        name: "api_key_service_account",
        columns: [t.organizationId, t.serviceAccountId],
        foreignColumns: [serviceAccount.organizationId, serviceAccount.id],
      }).onDelete("cascade"),
      // A second wall behind `KEY_PERMISSIONS`: whoever could decide who gets in would not need the key any more.
      check(
        "api_key_decides_nothing",
        sql`not (${t.permissions} && array['workspace:update', 'workspace:transfer', 'workspace:delete', 'member:manage', 'invitation:manage', 'role:manage', 'team:manage', 'key:manage', 'billing:manage'])`,
      ),
      check(
        "api_key_lifetime",
        sql`${t.expiresAt} > ${t.createdAt} and ${t.expiresAt} <= ${t.createdAt} + interval '366 days'`,
      ),
      check("api_key_end", sql`${t.endsAt} <= ${t.expiresAt}`),
    ],
  },
);
