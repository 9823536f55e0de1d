import DodoPayments from "dodopayments";
import { BillingError } from "../../errors.ts";
import type { BillingProvider, SubscriptionSnapshot } from "../../port.ts";
import { createPriceList } from "./price-list.ts";
import { OPERATION, PLAN, readSubscription, refsOf, TENANT, toError, toSignals, toSnapshot } from "./translate.ts";

export interface DodoBillingOptions {
  /** With the right to read and write. */
  readonly apiKey: string;
  /** `whsec_…`: what the vendor signs its webhooks with. */
  readonly webhookKey: string;
  /** Always said: left to itself the SDK takes real money (https://live.dodopayments.com). */
  readonly baseUrl: string;
  /** For one call of ours in all, 8_000 when absent: the SDK's own limit ends when an answer begins. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

/** How long a person may take to pay (docs.dodopayments.com/developer-resources/checkout-session, 2026-11-21). */
const CHECKOUT_MS = 24 * 60 * 60 * 1_000;
/** Anything else is no id of the vendor's, and an empty one would ask for the list. */
const REF = /^[\w-]{1,128}$/;

/** Subscriptions through Dodo Payments. Options arrive validated; the environment that the SDK would read is not asked. */
export function dodoBilling(options: DodoBillingOptions): BillingProvider {
  const { apiKey, webhookKey, baseUrl, timeoutMs = 8_000, now = () => new Date() } = options;
  const client = new DodoPayments({
    bearerToken: apiKey,
    webhookKey,
    baseURL: baseUrl.replace(/\/+$/, ""),
    timeout: timeoutMs,
    // It would repeat charges too, with nothing that ties the attempts together. Whoever calls us knows what may be.
    maxRetries: 0,
    // At `debug`, which a variable can switch on, it prints what customers are called.
    logLevel: "off",
  });
  const prices = createPriceList(client, now);

  /** One deadline over everything that a call of ours asks the vendor, and the vendor's failures in our words. */
  async function ask<Answer>(signal: AbortSignal | undefined, work: (within: AbortSignal) => Promise<Answer>) {
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      return await work(signal === undefined ? deadline : AbortSignal.any([signal, deadline]));
    } catch (error) {
      throw toError(error);
    }
  }

  async function snapshotOf(answer: unknown, signal: AbortSignal): Promise<SubscriptionSnapshot> {
    const subscription = readSubscription(answer);
    // A product that is none of ours stays itself, so that nobody is taken for a customer of another plan.
    const planKey = (await prices.planOf(subscription.product_id, signal)) ?? subscription.product_id;
    return toSnapshot(subscription, { planKey, now: now() });
  }

  const retrieve = (ref: string, signal: AbortSignal) =>
    find(ref, async () => snapshotOf(await client.subscriptions.retrieve(ref, { signal }), signal));

  return {
    vendor: "dodo",
    // No header of the SDK's reaches the vendor, and none of its operations takes one: a repeat is a second checkout.
    capabilities: { sells: true, idempotentCheckout: false, seller: "merchant_of_record" },

    createCheckout: (request, { operationKey, signal }) =>
      ask(signal, async (within) => {
        const { planKey, interval } = request;
        const productId = await prices.find(planKey, interval, within);
        if (productId === undefined) {
          throw new BillingError(
            "billing.plan_not_sold",
            `no product has ${PLAN} ${planKey} and is paid by the ${interval}`,
          );
        }
        const { session_id: ref, checkout_url: url } = await client.checkoutSessions.create(
          {
            product_cart: [{ product_id: productId, quantity: 1 }],
            customer: { email: request.customerEmail },
            // One person may own several workspaces: what one of them bought is no business of the other's.
            feature_flags: { always_create_new_customer: true },
            metadata: { [TENANT]: request.tenantId, [PLAN]: planKey, [OPERATION]: operationKey },
            return_url: request.returnUrl,
            cancel_url: request.cancelUrl,
          },
          { signal: within },
        );
        if (!ref || !url) throw new BillingError("billing.unavailable", "the vendor's checkout has no address");
        return { ref, url, expiresAt: new Date(now().getTime() + CHECKOUT_MS) };
      }),

    findCheckout: (ref, { signal } = {}) =>
      ask(signal, (within) =>
        find(ref, async () => {
          const checkout = await client.checkoutSessions.retrieve(ref, { signal: within });
          if (checkout.id !== ref) throw new BillingError("billing.unavailable", "the vendor's checkout can't be read");
          // It knows its payment, and the payment knows what was bought.
          const { payment_id: paymentId, payment_status: paid } = checkout;
          if (!paymentId || paid !== "succeeded") return {};
          const payment = await client.payments.retrieve(paymentId, { signal: within });
          if (payment.payment_id !== paymentId) {
            throw new BillingError("billing.unavailable", "the vendor's payment can't be read");
          }
          const [subscriptionRef] = refsOf(payment);
          return subscriptionRef === undefined ? {} : { subscriptionRef };
        }),
      ),

    findSubscription: (ref, { signal } = {}) => ask(signal, (within) => retrieve(ref, within)),

    cancelAtPeriodEnd: (ref, { signal } = {}) =>
      ask(signal, async (within) => {
        const before = await retrieve(ref, within);
        if (before === undefined) throw new BillingError("billing.not_found", "no such subscription");
        // The vendor refuses to cancel what has ended.
        if (before.status === "ended" || before.cancelAtPeriodEnd) return before;
        const answer = await client.subscriptions.update(
          ref,
          { cancel_at_next_billing_date: true, cancel_reason: "cancelled_by_customer" },
          { signal: within },
        );
        return snapshotOf(answer, within);
      }),

    async verifyWebhook(body, headers) {
      const id = headers.get("webhook-id") ?? "";
      const payload = unwrap(body, headers, id);
      return { deliveryId: id, sentAt: sentAt(headers), signals: toSignals(payload) };
    },
  };

  function unwrap(body: Uint8Array, headers: Headers, id: string): unknown {
    const signature = headers.get("webhook-signature") ?? "";
    const timestamp = headers.get("webhook-timestamp") ?? "";
    // Without headers the SDK believes everything; it can't read a `Headers`; and it takes `123abc` for a number.
    if (id === "" || signature === "" || !/^\d{1,12}$/.test(timestamp)) throw forged();
    const signed = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
    try {
      return client.webhooks.unwrap(TEXT.decode(body), { headers: signed, key: webhookKey });
    } catch (cause) {
      // The signature is looked at first, so what can't be parsed is genuine.
      if (!(cause instanceof SyntaxError)) throw forged(cause);
      throw new BillingError("billing.invalid_delivery", "the delivery is genuine but no JSON", { cause });
    }
  }
}

/** A read; `undefined` for what the vendor does not know. */
async function find<Answer>(ref: string, read: () => Promise<Answer>): Promise<Answer | undefined> {
  if (!REF.test(ref)) return undefined;
  return read().catch((error: unknown) => {
    if (toError(error).code === "billing.not_found") return undefined;
    throw error;
  });
}

/** The signature is over the bytes as they came, a byte order mark among them. */
const TEXT = new TextDecoder("utf-8", { ignoreBOM: true });

const sentAt = (headers: Headers) => new Date(Number(headers.get("webhook-timestamp")) * 1_000);

/** Which check failed is for nobody outside to know. */
const forged = (cause?: unknown) =>
  new BillingError("billing.invalid_signature", "the webhook's signature does not hold", { cause });
