import { z } from "zod";
import type { Collection, Store } from "../frame/store.ts";

const Metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Metadata = z.infer<typeof Metadata>;
const Moment = z.iso.datetime();

const StoredCustomer = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: Metadata,
  createdAt: Moment,
});
export type StoredCustomer = z.infer<typeof StoredCustomer>;

const StoredCheckout = z.object({
  id: z.string(),
  productId: z.string(),
  quantity: z.number(),
  /** Whoever was named when it was opened; else whoever pays becomes one. */
  customerId: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  /** A customer of its own, although another has the address. */
  alwaysNew: z.boolean(),
  metadata: Metadata,
  returnUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  trialDays: z.number(),
  /** The last attempt. */
  paymentId: z.string().nullable(),
  createdAt: Moment,
  expiresAt: Moment,
});
export type StoredCheckout = z.infer<typeof StoredCheckout>;

const PaymentStatus = z.enum(["succeeded", "failed"]);

const StoredPayment = z.object({
  id: z.string(),
  customerId: z.string(),
  subscriptionId: z.string(),
  checkoutId: z.string().nullable(),
  productId: z.string(),
  quantity: z.number(),
  amount: z.number(),
  currency: z.string(),
  status: PaymentStatus,
  cardLastFour: z.string(),
  errorCode: z.string().nullable(),
  metadata: Metadata,
  createdAt: Moment,
});
export type StoredPayment = z.infer<typeof StoredPayment>;

const SubscriptionStatus = z.enum([
  "pending",
  "active",
  "past_due",
  "on_hold",
  "paused",
  "cancelled",
  "failed",
  "expired",
]);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

const StoredSubscription = z.object({
  id: z.string(),
  customerId: z.string(),
  productId: z.string(),
  quantity: z.number(),
  status: SubscriptionStatus,
  metadata: Metadata,
  /** The last four digits say what becomes of a charge (`cards.ts`). */
  card: z.string(),
  trialDays: z.number(),
  /** Every period is counted from here, so that the 31st comes back after a short month. */
  anchor: Moment,
  /** How many periods after the anchor the next charge is. */
  cycle: z.number(),
  previousBilling: Moment,
  nextBilling: Moment,
  cancelAtNextBilling: z.boolean(),
  cancelledAt: Moment.nullable(),
  pausedAt: Moment.nullable(),
  /** Told in webhooks, never by a read. */
  pastDueEndsAt: Moment.nullable(),
  scheduledChange: z
    .object({ id: z.string(), productId: z.string(), quantity: z.number(), createdAt: Moment })
    .nullable(),
  /** The next charge fails, whatever the card. */
  failsNext: z.boolean(),
  createdAt: Moment,
});
export type StoredSubscription = z.infer<typeof StoredSubscription>;

const StoredPortal = z.object({ token: z.string(), customerId: z.string(), returnUrl: z.string(), expiresAt: Moment });
export type StoredPortal = z.infer<typeof StoredPortal>;

const StoredEvent = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  timestamp: Moment,
  metadata: Metadata.nullable(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

const StoredEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  secret: z.string(),
  description: z.string(),
  metadata: z.record(z.string(), z.string()),
  /** Null: every event. */
  events: z.array(z.string()).nullable(),
  disabled: z.boolean(),
  createdAt: Moment,
  updatedAt: Moment,
});
export type StoredEndpoint = z.infer<typeof StoredEndpoint>;

export interface DodoState {
  readonly customers: Collection<StoredCustomer>;
  readonly checkouts: Collection<StoredCheckout>;
  readonly payments: Collection<StoredPayment>;
  readonly subscriptions: Collection<StoredSubscription>;
  /** By token. */
  readonly portals: Collection<StoredPortal>;
  /** By event id, which is how the vendor tells a repeat. */
  readonly events: Collection<StoredEvent>;
  readonly endpoints: Collection<StoredEndpoint>;
}

const MOST = 5_000;
const MOST_EVENTS = 50_000;

export function openState(store: Store): DodoState {
  return {
    customers: store.collection("customers", StoredCustomer, MOST),
    checkouts: store.collection("checkouts", StoredCheckout, MOST),
    payments: store.collection("payments", StoredPayment, MOST),
    subscriptions: store.collection("subscriptions", StoredSubscription, MOST),
    portals: store.collection("portals", StoredPortal, MOST),
    events: store.collection("events", StoredEvent, MOST_EVENTS),
    endpoints: store.collection("endpoints", StoredEndpoint, 10),
  };
}
