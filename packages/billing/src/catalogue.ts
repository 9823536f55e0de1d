/**
 * What is sold, as data. The pricing page, checkout and quotas all read this one table; it holds nothing of a vendor,
 * so the web app may import it. A price change is a code change: it is reviewed and it has a date.
 */
export const plans = [
  {
    key: "free",
    name: "Free",
    prices: { month: { amountMinor: 0, currency: "USD" }, year: { amountMinor: 0, currency: "USD" } },
    limits: { members: 3, projects: 3, storageBytes: 100 * 1024 ** 2, requestsPerMonth: 10_000 },
  },
  {
    key: "pro",
    name: "Pro",
    prices: { month: { amountMinor: 1_900, currency: "USD" }, year: { amountMinor: 19_000, currency: "USD" } },
    limits: { members: 20, projects: 100, storageBytes: 20 * 1024 ** 3, requestsPerMonth: 500_000 },
  },
  {
    key: "business",
    name: "Business",
    prices: { month: { amountMinor: 7_900, currency: "USD" }, year: { amountMinor: 79_000, currency: "USD" } },
    limits: { members: null, projects: null, storageBytes: 500 * 1024 ** 3, requestsPerMonth: 10_000_000 },
  },
] as const satisfies readonly Plan[];

export type PlanKey = (typeof plans)[number]["key"];
export type BillingInterval = "month" | "year";

export interface Money {
  /** Whole minor units of the currency (cents), never a fraction. */
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

export interface PlanLimits {
  /** `null`: no limit. So for each of these. */
  readonly members: number | null;
  readonly projects: number | null;
  readonly storageBytes: number | null;
  readonly requestsPerMonth: number | null;
}

export interface Plan {
  /** Stable: subscriptions refer to it for as long as they live. A plan that is no longer sold keeps its key. */
  readonly key: string;
  readonly name: string;
  /** For the whole interval, before tax. */
  readonly prices: Readonly<Record<BillingInterval, Money>>;
  readonly limits: PlanLimits;
}

/** What a tenant is on without a subscription, and after one has ended. */
export const defaultPlan: Plan = plans[0];

/** The plan with this key; `undefined` when there is none. */
export function findPlan(key: string): Plan | undefined {
  return plans.find((plan) => plan.key === key);
}
