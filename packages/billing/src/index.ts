export {
  defaultPlan,
  findPlan,
  plans,
  type BillingInterval,
  type CountedLimit,
  type Limit,
  type Meter,
  type Money,
  type Plan,
  type PlanKey,
  type PlanLimits,
} from "./catalogue.ts";
export { billingConfig, billingFaults, type BillingConfig } from "./config.ts";
export { access, defaultGracePolicy, type Access, type GracePolicy } from "./domain/subscription.ts";
export { BillingError, type BillingErrorCode } from "./errors.ts";
export { billingEvents, type BillingEvent, type BillingEventType } from "./events.ts";
export { applyDeliveryJob, refreshJob, sweepJob, type BillingAttempt } from "./jobs.ts";
export type { BillingNeeds } from "./needs.ts";
export type {
  BillingCapabilities,
  BillingProvider,
  BillingSignal,
  Checkout,
  CheckoutOptions,
  CheckoutRequest,
  CheckoutState,
  SubscriptionSnapshot,
  SubscriptionStatus,
  VerifiedDelivery,
} from "./port.ts";
export { createBilling, type Billing, type LimitState, type Overview } from "./service.ts";
