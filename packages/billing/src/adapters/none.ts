import { BillingError } from "../errors.ts";
import type { BillingProvider } from "../port.ts";

/** Nothing is sold: there are no subscriptions, so everyone is on the default plan. */
export function noBilling(): BillingProvider {
  return {
    vendor: "none",
    capabilities: { sells: false, idempotentCheckout: false, seller: "nobody" },
    createCheckout: disabled,
    findCheckout: () => Promise.resolve(undefined),
    findSubscription: () => Promise.resolve(undefined),
    cancelAtPeriodEnd: disabled,
    verifyWebhook: disabled,
  };
}

function disabled(): Promise<never> {
  return Promise.reject(new BillingError("billing.disabled", "billing is switched off"));
}
