import { scopedTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { check, customType, index, integer, jsonb, pgSchema, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { DeliveryStatus, FailReason, SkipReason } from "./domain/status.ts";
import type { Locale } from "./kinds.ts";
import type { Channel } from "./port.ts";

export const notifications = pgSchema("notifications");

const at = () => timestamp({ withTimezone: true });
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** One row per message and person: what became of it. Rows are kept; what was said is not. */
export const deliveries = scopedTable(
  notifications,
  "deliveries",
  {
    /** Text: a release that knows a kind may write it before one that doesn't has gone. */
    kind: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    /** Ids only; what is said is asked for when it is rendered. */
    subject: jsonb().notNull(),
    /** The cause's name, given by the caller. One delivery per key and scope. */
    triggerKey: text().notNull(),
    status: text().$type<DeliveryStatus>().notNull(),
    /** Why it was skipped or failed. */
    reason: text().$type<SkipReason | FailReason>(),
    /** Known from the rendering on. */
    recipient: text(),
    locale: text().$type<Locale>(),
    /** The finished mail, sealed, from its first rendering until it has ended. Every attempt sends exactly this. */
    rendered: bytea(),
    renderedAt: at(),
    /** After this nothing is sent: the vendor may have forgotten the key, or the link in it is dead. */
    sendBefore: at(),
    /** The vendor's id of the message: never parsed, never shown. */
    providerRef: text(),
    attempts: integer().notNull().default(0),
    /** The code of the last failure, never its message. */
    lastError: text(),
    createdAt: at().notNull(),
    updatedAt: at().notNull(),
    acceptedAt: at(),
  },
  {
    grants: ["select", "insert", "update"],
    extras: (t) => [
      unique("deliveries_trigger").on(t.tenantId, t.userId, t.triggerKey).nullsNotDistinct(),
      index("deliveries_in_flight")
        .on(t.tenantId, t.sendBefore)
        .where(sql`${t.status} = 'sending'`),
      check("deliveries_status", sql`${t.status} in ('queued', 'sending', 'accepted', 'skipped', 'failed')`),
      check("deliveries_channel", sql`${t.channel} in ('email', 'sms')`),
      check("deliveries_locale", sql`${t.locale} in ('en', 'id')`),
      check("deliveries_reason", sql`(${t.status} in ('skipped', 'failed')) = (${t.reason} is not null)`),
      check("deliveries_accepted", sql`${t.status} <> 'accepted' or ${t.acceptedAt} is not null`),
      // Wiping is not left to whoever writes the end.
      check("deliveries_rendered", sql`(${t.status} = 'sending') = (${t.rendered} is not null)`),
      check(
        "deliveries_letter",
        sql`${t.rendered} is null or (${t.recipient} is not null and ${t.renderedAt} is not null and ${t.sendBefore} is not null)`,
      ),
    ],
  },
);
