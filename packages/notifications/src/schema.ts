import { personTable, scopedTable, systemTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { OptionalCategory } from "./catalogue.ts";
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
    /** When, as the vendor says, what its status tells came about. Null while nothing was reported. */
    reportedAt: at(),
  },
  {
    grants: ["select", "insert", "update"],
    extras: (t) => [
      unique("deliveries_trigger").on(t.tenantId, t.userId, t.triggerKey).nullsNotDistinct(),
      index("deliveries_in_flight")
        .on(t.tenantId, t.sendBefore)
        .where(sql`${t.status} = 'sending'`),
      check(
        "deliveries_status",
        sql`${t.status} in ('queued', 'sending', 'accepted', 'skipped', 'failed', 'delayed', 'delivered', 'bounced', 'complained')`,
      ),
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

/** What a person finds in the product: one row per person and cause. */
export const notices = personTable(
  notifications,
  "notices",
  {
    /** Text, as above. */
    kind: text().notNull(),
    /** Ids only; names are asked for when it is shown. */
    subject: jsonb().notNull(),
    triggerKey: text().notNull(),
    createdAt: at().notNull(),
    readAt: at(),
  },
  (t) => [
    unique("notices_trigger").on(t.userId, t.triggerKey),
    index("notices_unread")
      .on(t.userId, t.id)
      .where(sql`${t.readAt} is null`),
  ],
);

/** What a person has chosen. No row: as it comes. */
export const preferences = personTable(
  notifications,
  "preferences",
  {
    category: text().$type<OptionalCategory>().notNull(),
    email: boolean().notNull(),
    updatedAt: at().notNull(),
  },
  (t) => [
    unique("preferences_category").on(t.userId, t.category),
    // Security and billing have no row, whoever writes it.
    check("preferences_optional", sql`${t.category} in ('workspace_activity')`),
  ],
);

/** Addresses that bounced for good or complained, as SHA-256: enough to recognise one, and no list of addresses. */
export const suppressions = systemTable(
  notifications,
  "suppressions",
  {
    addressHash: text().notNull(),
    reason: text().$type<"bounced" | "complained">().notNull(),
    createdAt: at().notNull(),
  },
  {
    extras: (t) => [
      unique("suppressions_address").on(t.addressHash),
      check("suppressions_reason", sql`${t.reason} in ('bounced', 'complained')`),
    ],
  },
);

/** Every genuine report of the vendor, once. What it says is applied in the commit that writes it down. */
export const reportInbox = systemTable(
  notifications,
  "report_inbox",
  {
    /** The vendor's id. */
    reportId: text().notNull(),
    /** The vendor's word. */
    event: text().notNull(),
    /** `ignored`: about nothing of ours, or something that we have no word for. */
    status: text().$type<"applied" | "ignored">().notNull(),
    /** Ours, once it is found. */
    deliveryId: uuid(),
    /** How often the vendor has sent it. */
    receipts: integer().notNull().default(1),
    occurredAt: at().notNull(),
    receivedAt: at().notNull(),
  },
  {
    extras: (t) => [
      unique("report_inbox_report").on(t.reportId),
      check("report_inbox_status", sql`${t.status} in ('applied', 'ignored')`),
    ],
  },
);
