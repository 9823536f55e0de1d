import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { CustomRoleId } from "../port-roles.ts";
import { foreignTable } from "../tenancy.ts";
import { at, identity, ownedBy } from "./columns.ts";
import { customRole, organization } from "./workspaces.ts";

/** Domains of workspaces, and how the people of a domain sign in. */

/** Claimed by any number of workspaces, verified by one at most. */
export const workspaceDomain = foreignTable(
  identity,
  "workspace_domain",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    id: uuid().notNull().unique(),
    domain: text().notNull(),
    /** What its record holds. No secret: DNS shows it to everybody. */
    token: text().notNull(),
    claimedAt: at().notNull(),
    verifiedAt: at(),
    /** When its record was looked for last. */
    checkedAt: at(),
    lostAt: at(),
  },
  {
    ownedBy,
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.id] }),
      unique("workspace_domain_once").on(t.organizationId, t.domain),
      uniqueIndex("workspace_domain_verified")
        .on(t.domain)
        .where(sql`${t.verifiedAt} is not null`),
      index("workspace_domain_checked")
        .on(t.checkedAt)
        .where(sql`${t.verifiedAt} is not null`),
      check("workspace_domain_lower", sql`${t.domain} = lower(${t.domain})`),
      check("workspace_domain_lost", sql`${t.lostAt} is null or ${t.verifiedAt} is not null`),
    ],
  },
);

/** The OpenID provider of a workspace. Its people are in `account`, under `sso:` and its id: another one knows other people. */
export const signInConnection = foreignTable(
  identity,
  "sign_in_connection",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .unique()
      .references(() => organization.id, { onDelete: "cascade" }),
    issuer: text().notNull(),
    clientId: text().notNull(),
    /** Sealed for this row: `sso/seal.ts`. */
    sealedSecret: text().notNull(),
    role: text().$type<"member" | "viewer" | "custom">().notNull(),
    customRoleId: uuid().$type<CustomRoleId>(),
    isOn: boolean().notNull().default(false),
    isRequired: boolean().notNull().default(false),
    createdAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.organizationId, t.customRoleId),
      foreignKey({
        name: "sign_in_connection_role",
        columns: [t.organizationId, t.customRoleId],
        foreignColumns: [customRole.organizationId, customRole.id],
      }),
      check("sign_in_connection_newcomers", sql`${t.role} in ('member', 'viewer', 'custom')`),
      check("sign_in_connection_role_id", sql`(${t.role} = 'custom') = (${t.customRoleId} is not null)`),
    ],
  },
);
