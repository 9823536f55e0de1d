import { z } from "zod";
import type { BillingInterval } from "../../catalogue.ts";
import { BillingError, type BillingErrorCode } from "../../errors.ts";
import type { BillingSignal, SubscriptionSnapshot } from "../../port.ts";

/** What we put into the vendor's metadata, and read back from there. */
export const TENANT = "tenant_id";
export const PLAN = "plan_key";
export const OPERATION = "operation_key";

const HALF_A_DAY_MS = 12 * 60 * 60 * 1_000;

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((given) => given ?? {});
const Interval = z.object({ payment_frequency_interval: z.string(), payment_frequency_count: z.number() });

/** The SDK hands on whatever came: this is what we need of it. Statuses stay open, since the vendor adds some (2.49.0). */
const Subscription = Interval.extend({
  subscription_id: z.string().min(1),
  product_id: z.string(),
  customer: z.object({ customer_id: z.string() }),
  metadata: Metadata,
  status: z.string(),
  created_at: Moment,
  previous_billing_date: Moment,
  next_billing_date: Moment,
  cancel_at_next_billing_date: z.boolean(),
  cancelled_at: Moment.nullish(),
  expires_at: Moment.nullish(),
  trial_period_days: z.number().nullish(),
});
export type WireSubscription = z.infer<typeof Subscription>;

/** @throws BillingError `billing.unavailable`: a proxy's page, or half of an answer. The next one may be whole. */
export function readSubscription(answer: unknown): WireSubscription {
  const read = Subscription.safeParse(answer);
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map(({ path }) => path.join(".")))].join(", ");
  throw new BillingError("billing.unavailable", `the vendor's subscription can't be read: ${fields}`);
}

/**
 * @param planKey of the product that it is for.
 * @param now tells only which of two dates an unpaid renewal was due at.
 */
export function toSnapshot(one: WireSubscription, { planKey, now }: { planKey: string; now: Date }) {
  const tenantId = one.metadata[TENANT];
  const facts = {
    ref: one.subscription_id,
    customerRef: one.customer.customer_id,
    ...(typeof tenantId === "string" && { tenantId }),
    planKey,
    interval: intervalOf(one),
    currentPeriodStart: one.previous_billing_date,
    currentPeriodEnd: one.next_billing_date,
    cancelAtPeriodEnd: one.cancel_at_next_billing_date,
  };
  return { ...facts, ...statusOf(one, now) } satisfies SubscriptionSnapshot;
}

function statusOf(one: WireSubscription, now: Date) {
  const { next_billing_date: next, previous_billing_date: previous } = one;
  switch (one.status) {
    case "active":
      // The vendor has no word for a trial, and its end can be moved: it lasts until something is charged.
      return isTrial(one) ? ({ status: "trialing", trialEndsAt: next } as const) : ({ status: "active" } as const);
    case "past_due":
      return { status: "past_due", pastDueSince: next <= now ? next : previous } as const;
    case "pending":
      return { status: "incomplete" } as const;
    case "on_hold":
      return { status: "unpaid" } as const;
    case "paused":
      return { status: "paused" } as const;
    case "cancelled":
      return { status: "ended", endedAt: one.cancelled_at ?? next } as const;
    case "expired":
      return { status: "ended", endedAt: earliest(one.expires_at ?? next, next) } as const;
    case "failed":
      return { status: "ended", endedAt: one.created_at } as const;
    default:
      return { status: "unknown" } as const;
  }
}

function isTrial({ trial_period_days: days, previous_billing_date: previous, created_at: created }: WireSubscription) {
  return (days ?? 0) > 0 && previous.getTime() - created.getTime() < HALF_A_DAY_MS;
}

const earliest = (...moments: readonly Date[]) => new Date(Math.min(...moments.map(Number)));

/** A year may be written as twelve months. */
export function intervalOf(given: z.infer<typeof Interval>): BillingInterval {
  const months = given.payment_frequency_interval === "Year" ? 12 : 1;
  return months * given.payment_frequency_count >= 12 ? "year" : "month";
}

/** @throws BillingError `billing.unavailable`, as above. */
export function readList(answer: unknown): readonly unknown[] {
  const read = z.object({ items: z.array(z.unknown()) }).safeParse(answer);
  if (read.success) return read.data.items;
  throw new BillingError("billing.unavailable", "the vendor's list can't be read");
}

const Product = z.object({ product_id: z.string(), metadata: Metadata });
const Price = Interval.extend({ type: z.literal("recurring_price") });
const ListedProduct = Product.extend({ price_detail: z.unknown(), created_at: Moment });

/** Which plan a product is a price of; `undefined` when it is none of ours. */
export function planOf(answer: unknown): string | undefined {
  const plan = Product.safeParse(answer).data?.metadata[PLAN];
  return typeof plan === "string" ? plan : undefined;
}

/** Of the vendor's products the one that sells the plan by that interval; of several the newest, as prices change. */
export function findPrice(items: readonly unknown[], planKey: string, interval: BillingInterval): string | undefined {
  const offers = items.flatMap((item) => {
    const product = ListedProduct.safeParse(item).data;
    const price = Price.safeParse(product?.price_detail).data;
    const isIt = product?.metadata[PLAN] === planKey && price !== undefined && intervalOf(price) === interval;
    return isIt ? [product] : [];
  });
  return offers.toSorted((a, b) => b.created_at.getTime() - a.created_at.getTime())[0]?.product_id;
}

const Refs = z.object({
  subscription_id: z.string().nullish(),
  subscription_ids: z.array(z.string()).nullish(),
});
const Delivery = z.object({
  type: z.string(),
  data: Refs.extend({ past_due_ends_at: Moment.nullish().catch(null) }).catch({}),
});

/**
 * What a genuine delivery is about. Everything that names a subscription is a reason to look at it, whatever the type:
 * `data` is how things were when it was sent, and neither type nor time of it put deliveries into an order.
 * @throws BillingError `billing.invalid_delivery`.
 */
export function toSignals(payload: unknown): readonly BillingSignal[] {
  const read = Delivery.safeParse(payload);
  if (!read.success) throw new BillingError("billing.invalid_delivery", "the delivery is genuine but says nothing");
  const { data } = read.data;
  const { past_due_ends_at: graceEndsAt, subscription_id: ref } = data;
  const pokes = refsOf(data).map((one) => ({ type: "subscription_poke", ref: one }) as const);
  if (!graceEndsAt || !ref) return pokes;
  return [...pokes, { type: "grace_deadline", ref, graceEndsAt }];
}

/** Of one payment for several subscriptions the single id is null, and the list has them (2.52.0). */
export function refsOf(answer: unknown): readonly string[] {
  const { subscription_id: one, subscription_ids: several } = Refs.safeParse(answer).data ?? {};
  return [...new Set([one ?? [], several ?? []].flat())].filter((ref) => ref !== "");
}

/** The vendor's codes that mean something to whoever buys (docs.dodopayments.com/api-reference/error-codes, 2026-11-21). */
const MEANING: Readonly<Record<string, BillingErrorCode>> = {
  PRODUCT_NOT_FOUND: "billing.plan_not_sold",
  PRODUCT_ARCHIVED: "billing.plan_not_sold",
  CUSTOMER_HAS_EXISTING_SUBSCRIPTION: "billing.already_subscribed",
};

/** Answers that another attempt may turn into a good one. */
const PASSING = new Set([408, 409, 425, 429]);

/**
 * Whatever a call to the SDK threw, in our words. Without a status there was no answer: nobody knows whether the vendor
 * has acted, and the caller has to look.
 */
export function toError(error: unknown): BillingError {
  if (error instanceof BillingError) return error;
  const { status, code } = readFailure(error);
  const said = code === undefined ? "" : ` ${code}`;
  // The vendor's own message may quote the customer, so it stays out, and so does the error that carries it.
  return new BillingError(codeFor(status, code), `the vendor answered ${status ?? "nothing"}${said}`);
}

function codeFor(status: number | undefined, code: string | undefined): BillingErrorCode {
  if (status === undefined || status >= 500 || PASSING.has(status)) return "billing.unavailable";
  if (status === 401 || status === 403) return "billing.misconfigured";
  if (code !== undefined && Object.hasOwn(MEANING, code)) return MEANING[code] ?? "billing.refused";
  return status === 404 ? "billing.not_found" : "billing.refused";
}

const Thrown = z.object({
  status: z.number().optional().catch(undefined),
  error: z.object({ code: z.string() }).optional().catch(undefined),
});

/** Only what looks like a code of theirs: it goes into our logs. */
function readFailure(thrown: unknown): { readonly status: number | undefined; readonly code: string | undefined } {
  const { status, error: body } = Thrown.safeParse(thrown).data ?? {};
  const code = body?.code ?? "";
  return { status, code: /^[A-Z0-9_]{1,80}$/.test(code) ? code : undefined };
}
