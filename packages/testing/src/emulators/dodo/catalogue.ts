import type { Interval } from "./periods.ts";

/** One price of one plan. With this vendor a product is a price. */
export interface PricedPlan {
  readonly planKey: string;
  readonly name: string;
  readonly interval: "month" | "year";
  /** Whole minor units of the currency. */
  readonly amountMinor: number;
  readonly currency: string;
  /** What the vendor calls it. Absent: made from plan and interval, the same at every start. */
  readonly productId?: string | undefined;
  readonly trialDays?: number | undefined;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: string;
  readonly interval: Interval;
  readonly trialDays: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What is sold unless a catalogue is given. */
const EXAMPLES: readonly PricedPlan[] = [
  { planKey: "pro", name: "Pro", interval: "month", amountMinor: 1_900, currency: "USD" },
  { planKey: "pro", name: "Pro", interval: "year", amountMinor: 19_000, currency: "USD" },
  { planKey: "business", name: "Business", interval: "month", amountMinor: 7_900, currency: "USD" },
  { planKey: "business", name: "Business", interval: "year", amountMinor: 79_000, currency: "USD" },
];

/** Kept nowhere: whoever starts the emulator says anew what is sold. */
export function productsOf(catalogue: readonly PricedPlan[] = EXAMPLES): ReadonlyMap<string, Product> {
  return new Map(catalogue.map((plan) => [idOf(plan), productOf(plan)]));
}

const idOf = ({ productId, planKey, interval }: PricedPlan) => productId ?? `pdt_local_${planKey}_${interval}`;

function productOf(plan: PricedPlan): Product {
  const { name, interval, amountMinor, currency, trialDays = 0, planKey } = plan;
  return {
    id: idOf(plan),
    name: `${name} (${interval}ly)`,
    amount: amountMinor,
    currency,
    interval: interval === "month" ? "Month" : "Year",
    trialDays,
    metadata: { plan_key: planKey },
  };
}
