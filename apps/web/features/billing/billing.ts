import type { BillingInterval, Limit, Plan } from "@ninefold/billing/catalogue";
import { COUNTED, METERS, plans } from "@ninefold/billing/catalogue";
import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

/** Plan, subscription, usage and limits of a workspace, as the API tells them. */
export type Billing = InferResponseType<Api["v1"]["workspaces"][":workspaceId"]["billing"]["$get"], 200>;
export type Subscription = NonNullable<Billing["subscription"]>;
export type SubscriptionStatus = Subscription["status"];
export type LimitName = Limit;
export type PlanKey = (typeof plans)[number]["key"];
export type SoldPlanKey = Exclude<PlanKey, "free">;
export type Interval = BillingInterval;
export type CataloguePlan = Plan & { readonly key: PlanKey };

export const PLANS: readonly CataloguePlan[] = plans;
export const LIMIT_NAMES: readonly LimitName[] = [...COUNTED, ...METERS];

export function billingPath(slug: string): string {
  return `/w/${encodeURIComponent(slug)}/billing`;
}
