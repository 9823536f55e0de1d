import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { INVITATION_STATUSES, type InvitationStatus } from "./domain/invitation.ts";
import type { BuiltInRole } from "./permissions.ts";
import type { Locale } from "./port.ts";
import { SOCIAL_PROVIDERS, type SocialProvider } from "./port-social.ts";
import type { Transport } from "./port-passkeys.ts";
import type { CustomRoleId } from "./port-roles.ts";
import { foreignTable, systemTable } from "./tenancy.ts";

/**
 * The auth library's own tables, whose columns are the library's (`schema.test.ts` compares) and whose constraints are
 * ours; and some of our own. Triggers and the functions behind them are in `drizzle/0001_facts.sql` and
 * `drizzle/0005_roles_and_teams.sql`; those of an end in `drizzle/0006_sign_ups_and_ends.sql`.
 */
export const identity = pgSchema("identity");

const at = () => timestamp({ withTimezone: true });
const id = () => uuid().primaryKey().defaultRandom();
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
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
    createdAt: at().notNull().defaultNow(),
    /** When it was last seen, give or take what `domain/session.ts` allows. The library writes it at the beginning alone. */
    updatedAt: at().notNull().defaultNow(),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.userId),
      // The library would prolong a session for as long as it is used. An hour for clocks that differ.
      check("session_lifetime", sql`${t.expiresAt} <= ${t.createdAt} + interval '169 hours'`),
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
 * Browsers that are at a vendor to sign in, and people who came back from one and have no account yet. Of what ties one
 * to its browser the hashes are kept; a row is gone when its browser is back, or by the next one after it has expired.
 */
export const socialAttempts = foreignTable(
  identity,
  "social_attempts",
  {
    keyHash: text().primaryKey(),
    stateHash: text().unique(),
    provider: text().$type<SocialProvider>().notNull(),
    purpose: text().$type<"enter" | "connect" | "confirm" | "newcomer">().notNull(),
    /** Whoever is signed in and wants something of the vendor. */
    userId: uuid().references(() => user.id, { onDelete: "cascade" }),
    sessionId: uuid(),
    next: text().notNull(),
    name: text().notNull().default(""),
    /** Of a newcomer, as the vendor says. */
    subject: text(),
    email: text(),
    expiresAt: at().notNull(),
  },
  {
    ownedBy,
    extras: (t) => [
      index().on(t.expiresAt),
      index().on(t.userId),
      check("social_attempts_provider", sql.raw(`provider in ('${SOCIAL_PROVIDERS.join("', '")}')`)),
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

/** What a person's app makes codes from, encrypted. It counts once it is confirmed. */
export const secondFactors = foreignTable(
  identity,
  "second_factors",
  {
    userId: uuid()
      .primaryKey()
      .references(() => user.id, { onDelete: "cascade" }),
    sealedSecret: text().notNull(),
    begunAt: at().notNull(),
    confirmedAt: at(),
    /** The half minute since 1970 whose code was taken last: that code and all before it are void. */
    lastStep: bigint({ mode: "number" }),
  },
  {
    ownedBy,
    extras: (t) => [check("second_factors_step", sql`${t.confirmedAt} is null or ${t.lastStep} is not null`)],
  },
);

/** Each is good once: taking one removes its row. They are random enough for a plain hash. */
export const recoveryCodes = foreignTable(
  identity,
  "recovery_codes",
  {
    userId: uuid()
      .notNull()
      .references(() => secondFactors.userId, { onDelete: "cascade" }),
    hash: text().notNull(),
  },
  { ownedBy, extras: (t) => [primaryKey({ columns: [t.userId, t.hash] })] },
);

/** Sign-ins whose first factor was right and whose second one is still to come. No session belongs to them. */
export const waitingSignIns = foreignTable(
  identity,
  "waiting_sign_ins",
  {
    hash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    tries: integer().notNull().default(0),
    expiresAt: at().notNull(),
  },
  { ownedBy, extras: (t) => [index().on(t.userId), index().on(t.expiresAt)] },
);

/** Public halves alone: the private one never leaves what holds it. */
export const passkey = foreignTable(
  identity,
  "passkey",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** As base64url. */
    credentialId: text().notNull().unique(),
    /** As COSE has it. */
    publicKey: bytea().notNull(),
    counter: bigint({ mode: "number" }).notNull(),
    isSynced: boolean().notNull(),
    transports: text().array().$type<Transport[]>().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at(),
  },
  { ownedBy, extras: (t) => [index().on(t.userId)] },
);

/** Challenges that were answered, by their hashes: each is good once. Kept until it would have been over anyway. */
export const spentChallenges = foreignTable(
  identity,
  "spent_challenges",
  { hash: text().primaryKey(), expiresAt: at().notNull() },
  { ownedBy, privileges: ["select", "insert", "delete"], extras: (t) => [index().on(t.expiresAt)] },
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
