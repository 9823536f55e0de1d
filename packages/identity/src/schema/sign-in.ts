import { sql } from "drizzle-orm";
import { bigint, check, index, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { SOCIAL_PROVIDERS, type Voucher } from "../port-social.ts";
import { foreignTable } from "../tenancy.ts";
import { at, id, identity, ownedBy } from "./columns.ts";
import { user } from "./people.ts";

/** Sessions, the ways to one, and how often whom tried. */

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
    /** When the person last gave their password in this session; null: at its beginning. */
    authenticatedAt: at(),
    /** The provider's own session that it came from, where people sign in elsewhere and that place tells of an end. */
    vendorSession: text(),
    /** The connection of a workspace by which it was opened, if it was. */
    connectionId: uuid(),
    createdAt: at().notNull().defaultNow(),
    /** When it was last seen, give or take what `domain/session.ts` allows. The library writes it at the beginning alone. */
    updatedAt: at().notNull().defaultNow(),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.userId),
      index().on(t.vendorSession),
      // The library would prolong a session for as long as it is used. An hour for clocks that differ.
      check("session_lifetime", sql`${t.expiresAt} <= ${t.createdAt} + interval '169 hours'`),
    ],
  },
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

/** Sign-ins that failed, by whom and for whom: counted under a hash, so that it holds no address. */
export const signInAttempts = foreignTable(
  identity,
  "sign_in_attempts",
  {
    key: text().primaryKey(),
    failures: integer().notNull(),
    lastFailedAt: at().notNull(),
  },
  { ownedBy, extras: (t) => [index().on(t.lastFailedAt)] },
);

/**
 * Mails with a code, asked for and not used yet. `boundTo` is whom the code is good for: the hash of what the browser that
 * asked was given, or the session. A code or a link is kept as a hash, and only once its mail was written.
 */
export const mailCodes = foreignTable(
  identity,
  "mail_codes",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    purpose: text().$type<"sign-in" | "confirmation">().notNull(),
    boundTo: text().notNull(),
    /** Where it goes. Once the account has another address, it proves nothing. */
    email: text().notNull(),
    codeHash: text(),
    tokenHash: text().unique(),
    tries: integer().notNull().default(0),
    askedAt: at().notNull(),
    expiresAt: at(),
  },
  {
    ownedBy,
    extras: (t) => [
      unique().on(t.purpose, t.boundTo),
      index().on(t.userId),
      index().on(t.askedAt),
      check("mail_codes_purpose", sql`${t.purpose} in ('sign-in', 'confirmation')`),
      check("mail_codes_minted", sql`(${t.codeHash} is null) = (${t.expiresAt} is null)`),
    ],
  },
);

/**
 * Browsers that are at a vendor to sign in, and people who came back from one and have no account yet. Of what ties one
 * to its browser the hashes are kept; a row is gone when its browser is back, or by the next one after it has expired.
 */
export const socialAttempts = foreignTable(
  identity,
  "social_attempts",
  {
    keyHash: text().primaryKey(),
    stateHash: text().unique(),
    provider: text().$type<Voucher>().notNull(),
    purpose: text().$type<"enter" | "connect" | "confirm" | "newcomer">().notNull(),
    /** Whoever is signed in and wants something of the vendor. */
    userId: uuid().references(() => user.id, { onDelete: "cascade" }),
    sessionId: uuid(),
    next: text().notNull(),
    name: text().notNull().default(""),
    /** Of a newcomer, as the vendor says. */
    subject: text(),
    email: text(),
    vendorSession: text(),
    authenticatedAt: at(),
    expiresAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.expiresAt),
      index().on(t.userId),
      check(
        "social_attempts_provider",
        sql.raw(`provider in ('${SOCIAL_PROVIDERS.join("', '")}') or provider like 'sso:%'`),
      ),
      check(
        "social_attempts_purpose",
        sql`case ${t.purpose}
          when 'enter' then ${t.userId} is null and ${t.sessionId} is null and ${t.subject} is null
          when 'connect' then ${t.userId} is not null and ${t.sessionId} is not null and ${t.subject} is null
          when 'confirm' then ${t.userId} is not null and ${t.sessionId} is not null and ${t.subject} is null
          when 'newcomer' then ${t.userId} is null and ${t.subject} is not null and ${t.email} is not null
          else false end`,
      ),
    ],
  },
);

/** Notices of sessions that have ended elsewhere, by the hash of their own id: each counts once while it is not too old. */
export const logoutNotices = foreignTable(
  identity,
  "logout_notices",
  {
    idHash: text().primaryKey(),
    expiresAt: at().notNull(),
  },
  { ownedBy, extras: (t) => [index().on(t.expiresAt)] },
);

/** Sign-ups of networks, by hour and by day: counted under a hash, so that it holds no address. */
export const signUpWindows = foreignTable(
  identity,
  "sign_up_windows",
  {
    key: text().primaryKey(),
    startedAt: at().notNull(),
    count: integer().notNull(),
  },
  { ownedBy, extras: (t) => [index().on(t.startedAt)] },
);
