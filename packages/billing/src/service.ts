import { defaultPlan, findPlan, type BillingInterval, type Plan } from "./catalogue.ts";
import { access, defaultGracePolicy, type GracePolicy } from "./domain/subscription.ts";
import { BillingError } from "./errors.ts";
import type { BillingNeeds } from "./needs.ts";
import type { BillingProvider, Checkout, SubscriptionSnapshot } from "./port.ts";

export interface StartCheckout {
  readonly planKey: string;
  readonly interval: BillingInterval;
  readonly customerEmail: string;
  /** Absolute, and on our own origin: the route sees to it. */
  readonly returnUrl: string;
  /** The same on each retry of the same intent, such as the request's `Idempotency-Key`. */
  readonly operationKey: string;
}

export type Billing = ReturnType<typeof createBilling>;

export function createBilling(
  provider: BillingProvider,
  needs: BillingNeeds,
  policy: GracePolicy = defaultGracePolicy,
) {
  return {
    capabilities: provider.capabilities,

    /**
     * What the tenant may use now: the plan that it pays for, and the default plan without a subscription, after one
     * has ended, and while one is suspended.
     * @throws BillingError `billing.unknown_plan` when a live subscription is for a plan that the catalogue lacks:
     *   a paying customer is not moved to the free plan in silence. `billing.unavailable` when the provider is down.
     */
    async planOf(tenantId: string): Promise<Plan> {
      const subscription = await subscriptionOf(tenantId);
      const granted = access(subscription, policy, needs.now());
      if (subscription === undefined || granted === "none" || granted === "suspended") return defaultPlan;
      const plan = findPlan(subscription.planKey);
      if (plan === undefined) {
        throw new BillingError("billing.unknown_plan", `no plan ${subscription.planKey} in the catalogue`);
      }
      return plan;
    },

    /** @throws BillingError `billing.plan_not_sold` for an unknown or a free plan, and what `createCheckout` throws. */
    async startCheckout(tenantId: string, { operationKey, ...purchase }: StartCheckout): Promise<Checkout> {
      const plan = findPlan(purchase.planKey);
      if (plan === undefined || plan.prices[purchase.interval].amountMinor === 0) {
        throw new BillingError("billing.plan_not_sold", `plan ${purchase.planKey} is not for sale`);
      }
      const { idempotentCheckout: idempotent } = provider.capabilities;
      return needs.guard({ dependency: "billing", operation: "create_checkout", idempotent }, (signal) =>
        provider.createCheckout({ ...purchase, tenantId }, { operationKey, signal }),
      );
    },

    /**
     * Ends the tenant's subscription when the paid period does. Repeating it changes nothing.
     * @throws BillingError `billing.not_found` when the tenant has no subscription, and what the provider throws.
     */
    async cancelAtPeriodEnd(tenantId: string): Promise<SubscriptionSnapshot> {
      const subscription = await subscriptionOf(tenantId);
      if (subscription === undefined) throw new BillingError("billing.not_found", "the tenant has no subscription");
      return needs.guard({ dependency: "billing", operation: "cancel", idempotent: true }, (signal) =>
        provider.cancelAtPeriodEnd(subscription.ref, { signal }),
      );
    },
  };

  async function subscriptionOf(tenantId: string): Promise<SubscriptionSnapshot | undefined> {
    const ref = await needs.findSubscriptionRef(tenantId);
    if (ref === undefined) return undefined;
    const snapshot = await needs.guard(
      { dependency: "billing", operation: "find_subscription", idempotent: true },
      (signal) => provider.findSubscription(ref, { signal }),
    );
    // A ref that was stored for the wrong tenant must not show or cancel another tenant's subscription.
    return snapshot?.tenantId === undefined || snapshot.tenantId === tenantId ? snapshot : undefined;
  }
}
