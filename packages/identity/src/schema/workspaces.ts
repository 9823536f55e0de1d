import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { INVITATION_STATUSES, type InvitationStatus } from "../domain/invitation.ts";
import type { BuiltInRole } from "../permissions.ts";
import type { CustomRoleId } from "../port-roles.ts";
import { foreignTable } from "../tenancy.ts";
import { at, id, identity, ownedBy } from "./columns.ts";
import { user } from "./people.ts";

/** Workspaces, who is in them, and what a role of theirs may. */

/** A workspace. */
export const organization = foreignTable(
  identity,
  "organization",
  {
    id: id(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    logo: text(),
    metadata: text(),
    createdAt: at().notNull(),
    /** Since when it is there for nobody. */
    closedAt: at(),
  },
  {
    ownedBy,
    extras: (t) => [
      index("organization_closed")
        .on(t.closedAt)
        .where(sql`${t.closedAt} is not null`),
    ],
  },
);

/** Addresses that a workspace had. They lead to it, and are nobody else's, for as long as `domain/limits.ts` says. */
export const formerSlug = foreignTable(
  identity,
  "former_slug",
  {
    slug: text().primaryKey(),
    /** Null: of a workspace that was deleted. It leads nowhere. */
    organizationId: uuid().references(() => organization.id, { onDelete: "set null" }),
    retiredAt: at().notNull(),
  },
  { ownedBy, extras: (t) => [index().on(t.organizationId)] },
);

/** Roles that a workspace has made. The built-in ones are in `permissions.ts`. */
export const customRole = foreignTable(
  identity,
  "custom_role",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    id: uuid().$type<CustomRoleId>().notNull(),
    name: text().notNull(),
    permissions: text().array().notNull(),
    createdAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.id] }),
      uniqueIndex("custom_role_name").on(t.organizationId, sql`lower(${t.name})`),
      // Who could give themselves a role that has it would be an owner whom no rule about owners sees.
      check("custom_role_is_no_owner", sql`not (${t.permissions} && array['workspace:transfer', 'workspace:delete'])`),
    ],
  },
);

export const member = foreignTable(
  identity,
  "member",
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: text().$type<BuiltInRole | "custom">().notNull(),
    customRoleId: uuid().$type<CustomRoleId>(),
    createdAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      unique().on(t.organizationId, t.userId),
      index().on(t.userId),
      index().on(t.organizationId, t.customRoleId),
      foreignKey({
        name: "member_custom_role",
        columns: [t.organizationId, t.customRoleId],
        foreignColumns: [customRole.organizationId, customRole.id],
      }),
      // The library joins several roles by commas; one role of a closed list is what `permissions.ts` can reason about.
      check("member_role", sql`${t.role} in ('owner', 'admin', 'member', 'viewer', 'custom')`),
      check("member_custom_role_id", sql`(${t.role} = 'custom') = (${t.customRoleId} is not null)`),
    ],
  },
);

export const team = foreignTable(
  identity,
  "team",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    name: text().notNull(),
    createdAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.id] }),
      uniqueIndex("team_name").on(t.organizationId, sql`lower(${t.name})`),
    ],
  },
);

/** Both keys lead with the workspace: whoever is in a team is a member of the team's workspace, and of no other. */
export const teamMember = foreignTable(
  identity,
  "team_member",
  {
    organizationId: uuid().notNull(),
    teamId: uuid().notNull(),
    userId: uuid().notNull(),
    createdAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.teamId, t.userId] }),
      index().on(t.organizationId, t.userId),
      foreignKey({
        name: "team_member_team",
        columns: [t.organizationId, t.teamId],
        foreignColumns: [team.organizationId, team.id],
      }).onDelete("cascade"),
      foreignKey({
        name: "team_member_member",
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }).onDelete("cascade"),
    ],
  },
);

export const invitation = foreignTable(
  identity,
  "invitation",
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    email: text().notNull(),
    role: text().$type<Exclude<BuiltInRole, "owner"> | "custom">().notNull(),
    /** Null once the invitation is closed and the role is gone. */
    customRoleId: uuid().$type<CustomRoleId>(),
    /** The team that accepting brings into as well. */
    teamId: uuid(),
    status: text().$type<InvitationStatus>().notNull(),
    expiresAt: at().notNull(),
    createdAt: at().notNull().defaultNow(),
    /** The last time that its mail was asked for, and how often that was. */
    sentAt: at().notNull().defaultNow(),
    sends: integer().notNull().default(1),
    inviterId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.email),
      index().on(t.organizationId, t.sentAt),
      index().on(t.organizationId, t.customRoleId),
      index().on(t.organizationId, t.teamId),
      foreignKey({
        name: "invitation_custom_role",
        columns: [t.organizationId, t.customRoleId],
        foreignColumns: [customRole.organizationId, customRole.id],
      }),
      foreignKey({
        name: "invitation_team",
        columns: [t.organizationId, t.teamId],
        foreignColumns: [team.organizationId, team.id],
      }),
      uniqueIndex("invitation_one_pending")
        .on(t.organizationId, sql`lower(${t.email})`)
        .where(sql`${t.status} = 'pending'`),
      index().on(t.inviterId),
      check("invitation_email_lower", sql`${t.email} = lower(${t.email})`),
      check("invitation_role", sql`${t.role} in ('admin', 'member', 'viewer', 'custom')`),
      check(
        "invitation_custom_role_id",
        sql`case when ${t.role} = 'custom' then ${t.status} <> 'pending' or ${t.customRoleId} is not null else ${t.customRoleId} is null end`,
      ),
      check("invitation_status", sql.raw(`status in ('${INVITATION_STATUSES.join("', '")}')`)),
    ],
  },
);
