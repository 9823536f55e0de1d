import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Transport } from "../port-passkeys.ts";
import { foreignTable } from "../tenancy.ts";
import { at, bytea, id, identity, ownedBy } from "./columns.ts";
import { user } from "./people.ts";

/** What people prove who they are with, beside a password. */

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
    /** Of the first factor, where a workspace's connection was it. */
    connectionId: uuid(),
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
