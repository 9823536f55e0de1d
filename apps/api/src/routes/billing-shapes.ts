import { z } from "zod";
import { Id, Instant } from "./shapes.ts";

/** Plans, limits and checkouts, as they go over the wire. */

const Interval = z.enum(["month", "year"]).meta({ id: "BillingInterval" });

const Count = z.int().min(0);

const SubscriptionShape = z
  .object({
    planKey: z.string(),
    interval: Interval,
    status: z.enum(["incomplete", "trialing", "active", "past_due", "unpaid", "paused", "ended"]),
    access: z.enum(["full", "grace", "suspended", "none"]),
    currentPeriodEnd: Instant,
    cancelAtPeriodEnd: z.boolean(),
    graceEndsAt: Instant.nullable().meta({ description: "While a payment is late: until when everything works." }),
  })
  .meta({ id: "Subscription", description: "What the workspace pays for, as the vendor last said." });

const LimitShape = z
  .object({
    limit: z.enum(["projects", "tasks", "exports"]),
    allowed: Count.nullable().meta({ description: "Null: no limit." }),
    used: Count,
    resetsAt: Instant.nullable().meta({ description: "Null for what does not start afresh." }),
  })
  .meta({ id: "Limit", description: "What the plan allows of one thing, and how much of it is used." });

export const BillingShape = z
  .object({
    plan: z.object({ key: z.string(), name: z.string() }),
    canBuy: z.boolean().meta({ description: "False where nothing is sold: everyone is on the default plan." }),
    subscription: SubscriptionShape.nullable(),
    pendingCheckout: z
      .object({ id: Id, planKey: z.string(), interval: Interval, wasDeclined: z.boolean() })
      .nullable()
      .meta({ description: "The newest checkout whose page is open: perhaps it is being paid." }),
    limits: z.array(LimitShape),
  })
  .meta({ id: "Billing", description: "The plan of a workspace, its subscription and its limits." });

export const CheckoutShape = z
  .object({ id: Id, url: z.string(), expiresAt: Instant })
  .meta({ id: "Checkout", description: "The vendor's page on which to pay." });

export const NewCheckout = z
  .strictObject({ planKey: z.enum(["pro", "business"]), interval: Interval })
  .meta({ id: "NewCheckout" });
