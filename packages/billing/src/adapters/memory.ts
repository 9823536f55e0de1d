import { randomBytes, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { BillingError } from "../errors.ts";
import type {
  BillingProvider,
  BillingSignal,
  CallOptions,
  Checkout,
  CheckoutRequest,
  SubscriptionSnapshot,
} from "../port.ts";
import { signWebhook, verifySignature } from "./standard-webhooks.ts";

/** The provider, and the levers that a customer and a vendor would pull. */
export interface MemoryBilling extends BillingProvider {
  /** The customer pays; answers the subscription's ref. @throws BillingError `billing.not_found`. */
  completeCheckout(checkoutRef: string): string;
  /** What checkouts were asked for, oldest first. */
  readonly requests: readonly CheckoutRequest[];
  /** The refs of the tenant's checkouts that nobody has paid, newest first. */
  openCheckouts(tenantId: string): readonly string[];
  /** Puts a subscription into any state, as a vendor's dashboard or failing card would. */
  setSubscription(snapshot: SubscriptionSnapshot): void;
  /** A signed delivery about the subscription, new at each call. */
  webhookFor(ref: string, fact?: { readonly graceEndsAt: Date }): { body: Uint8Array; headers: Headers };
}

export interface MemoryBillingOptions {
  readonly now?: () => Date;
}

/** Sells for play money and forgets everything when the process ends. */
export function memoryBilling({ now = () => new Date() }: MemoryBillingOptions = {}): MemoryBilling {
  const secret = randomBytes(24);
  const operations = new Map<string, { readonly request: CheckoutRequest; readonly checkout: Checkout }>();
  const subscriptions = new Map<string, SubscriptionSnapshot>();
  const paid = new Map<string, string>();
  const after = (days: number) => new Date(now().getTime() + days * 86_400_000);

  return {
    vendor: "memory",
    capabilities: { sells: true, idempotentCheckout: true, seller: "direct" },

    async createCheckout(request, { operationKey, signal }) {
      refuseAborted(signal);
      const earlier = operations.get(operationKey);
      if (earlier === undefined) {
        const ref = `checkout_${randomUUID()}`;
        const checkout = { ref, url: `https://checkout.invalid/${ref}`, expiresAt: after(1) };
        operations.set(operationKey, { request, checkout });
        return checkout;
      }
      if (isDeepStrictEqual(earlier.request, request)) return earlier.checkout;
      throw new BillingError("billing.idempotency_conflict", "the operation key was used for another checkout");
    },

    async findCheckout(ref, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      if (!isOpened(ref)) return undefined;
      const subscriptionRef = paid.get(ref);
      return subscriptionRef === undefined ? {} : { subscriptionRef };
    },

    async findSubscription(ref, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      return subscriptions.get(ref);
    },

    async cancelAtPeriodEnd(ref, { signal }: CallOptions = {}) {
      refuseAborted(signal);
      const stored = subscriptions.get(ref);
      if (stored === undefined) throw new BillingError("billing.not_found", "no such subscription");
      if (stored.status === "ended") return stored;
      const cancelled = { ...stored, cancelAtPeriodEnd: true };
      subscriptions.set(ref, cancelled);
      return cancelled;
    },

    async verifyWebhook(body, headers) {
      const { id, sentAt } = verifySignature(body, headers, { secret, now: now() });
      return { deliveryId: id, sentAt, signals: readSignals(body) };
    },

    completeCheckout(checkoutRef) {
      const sold = [...operations.values()].find(({ checkout }) => checkout.ref === checkoutRef);
      if (sold === undefined) throw new BillingError("billing.not_found", "no such checkout");
      const earlier = paid.get(checkoutRef);
      if (earlier !== undefined) return earlier;
      const ref = `subscription_${randomUUID()}`;
      paid.set(checkoutRef, ref);
      subscriptions.set(ref, {
        ref,
        customerRef: `customer_${randomUUID()}`,
        tenantId: sold.request.tenantId,
        planKey: sold.request.planKey,
        interval: sold.request.interval,
        status: "active",
        currentPeriodStart: now(),
        currentPeriodEnd: after(sold.request.interval === "month" ? 30 : 365),
        cancelAtPeriodEnd: false,
      });
      return ref;
    },

    get requests() {
      return [...operations.values()].map(({ request }) => request);
    },

    openCheckouts: (tenantId) =>
      [...operations.values()]
        .filter(({ request, checkout }) => request.tenantId === tenantId && !paid.has(checkout.ref))
        .map(({ checkout }) => checkout.ref)
        .toReversed(),

    setSubscription(snapshot) {
      subscriptions.set(snapshot.ref, snapshot);
    },

    webhookFor(ref, fact) {
      const body = new TextEncoder().encode(JSON.stringify({ type: "subscription.changed", ref, ...fact }));
      const timestampSeconds = Math.floor(now().getTime() / 1_000);
      return { body, headers: signWebhook(body, { id: `delivery_${randomUUID()}`, timestampSeconds, secret }) };
    },
  };

  function isOpened(ref: string): boolean {
    return [...operations.values()].some(({ checkout }) => checkout.ref === ref);
  }
}

const Delivery = z.object({ type: z.string(), ref: z.string().optional(), graceEndsAt: z.coerce.date().optional() });

function readSignals(body: Uint8Array): readonly BillingSignal[] {
  const { type, ref, graceEndsAt } = parseDelivery(body);
  if (type !== "subscription.changed" || ref === undefined) return [];
  const poke = { type: "subscription_poke", ref } as const;
  return graceEndsAt === undefined ? [poke] : [poke, { type: "grace_deadline", ref, graceEndsAt }];
}

function parseDelivery(body: Uint8Array): z.infer<typeof Delivery> {
  try {
    return Delivery.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw new BillingError("billing.invalid_delivery", "the delivery is genuine but unreadable", { cause });
  }
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new BillingError("billing.unavailable", "the call was given up", { cause: signal.reason });
  }
}
