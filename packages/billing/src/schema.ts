import { systemTable, tenantTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgSchema, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import type { BillingInterval, Meter } from "./catalogue.ts";
import type { StoredSignal } from "./domain/signals.ts";
import type { SubscriptionStatus } from "./port.ts";

export const billing = pgSchema("billing");

const at = () => timestamp({ withTimezone: true });

/** What the vendor last said of each subscription, in our words. Which plan that gives is computed, not stored. */
export const subscriptions = tenantTable(
  billing,
  "subscriptions",
  {
    vendor: text().notNull(),
    /** The vendor's id: never parsed, never shown. */
    ref: text().notNull(),
    customerRef: text().notNull(),
    planKey: text().notNull(),
    interval: text().$type<BillingInterval>().notNull(),
    status: text().$type<Exclude<SubscriptionStatus, "unknown">>().notNull(),
    currentPeriodStart: at().notNull(),
    currentPeriodEnd: at().notNull(),
    cancelAtPeriodEnd: boolean().notNull(),
    trialEndsAt: at(),
    pastDueSince: at(),
    /** The vendor's own deadline. It can only shorten ours. */
    graceEndsAt: at(),
    endedAt: at(),
    fetchedAt: at().notNull(),
    /** When to ask the vendor again if nothing is heard; never again once it has ended. */
    checkAt: at(),
    createdAt: at().notNull(),
  },
  (t) => [
    unique("subscriptions_ref").on(t.tenantId, t.vendor, t.ref),
    index("subscriptions_due")
      .on(t.tenantId, t.checkAt)
      .where(sql`${t.checkAt} is not null`),
    check("subscriptions_interval", sql`${t.interval} in ('month', 'year')`),
    check(
      "subscriptions_status",
      sql`${t.status} in ('incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'ended')`,
    ),
    check("subscriptions_trial", sql`(${t.status} = 'trialing') = (${t.trialEndsAt} is not null)`),
    check("subscriptions_past_due", sql`(${t.status} = 'past_due') = (${t.pastDueSince} is not null)`),
    check("subscriptions_ended", sql`(${t.status} = 'ended') = (${t.endedAt} is not null)`),
  ],
);

export type CheckoutStatus = "intent" | "open" | "paid" | "failed" | "expired";

/** The journal of checkouts: written before the vendor is asked, and again once it has answered. */
export const checkouts = tenantTable(
  billing,
  "checkouts",
  {
    /** The caller's name for the intent. */
    operationKey: text().notNull(),
    vendor: text().notNull(),
    planKey: text().notNull(),
    interval: text().$type<BillingInterval>().notNull(),
    status: text().$type<CheckoutStatus>().notNull(),
    ref: text(),
    url: text(),
    expiresAt: at(),
    /** Until then somebody is asking the vendor; after it, another may. */
    claimedUntil: at().notNull(),
    /** The code of the last failure, never its message. */
    lastError: text(),
    /** When to ask the vendor what became of it. */
    checkAt: at(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    updatedAt: at().notNull(),
  },
  (t) => [
    unique("checkouts_operation").on(t.tenantId, t.operationKey),
    index("checkouts_due")
      .on(t.tenantId, t.checkAt)
      .where(sql`${t.checkAt} is not null`),
    check("checkouts_interval", sql`${t.interval} in ('month', 'year')`),
    check("checkouts_status", sql`${t.status} in ('intent', 'open', 'paid', 'failed', 'expired')`),
    check("checkouts_open", sql`${t.status} <> 'open' or (${t.ref} is not null and ${t.url} is not null)`),
  ],
);

/** How much of a meter a workspace has used up in a month. */
export const usage = tenantTable(
  billing,
  "usage",
  {
    meter: text().$type<Meter>().notNull(),
    periodStart: at().notNull(),
    used: integer().notNull(),
  },
  (t) => [
    unique("usage_period").on(t.tenantId, t.meter, t.periodStart),
    check("usage_not_negative", sql`${t.used} >= 0`),
  ],
);

/** What was taken out of a meter, and for what: the same key takes once, and what was not needed is given back once. */
export const reservations = tenantTable(
  billing,
  "reservations",
  {
    meter: text().$type<Meter>().notNull(),
    key: text().notNull(),
    periodStart: at().notNull(),
    quantity: integer().notNull(),
    createdAt: at().notNull(),
    releasedAt: at(),
  },
  (t) => [
    unique("reservations_key").on(t.tenantId, t.meter, t.key),
    check("reservations_quantity", sql`${t.quantity} > 0`),
  ],
);

/** Whose a vendor's subscription is. The row is also what its updates are ordered by. */
export const providerRefs = systemTable(
  billing,
  "provider_refs",
  {
    vendor: text().notNull(),
    ref: text().notNull(),
    /** Null until the subscription has been matched to a workspace. */
    tenantId: uuid(),
    /** Rises with each snapshot that was stored. */
    version: integer().notNull().default(0),
    createdAt: at().notNull(),
    /** Its workspace was erased: whatever the vendor says of it from then on is nobody's. */
    erasedAt: at(),
  },
  { extras: (t) => [unique("provider_refs_ref").on(t.vendor, t.ref)] },
);

/** Every genuine delivery, once. What it said is a reason to look, so the body itself is not kept. */
export const webhookInbox = systemTable(
  billing,
  "webhook_inbox",
  {
    vendor: text().notNull(),
    deliveryId: text().notNull(),
    status: text().$type<"received" | "applied" | "ignored">().notNull(),
    signals: jsonb().$type<readonly StoredSignal[]>().notNull(),
    /** How often the vendor has sent it. */
    receipts: integer().notNull().default(1),
    /** The code of the last failure, never its message. */
    lastError: text(),
    sentAt: at().notNull(),
    receivedAt: at().notNull(),
    appliedAt: at(),
  },
  {
    extras: (t) => [
      unique("webhook_inbox_delivery").on(t.vendor, t.deliveryId),
      check("webhook_inbox_status", sql`${t.status} in ('received', 'applied', 'ignored')`),
      check("webhook_inbox_applied", sql`(${t.status} = 'applied') = (${t.appliedAt} is not null)`),
    ],
  },
);
