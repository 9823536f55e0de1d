import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { USAGE } from "../domain/usage.ts";
import { METERS, type Meter } from "../port-usage.ts";
import { foreignTable, systemTable } from "../tenancy.ts";
import { at, identity, ownedBy } from "./columns.ts";
import { user } from "./people.ts";
import { organization } from "./workspaces.ts";

/** What workspaces use, for billing. */

const meterIn = sql.raw(`meter in ('${METERS.join("', '")}')`);

/**
 * Each record of use. Appended and never changed, save for when it was handed on: a correction is a record too, of less
 * than nothing. It adds itself to `usage_days` in the same statement, and is removed once nobody can send it again.
 */
export const usage = systemTable(
  identity,
  "usage",
  {
    /** Without a foreign key, which would cost a fifth of each statement: what adds itself to `usage_days` has one there. */
    tenantId: uuid().notNull(),
    meter: text().$type<Meter>().notNull(),
    quantity: integer().notNull(),
    fromAt: at().notNull(),
    toAt: at().notNull(),
    /** Of UTC. */
    day: date()
      .notNull()
      .generatedAlwaysAs(sql`(from_at at time zone 'utc')::date`),
    recordedAt: at()
      .notNull()
      .default(sql`clock_timestamp()`),
    publishedAt: at(),
  },
  {
    insertBy: [ownedBy],
    extras: (t) => [
      index().on(t.tenantId),
      index("usage_unpublished")
        .on(t.recordedAt)
        .where(sql`${t.publishedAt} is null`),
      index("usage_published")
        .on(t.publishedAt)
        .where(sql`${t.publishedAt} is not null`),
      check("usage_meter", meterIn),
      check("usage_quantity", sql`${t.quantity} <> 0 and abs(${t.quantity}) <= ${sql.raw(String(USAGE.maxQuantity))}`),
      check("usage_window", sql`${t.fromAt} <= ${t.toAt} and (to_at at time zone 'utc')::date = ${t.day}`),
    ],
  },
);

/** The same in sum, for as long as the workspace is there. Written by a trigger on `usage` alone. */
export const usageDays = foreignTable(
  identity,
  "usage_days",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    meter: text().$type<Meter>().notNull(),
    day: date().notNull(),
    quantity: bigint({ mode: "number" }).notNull(),
    /** Of seats: how many there were at most, from the first change of the day on. */
    highest: bigint({ mode: "number" }),
  },
  {
    ownedBy,
    privileges: ["select", "insert", "update"],
    extras: (t) => [primaryKey({ columns: [t.organizationId, t.meter, t.day] }), check("usage_days_meter", meterIn)],
  },
);

/** Who came into which workspace in which month, so that nobody counts twice. Removed when the next month is over. */
export const activePeople = foreignTable(
  identity,
  "active_people",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** Its first day, of UTC. */
    month: date()
      .notNull()
      .generatedAlwaysAs(sql`date_trunc('month', first_seen_at at time zone 'utc')::date`),
    firstSeenAt: at().notNull(),
  },
  {
    ownedBy,
    privileges: ["select", "insert", "delete"],
    extras: (t) => [
      primaryKey({ columns: [t.organizationId, t.month, t.userId] }),
      index().on(t.userId),
      index().on(t.month),
    ],
  },
);
