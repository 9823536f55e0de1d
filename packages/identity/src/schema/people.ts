import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Locale } from "../port.ts";
import { foreignTable, systemTable } from "../tenancy.ts";
import { at, id, identity, ownedBy } from "./columns.ts";

/** People, what they sign in with, and what has happened to them. */

export const user = foreignTable(
  identity,
  "user",
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    locale: text().$type<Locale>().notNull().default("en"),
    /** The latest that the person accepted; each one is in `terms_acceptances`. */
    termsVersion: text(),
    termsAcceptedAt: at(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  {
    ownedBy,
    extras: (t) => [
      check("user_email_lower", sql`${t.email} = lower(${t.email})`),
      check("user_locale", sql`${t.locale} in ('en', 'id')`),
      check("user_terms", sql`(${t.termsVersion} is null) = (${t.termsAcceptedAt} is null)`),
    ],
  },
);

/** Who accepted which terms, and when. Written by a trigger in the same commit, and never changed. */
export const termsAcceptances = foreignTable(
  identity,
  "terms_acceptances",
  {
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    version: text().notNull(),
    acceptedAt: at().notNull(),
  },
  { ownedBy, privileges: ["select", "insert"], extras: (t) => [primaryKey({ columns: [t.userId, t.version] })] },
);

/** Who runs the platform. No run-time role may write here: the owner of the database does (`npm run admin:grant`). */
export const operators = foreignTable(
  identity,
  "operators",
  {
    userId: uuid()
      .primaryKey()
      .references(() => user.id, { onDelete: "cascade" }),
    grantedAt: at().notNull().defaultNow(),
    /** Who ran the command, as the machine knows them. */
    grantedBy: text().notNull(),
  },
  { ownedBy, privileges: ["select"] },
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
  {
    ownedBy,
    extras: (t) => [
      unique().on(t.providerId, t.accountId),
      // Of each vendor one, so that a person knows what they disconnect.
      unique("account_one_of_each").on(t.userId, t.providerId),
    ],
  },
);

/**
 * An address that an account is to have, until both addresses have agreed. A person has one at most; of the links in the two mails
 * the hashes are kept.
 */
export const addressChanges = foreignTable(
  identity,
  "address_changes",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .unique()
      .references(() => user.id, { onDelete: "cascade" }),
    /** Who asked: it stays when the others end. */
    sessionId: uuid().notNull(),
    oldEmail: text().notNull(),
    newEmail: text().notNull(),
    oldTokenHash: text().unique(),
    newTokenHash: text().unique(),
    oldAgreed: boolean().notNull().default(false),
    newAgreed: boolean().notNull().default(false),
    requestedAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  { ownedBy, extras: (t) => [check("address_changes_email_lower", sql`${t.newEmail} = lower(${t.newEmail})`)] },
);

/**
 * What has happened, on its way to the outbox: written in the same commit as the change, gone once it was handed on.
 * `data` holds ids and a role, never an address. `tenantId` and `userId` say whose event it is.
 */
export const facts = systemTable(
  identity,
  "facts",
  {
    type: text().notNull(),
    tenantId: uuid(),
    userId: uuid(),
    data: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    /** The request that caused it, where its transaction says so: `openPool` in tenancy. */
    requestId: text().default(sql`nullif(current_setting('app.request_id', true), '')`),
    traceparent: text().default(sql`nullif(current_setting('app.traceparent', true), '')`),
    occurredAt: at()
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  { insertBy: [ownedBy], extras: (t) => [index().on(t.occurredAt)] },
);
