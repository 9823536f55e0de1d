/**
 * What is sold, as data. The pricing page, checkout and quotas all read this one table; it holds nothing of a vendor,
 * so the web app may import it. A price change is a code change: it is reviewed and it has a date.
 */
export const plans = [
  {
    key: "free",
    name: "Free",
    prices: { month: { amountMinor: 0, currency: "USD" }, year: { amountMinor: 0, currency: "USD" } },
    limits: { projects: 5, tasks: 100, exports: 10, storageBytes: 100 * 1024 ** 2 },
  },
  {
    key: "pro",
    name: "Pro",
    prices: { month: { amountMinor: 1_900, currency: "USD" }, year: { amountMinor: 19_000, currency: "USD" } },
    limits: { projects: 100, tasks: 5_000, exports: 500, storageBytes: 20 * 1024 ** 3 },
  },
  {
    key: "business",
    name: "Business",
    prices: { month: { amountMinor: 7_900, currency: "USD" }, year: { amountMinor: 79_000, currency: "USD" } },
    limits: { projects: null, tasks: null, exports: 10_000, storageBytes: 500 * 1024 ** 3 },
  },
] as const satisfies readonly Plan[];

/** Limits on how many there are of something at a time. Whoever owns them counts. */
export const COUNTED = ["projects", "tasks"] as const satisfies readonly (keyof PlanLimits)[];
/** Limits on how often something is done in a calendar month (UTC). Billing counts. */
export const METERS = ["exports"] as const satisfies readonly (keyof PlanLimits)[];

export type CountedLimit = (typeof COUNTED)[number];
export type Meter = (typeof METERS)[number];
export type Limit = CountedLimit | Meter;

export type PlanKey = (typeof plans)[number]["key"];
export const INTERVALS = ["month", "year"] as const;
export type BillingInterval = (typeof INTERVALS)[number];

export interface Money {
  /** Whole minor units of the currency (cents), never a fraction. */
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

export interface PlanLimits {
  /** `null`: no limit. So for each of these. */
  readonly projects: number | null;
  /** Done ones included, in all projects. */
  readonly tasks: number | null;
  readonly exports: number | null;
  readonly storageBytes: number | null;
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

/** Whether the plan costs something for the interval, so that there is a checkout for it. */
export function isSold(plan: Plan, interval: BillingInterval): boolean {
  return plan.prices[interval].amountMinor > 0;
}
