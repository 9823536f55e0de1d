import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgSchema,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { foreignTable } from "./tenancy.ts";

/** The auth library's own tables. Their columns are the library's (`schema.test.ts` compares); the constraints are ours. */
export const identity = pgSchema("identity");

const at = () => timestamp({ withTimezone: true });
const id = () => uuid().primaryKey().defaultRandom();
const ownedBy = "identity_rw" as const;

export const user = foreignTable(
  identity,
  "user",
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  { ownedBy, extras: (t) => [check("user_email_lower", sql`${t.email} = lower(${t.email})`)] },
);

export const session = foreignTable(
  identity,
  "session",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    token: text().notNull().unique(),
    expiresAt: at().notNull(),
    ipAddress: text(),
    userAgent: text(),
    /** The library's "last used workspace". Never read: the tenant comes from the URL of each request. */
    activeOrganizationId: text(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  { ownedBy, extras: (t) => [index().on(t.userId)] },
);

export const account = foreignTable(
  identity,
  "account",
  {
    id: id(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: at(),
    refreshTokenExpiresAt: at(),
    scope: text(),
    password: text(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  { ownedBy, extras: (t) => [unique().on(t.providerId, t.accountId), index().on(t.userId)] },
);

export const verification = foreignTable(
  identity,
  "verification",
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at().notNull(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  { ownedBy, extras: (t) => [index().on(t.identifier)] },
);

export const rateLimit = foreignTable(
  identity,
  "rate_limit",
  {
    id: id(),
    key: text().notNull().unique(),
    count: integer().notNull(),
    lastRequest: bigint({ mode: "number" }).notNull(),
  },
  { ownedBy },
);

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
  },
  { ownedBy },
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
    role: text().notNull(),
    createdAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      unique().on(t.organizationId, t.userId),
      index().on(t.userId),
      // The library joins several roles by commas; one role of a closed list is what `permissions.ts` can reason about.
      check("member_role", sql`${t.role} in ('owner', 'admin', 'member', 'viewer')`),
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
    role: text(),
    status: text().notNull(),
    expiresAt: at().notNull(),
    createdAt: at().notNull().defaultNow(),
    inviterId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.email),
      uniqueIndex("invitation_one_pending")
        .on(t.organizationId, sql`lower(${t.email})`)
        .where(sql`${t.status} = 'pending'`),
      check("invitation_role", sql`${t.role} in ('admin', 'member', 'viewer')`),
    ],
  },
);
