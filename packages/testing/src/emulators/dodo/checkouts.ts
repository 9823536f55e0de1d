import { z } from "zod";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { invalid } from "./access.ts";
import { notEmulated, notFound, ok, refuse } from "./answers.ts";
import type { Product } from "./catalogue.ts";
import { addCustomer, Metadata, WebAddress } from "./customers.ts";
import { newId } from "./ids.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { DodoState, StoredCheckout, StoredPayment } from "./state.ts";

/** docs.dodopayments.com/developer-resources/checkout-session, read 2026-11-21. */
const OPEN_MS = 24 * 60 * 60 * 1_000;

const Create = z.object({
  product_cart: z.array(z.object({ product_id: z.string(), quantity: z.int().min(1) })),
  customer: z
    .union([z.object({ customer_id: z.string() }), z.object({ email: z.email(), name: z.string().nullish() })])
    .nullish(),
  metadata: Metadata.nullish(),
  return_url: WebAddress.nullish(),
  cancel_url: WebAddress.nullish(),
  feature_flags: z.object({ always_create_new_customer: z.boolean().optional() }).nullish(),
  subscription_data: z
    .object({ trial_period_days: z.int().min(0).nullish(), on_demand: z.null().optional() })
    .nullish(),
});
/** Words of the vendor's that change what a checkout does, so that it would be wrong to overlook them. */
const UNKNOWN = ["confirm", "payment_method_id", "discount_code", "discount_codes", "product_collection_id"];
const LIVE = new Set(["active", "past_due", "on_hold", "paused"]);

interface CheckoutOptions {
  readonly state: DodoState;
  readonly products: ReadonlyMap<string, Product>;
  readonly lifecycle: Lifecycle;
}

export function createCheckouts({ clock, store }: EmulatorKit, { state, products, lifecycle }: CheckoutOptions) {
  const { checkouts, customers, payments, subscriptions } = state;

  function open(body: unknown, host: string) {
    const given = Create.safeParse(body);
    if (!given.success) return invalid(given.error);
    const asked = z.record(z.string(), z.unknown()).parse(body);
    const unknown = UNKNOWN.find((name) => asked[name] !== undefined && asked[name] !== null && asked[name] !== false);
    if (unknown !== undefined) return notEmulated(`A checkout with ${unknown}`);
    const [item, ...others] = given.data.product_cart;
    if (item === undefined || others.length > 0) return notEmulated("A checkout of anything but one product");
    const product = products.get(item.product_id);
    if (product === undefined) return refuse(422, "PRODUCT_NOT_FOUND", `Product ${item.product_id} does not exist`);

    const { customer, metadata, return_url: returnUrl = null, cancel_url: cancelUrl = null } = given.data;
    const customerId = customer && "customer_id" in customer ? customer.customer_id : null;
    if (customerId !== null && customers.find(customerId) === undefined) {
      return refuse(422, "CUSTOMER_NOT_FOUND", "Customer does not exist");
    }
    if (
      customerId !== null &&
      subscriptions.list().some((one) => one.customerId === customerId && LIVE.has(one.status))
    )
      return refuse(422, "CUSTOMER_HAS_EXISTING_SUBSCRIPTION", "The customer has a subscription already");
    const now = clock.now();
    const checkout: StoredCheckout = {
      id: newId("cks"),
      productId: product.id,
      quantity: item.quantity,
      customerId,
      email: customer && "email" in customer ? customer.email : null,
      name: customer && "email" in customer ? (customer.name ?? null) : null,
      alwaysNew: given.data.feature_flags?.always_create_new_customer ?? false,
      metadata: metadata ?? {},
      returnUrl,
      cancelUrl,
      trialDays: given.data.subscription_data?.trial_period_days ?? product.trialDays,
      paymentId: null,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + OPEN_MS).toISOString(),
    };
    store.change(() => checkouts.put(checkout.id, checkout));
    return ok({ session_id: checkout.id, checkout_url: `http://${host}/checkout/${checkout.id}` });
  }

  function show(checkout: StoredCheckout) {
    const payment = payments.find(checkout.paymentId ?? "");
    const customer = customers.find(payment?.customerId ?? checkout.customerId ?? "");
    return {
      id: checkout.id,
      created_at: checkout.createdAt,
      customer_email: customer?.email ?? checkout.email,
      customer_name: customer?.name ?? checkout.name,
      payment_id: checkout.paymentId,
      payment_status: payment?.status ?? null,
    };
  }

  return {
    routes: {
      "POST /checkouts": ({ body, headers }) => open(body, headers.get("host") ?? "localhost"),
      "GET /checkouts/:id": ({ params }) => {
        const found = checkouts.find(params["id"] ?? "");
        return found === undefined ? notFound("Checkout") : ok(show(found));
      },
    } satisfies Vendor["routes"],

    /** Where a checkout stands for whoever comes to it. */
    standingOf(checkout: StoredCheckout): "open" | "paid" | "expired" {
      if (payments.find(checkout.paymentId ?? "")?.status === "succeeded") return "paid";
      return clock.now() < new Date(checkout.expiresAt) ? "open" : "expired";
    },

    /** A person pays, or tries to; `who` is what they typed. Paid once it stays paid: the first payment is the answer. */
    pay(checkout: StoredCheckout, card: string, who: { readonly email?: string; readonly name?: string } = {}) {
      const earlier = payments.find(checkout.paymentId ?? "");
      if (earlier?.status === "succeeded") return earlier;
      return store.change((): StoredPayment => {
        const email = who.email || checkout.email || "customer@example.com";
        const known = checkout.alwaysNew ? undefined : customers.list().find((one) => one.email === email);
        const customerId =
          checkout.customerId ??
          known?.id ??
          addCustomer(state, {
            email,
            name: who.name || checkout.name || email,
            phone: null,
            metadata: {},
            createdAt: clock.now().toISOString(),
          }).id;
        const payment = lifecycle.start(checkout, customerId, card);
        checkouts.put(checkout.id, { ...checkout, customerId, paymentId: payment.id });
        return payment;
      });
    },
  };
}
export type Checkouts = ReturnType<typeof createCheckouts>;
