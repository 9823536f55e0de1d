import type { Product } from "./catalogue.ts";
import { after } from "./periods.ts";
import type { DodoState, StoredCustomer, StoredPayment, StoredSubscription } from "./state.ts";

export const BUSINESS = "bus_local";
const BRAND = "brd_local";
/** The vendor asks the customer for it; here nobody is asked. */
const BILLING = { country: "US", city: null, state: null, street: null, zipcode: null } as const;
/** Nothing that is sold here ends by itself within a test. */
const TERM_YEARS = 10;
/** Products have been there since before anything else. */
const EPOCH = "2025-01-01T00:00:00.000Z";

/** Records in the vendor's words (dodopayments 2.52.0, API description 1.113.0). */
export function createViews(state: DodoState, products: ReadonlyMap<string, Product>) {
  const productOf = (id: string): Product => {
    const product = products.get(id);
    if (product === undefined) return { ...GONE, id };
    return product;
  };

  function customerInBrief(id: string) {
    const found = state.customers.find(id);
    return {
      customer_id: id,
      email: found?.email ?? "",
      name: found?.name ?? "",
      metadata: found?.metadata ?? {},
      phone_number: found?.phone ?? null,
    };
  }

  function subscriptionInList(one: StoredSubscription) {
    const product = productOf(one.productId);
    const change = one.scheduledChange;
    return {
      subscription_id: one.id,
      status: one.status,
      billing: BILLING,
      cancel_at_next_billing_date: one.cancelAtNextBilling,
      cancelled_at: one.cancelledAt,
      created_at: one.createdAt,
      currency: product.currency,
      customer: customerInBrief(one.customerId),
      customer_business_name: null,
      discount_cycles_remaining: null,
      discount_id: null,
      has_payment_method: true,
      metadata: one.metadata,
      next_billing_date: one.nextBilling,
      on_demand: false,
      paused_at: one.pausedAt,
      payment_frequency_count: 1,
      payment_frequency_interval: product.interval,
      payment_method_id: null,
      previous_billing_date: one.previousBilling,
      product_id: one.productId,
      quantity: one.quantity,
      recurring_pre_tax_amount: product.amount * one.quantity,
      scheduled_change: change && {
        id: change.id,
        addons: [],
        created_at: change.createdAt,
        effective_at: one.nextBilling,
        product_id: change.productId,
        product_name: productOf(change.productId).name,
        product_description: null,
        quantity: change.quantity,
      },
      subscription_period_count: TERM_YEARS,
      subscription_period_interval: "Year",
      tax_id: null,
      tax_inclusive: false,
      trial_amount: null,
      trial_period_days: one.trialDays,
    };
  }

  /** As a read has it: without the deadline of the grace period, which only webhooks tell. */
  function subscription(one: StoredSubscription) {
    return {
      ...subscriptionInList(one),
      addons: [],
      brand_id: BRAND,
      cancellation_comment: null,
      cancellation_feedback: null,
      credit_entitlement_cart: [],
      custom_field_responses: null,
      discounts: null,
      expires_at: after(new Date(one.createdAt), "Year", TERM_YEARS).toISOString(),
      meter_credit_entitlement_cart: [],
      meters: [],
    };
  }

  function paymentInList(one: StoredPayment) {
    return {
      payment_id: one.id,
      brand_id: BRAND,
      created_at: one.createdAt,
      currency: one.currency,
      customer: customerInBrief(one.customerId),
      digital_products_delivered: false,
      card_last_four: one.cardLastFour,
      card_network: "VISA",
      invoice_id: `inv_${one.id.slice("pay_".length)}`,
      invoice_url: null,
      is_multi_subscription: false,
      metadata: one.metadata,
      payment_method: "card",
      payment_method_type: "credit",
      payment_provider: "dodo",
      refund_status: null,
      status: one.status,
      subscription_id: one.subscriptionId,
      subscription_ids: [one.subscriptionId],
      total_amount: one.amount,
    };
  }

  function payment(one: StoredPayment) {
    return {
      ...paymentInList(one),
      business_id: BUSINESS,
      billing: BILLING,
      card_holder_name: null,
      card_issuing_country: "US",
      card_type: "CREDIT",
      checkout_session_id: one.checkoutId,
      custom_field_responses: null,
      discount_id: null,
      discounts: null,
      disputes: [],
      error_code: one.errorCode,
      error_message: one.errorCode === null ? null : "The payment was declined.",
      is_update_payment_method: false,
      payment_link: null,
      payment_method_id: null,
      product_cart: [{ product_id: one.productId, quantity: one.quantity }],
      refunds: [],
      retry_attempt: 0,
      settlement_amount: one.amount,
      settlement_currency: one.currency,
      settlement_tax: null,
      tax: null,
      updated_at: null,
    };
  }

  return {
    productOf,
    customer,
    subscription,
    subscriptionInList: (one: StoredSubscription) => ({
      ...subscriptionInList(one),
      discounts: [],
      product_name: productOf(one.productId).name,
    }),
    payment,
    paymentInList: (one: StoredPayment) => ({ ...paymentInList(one), dispute_status: null, has_license_key: false }),
    product: (product: Product) => ({
      ...productInCommon(product),
      addons: null,
      brand_id: BRAND,
      credit_entitlements: [],
      digital_product_delivery: null,
      license_key_activation_message: null,
      license_key_activations_limit: null,
      license_key_duration: null,
      license_key_enabled: false,
      price: priceOf(product),
      product_collection_id: null,
    }),
    productInList: (product: Product) => ({
      ...productInCommon(product),
      currency: product.currency,
      image: null,
      price: product.amount,
      price_detail: priceOf(product),
      tax_inclusive: false,
    }),
  };
}
export type Views = ReturnType<typeof createViews>;

/** A catalogue can lose a product that a stored subscription is still for. */
const GONE: Omit<Product, "id"> = {
  name: "A product that is sold no more",
  amount: 100,
  currency: "USD",
  interval: "Month",
  trialDays: 0,
  metadata: {},
};

function customer({ id, email, name, phone, metadata, createdAt }: StoredCustomer) {
  return {
    business_id: BUSINESS,
    customer_id: id,
    email,
    name,
    phone_number: phone,
    metadata,
    created_at: createdAt,
  };
}

function priceOf(product: Product) {
  return {
    type: "recurring_price",
    currency: product.currency,
    discount: 0,
    payment_frequency_count: 1,
    payment_frequency_interval: product.interval,
    price: product.amount,
    purchasing_power_parity: false,
    subscription_period_count: TERM_YEARS,
    subscription_period_interval: "Year",
    tax_inclusive: false,
    trial_amount: null,
    trial_period_days: product.trialDays,
  };
}

function productInCommon(product: Product) {
  return {
    product_id: product.id,
    business_id: BUSINESS,
    name: product.name,
    description: null,
    entitlements: [],
    is_recurring: true,
    metadata: product.metadata,
    pricing_mode: null,
    tax_category: "saas",
    created_at: EPOCH,
    updated_at: EPOCH,
  };
}
