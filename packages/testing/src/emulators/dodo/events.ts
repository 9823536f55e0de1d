import { z } from "zod";
import type { Deliveries } from "../frame/deliveries.ts";
import type { DodoState, StoredEndpoint, StoredPayment, StoredSubscription } from "./state.ts";
import { BUSINESS, type Views } from "./views.ts";

/** The webhooks that this emulator sends by itself. */
export const SENT_EVENTS = [
  "payment.succeeded",
  "payment.failed",
  "subscription.active",
  "subscription.renewed",
  "subscription.past_due",
  "subscription.on_hold",
  "subscription.paused",
  "subscription.unpaused",
  "subscription.cancelled",
  "subscription.failed",
  "subscription.expired",
  "subscription.plan_changed",
  "subscription.update_payment_method",
  "subscription.updated",
] as const;
export type SentEvent = (typeof SENT_EVENTS)[number];
export type SubscriptionEvent = Extract<SentEvent, `subscription.${string}`>;

const Told = z.object({
  business_id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.looseObject({
    payload_type: z.string(),
    subscription_id: z.string().nullish(),
    payment_id: z.string().nullish(),
  }),
});

export interface PublishOptions {
  readonly state: DodoState;
  readonly views: Views;
  /** Where webhooks go; those that were made by a request and the one that is configured. */
  readonly endpoints: () => readonly StoredEndpoint[];
  readonly now: () => Date;
}

/** What webhooks say. `timestamp` is when something happened; `data` is how things are when it is told. */
export function createEvents({ state, views, endpoints, now }: PublishOptions) {
  const subscriptionData = (one: StoredSubscription) => ({
    payload_type: "Subscription",
    ...views.subscription(one),
    past_due_ends_at: one.pastDueEndsAt,
  });
  const paymentData = (one: StoredPayment) => ({ payload_type: "Payment", ...views.payment(one) });

  function bodyOf(type: SentEvent, one: StoredSubscription | StoredPayment) {
    const data = "nextBilling" in one ? subscriptionData(one) : paymentData(one);
    return { business_id: BUSINESS, type, timestamp: now().toISOString(), data };
  }

  return {
    bodyOf,

    /** The same event with what is so by now. */
    refresh(body: string): string {
      const told = Told.safeParse(JSON.parse(body)).data;
      const isPayment = told?.data.payload_type === "Payment";
      const payment = isPayment ? state.payments.find(told.data.payment_id ?? "") : undefined;
      const subscription = isPayment ? undefined : state.subscriptions.find(told?.data.subscription_id ?? "");
      const data = payment ? paymentData(payment) : subscription && subscriptionData(subscription);
      return data === undefined ? body : JSON.stringify({ ...told, data });
    },

    /** To be called inside the change that it tells of. */
    publisher: (deliveries: Deliveries) => (type: SentEvent, one: StoredSubscription | StoredPayment) => {
      const told = endpoints().filter(({ disabled, events }) => !disabled && (events?.includes(type) ?? true));
      for (const { id } of told) deliveries.add(id, type, bodyOf(type, one));
    },
  };
}
export type Publish = (type: SentEvent, one: StoredSubscription | StoredPayment) => void;
