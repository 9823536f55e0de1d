import type { EmulatorKit } from "../frame/define.ts";
import { charges, declineCode } from "./cards.ts";
import type { Product } from "./catalogue.ts";
import type { Publish, SubscriptionEvent } from "./events.ts";
import { newId } from "./ids.ts";
import { after } from "./periods.ts";
import type { DodoState, StoredCheckout, StoredPayment, StoredSubscription } from "./state.ts";

const DAY_MS = 86_400_000;

/** What is set at the vendor's dashboard and can not be read through its API, and where its own pages disagree. */
export interface BusinessSettings {
  /** How long a renewal may stay unpaid before it has consequences. 0, as at the vendor: none, it is on hold at once. */
  readonly graceDays?: number | undefined;
  readonly afterGrace?: "on_hold" | "cancelled" | undefined;
  /** What a subscription is that ran out after it was cancelled. */
  readonly endsAs?: "cancelled" | "expired" | undefined;
  /** `subscription.cancelled` comes when the end is scheduled, too. */
  readonly announcesCancellation?: boolean | undefined;
  /** Whether a prorated change begins a new period. */
  readonly changeMovesBillingDate?: boolean | undefined;
}

export interface LifecycleOptions {
  readonly state: DodoState;
  readonly productOf: (id: string) => Product;
  readonly publish: Publish;
  readonly settings: BusinessSettings;
}

/** What becomes of a subscription, by a person, by the API, or as time passes. */
export function createLifecycle({ clock, store, agenda }: EmulatorKit, options: LifecycleOptions) {
  const { state, productOf, publish, settings } = options;
  const { subscriptions, payments } = state;
  const { graceDays = 0, afterGrace = "on_hold", endsAs = "cancelled" } = settings;

  agenda.add({
    nextAt() {
      const moments = subscriptions.list().flatMap((one) => dueAt(one) ?? []);
      return moments.length === 0 ? undefined : new Date(Math.min(...moments));
    },
    async run() {
      const nowMs = clock.now().getTime();
      // One step each, in order of time: what is due after that is looked at again.
      const due = subscriptions
        .list()
        .flatMap((one) => ({ one, at: dueAt(one) ?? Infinity }))
        .filter(({ at }) => at <= nowMs)
        .toSorted((a, b) => a.at - b.at);
      for (const { one, at } of due) store.change(() => step(one, new Date(at)));
    },
  });

  function step(one: StoredSubscription, at: Date): void {
    if (one.status === "past_due") return graceIsOver(one, at);
    if (one.cancelAtNextBilling) return ended(one, at);
    renew(one, at);
  }

  /** Keeps it as it is now, and tells of it: the special event where there is one, and always that something changed. */
  function keep(one: StoredSubscription, event?: SubscriptionEvent): StoredSubscription {
    subscriptions.put(one.id, one);
    if (event !== undefined) publish(event, one);
    publish("subscription.updated", one);
    return one;
  }

  function charge(one: StoredSubscription, at: Date, { when, amount, checkoutId = null }: Charge): StoredPayment {
    const product = productOf(one.productId);
    const passes = charges(one.card, when) && !one.failsNext;
    const payment: StoredPayment = {
      id: newId("pay"),
      customerId: one.customerId,
      subscriptionId: one.id,
      checkoutId,
      productId: one.productId,
      quantity: one.quantity,
      amount: amount ?? product.amount * one.quantity,
      currency: product.currency,
      status: passes ? "succeeded" : "failed",
      cardLastFour: one.card.slice(-4),
      errorCode: passes ? null : declineCode(one.card),
      metadata: one.metadata,
      createdAt: at.toISOString(),
    };
    payments.put(payment.id, payment);
    publish(passes ? "payment.succeeded" : "payment.failed", payment);
    return payment;
  }

  function nextPeriod(one: StoredSubscription, at: Date): StoredSubscription {
    const { interval } = productOf(one.productId);
    const cycle = one.cycle + 1;
    const nextBilling = after(new Date(one.anchor), interval, cycle).toISOString();
    return { ...one, cycle, previousBilling: at.toISOString(), nextBilling };
  }

  function renew(before: StoredSubscription, at: Date): void {
    const one = before.scheduledChange === null ? before : scheduledChangeOf(before, at);
    const payment = charge(one, at, { when: "later" });
    if (payment.status === "succeeded") {
      keep(nextPeriod({ ...one, failsNext: false, status: "active" }, at), "subscription.renewed");
    } else if (graceDays > 0) {
      const pastDueEndsAt = new Date(at.getTime() + graceDays * DAY_MS).toISOString();
      keep({ ...one, failsNext: false, status: "past_due", pastDueEndsAt }, "subscription.past_due");
    } else {
      keep({ ...one, failsNext: false, status: "on_hold" }, "subscription.on_hold");
    }
  }

  function scheduledChangeOf(one: StoredSubscription, at: Date): StoredSubscription {
    const { productId = one.productId, quantity = one.quantity } = one.scheduledChange ?? {};
    const changed = { ...one, productId, quantity, scheduledChange: null, anchor: at.toISOString(), cycle: 0 };
    subscriptions.put(changed.id, changed);
    publish("subscription.plan_changed", changed);
    return changed;
  }

  function graceIsOver(one: StoredSubscription, at: Date): void {
    const isCancelled = afterGrace === "cancelled";
    const cancelledAt = isCancelled ? at.toISOString() : one.cancelledAt;
    keep({ ...one, status: afterGrace, cancelledAt, pastDueEndsAt: null }, `subscription.${afterGrace}`);
  }

  function ended(one: StoredSubscription, at: Date): void {
    keep({ ...one, status: endsAs, cancelledAt: at.toISOString() }, `subscription.${endsAs}`);
  }

  const lifecycle = {
    /** A person pays at a checkout, or tries to. The answer says how it went. */
    start(checkout: StoredCheckout, customerId: string, card: string): StoredPayment {
      const now = clock.now();
      const product = productOf(checkout.productId);
      const trialEnd = new Date(now.getTime() + checkout.trialDays * DAY_MS);
      const isTrial = checkout.trialDays > 0;
      const pending: StoredSubscription = {
        id: newId("sub"),
        customerId,
        productId: checkout.productId,
        quantity: checkout.quantity,
        status: "pending",
        metadata: checkout.metadata,
        card,
        trialDays: checkout.trialDays,
        anchor: (isTrial ? trialEnd : now).toISOString(),
        cycle: isTrial ? 0 : 1,
        previousBilling: now.toISOString(),
        nextBilling: (isTrial ? trialEnd : after(now, product.interval, 1)).toISOString(),
        cancelAtNextBilling: false,
        cancelledAt: null,
        pausedAt: null,
        pastDueEndsAt: null,
        scheduledChange: null,
        failsNext: false,
        createdAt: now.toISOString(),
      };
      const payment = charge(pending, now, {
        when: "first",
        checkoutId: checkout.id,
        ...(isTrial && { amount: 0 }),
      });
      const outcome = payment.status === "succeeded" ? "active" : "failed";
      keep({ ...pending, status: outcome }, `subscription.${outcome}`);
      return payment;
    },

    /** The customer pays what is due, with this card from now on. */
    settle(one: StoredSubscription, card: string): StoredSubscription {
      const at = clock.now();
      const withCard = keep({ ...one, card, failsNext: false }, "subscription.update_payment_method");
      if (one.status !== "past_due" && one.status !== "on_hold") return withCard;
      // Paying what is due is a renewal that comes late, so a card that is good for the first time only is not enough.
      if (charge(withCard, at, { when: "later" }).status === "failed") return withCard;
      const paid = nextPeriod({ ...withCard, status: "active", pastDueEndsAt: null }, new Date(one.nextBilling));
      return keep(paid, "subscription.active");
    },

    /** Now, instead of when the period ends. */
    renewNow(one: StoredSubscription): void {
      const at = clock.now();
      // The period begins today, so it is counted from today.
      step({ ...one, anchor: at.toISOString(), cycle: 0, nextBilling: at.toISOString() }, at);
    },

    cancelNow: (one: StoredSubscription) =>
      keep({ ...one, status: "cancelled", cancelledAt: clock.now().toISOString() }, "subscription.cancelled"),

    scheduleEnd: (one: StoredSubscription, cancelAtNextBilling: boolean) =>
      keep(
        { ...one, cancelAtNextBilling },
        settings.announcesCancellation && cancelAtNextBilling ? "subscription.cancelled" : undefined,
      ),

    pause: (one: StoredSubscription) =>
      keep({ ...one, status: "paused", pausedAt: clock.now().toISOString() }, "subscription.paused"),

    /** The clock stood still meanwhile: what was left of the period is left of it again. */
    resume(one: StoredSubscription): StoredSubscription {
      const pausedMs = clock.now().getTime() - Date.parse(one.pausedAt ?? clock.now().toISOString());
      const nextBilling = new Date(Date.parse(one.nextBilling) + pausedMs).toISOString();
      const resumed = { ...one, status: "active" as const, pausedAt: null, anchor: nextBilling, cycle: 0, nextBilling };
      return keep(resumed, "subscription.unpaused");
    },

    moveBilling: (one: StoredSubscription, nextBilling: string) =>
      keep({ ...one, nextBilling, anchor: nextBilling, cycle: 0 }),

    /** @returns the payment of the difference; `undefined` when there was nothing to pay. */
    change(one: StoredSubscription, wish: PlanChange): StoredPayment | undefined {
      const at = clock.now();
      const { productId, quantity, amount, startsPeriod, keepsOnFailure } = wish;
      const changed = { ...one, productId, quantity };
      const payment = amount > 0 ? charge(changed, at, { when: "later", amount }) : undefined;
      if (payment?.status === "failed") {
        if (keepsOnFailure) keep({ ...one, failsNext: false });
        else keep({ ...changed, failsNext: false, status: "on_hold" }, "subscription.on_hold");
        return payment;
      }
      const moved = startsPeriod ? nextPeriod({ ...changed, anchor: at.toISOString(), cycle: 0 }, at) : changed;
      keep(moved, "subscription.plan_changed");
      return payment;
    },

    schedule: (one: StoredSubscription, scheduledChange: StoredSubscription["scheduledChange"]) =>
      keep({ ...one, scheduledChange }),

    metadata: (one: StoredSubscription, metadata: StoredSubscription["metadata"]) => keep({ ...one, metadata }),

    failNext: (one: StoredSubscription) => subscriptions.put(one.id, { ...one, failsNext: true }),
  };
  return lifecycle;
}
export type Lifecycle = ReturnType<typeof createLifecycle>;

interface Charge {
  readonly when: "first" | "later";
  /** Absent: the whole price. */
  readonly amount?: number;
  readonly checkoutId?: string | null;
}

export interface PlanChange {
  readonly productId: string;
  readonly quantity: number;
  /** What is paid at once. */
  readonly amount: number;
  readonly startsPeriod: boolean;
  /** A payment that fails leaves everything as it was. */
  readonly keepsOnFailure: boolean;
}

/** When time does something to it; `undefined` when only somebody can. */
function dueAt({ status, nextBilling, pastDueEndsAt }: StoredSubscription): number | undefined {
  if (status === "active") return Date.parse(nextBilling);
  return status === "past_due" && pastDueEndsAt !== null ? Date.parse(pastDueEndsAt) : undefined;
}
