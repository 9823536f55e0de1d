import { describe, expect, it } from "vitest";
import { defaultPlan, findPlan, plans, type Plan } from "./catalogue.ts";

describe("the plan catalogue", () => {
  it("prices every plan in whole, non-negative minor units of one currency", () => {
    const prices = plans.flatMap((plan: Plan) => [plan.prices.month, plan.prices.year]);
    expect(prices.every((price) => Number.isSafeInteger(price.amountMinor) && price.amountMinor >= 0)).toBe(true);
    expect(new Set(prices.map((price) => price.currency)).size).toBe(1);
  });

  it("never asks more for a year than for twelve months", () => {
    for (const { prices } of plans) expect(prices.year.amountMinor).toBeLessThanOrEqual(12 * prices.month.amountMinor);
  });

  it("allows at least as much on a dearer plan, for every limit", () => {
    for (const [index, plan] of plans.slice(1).entries()) {
      const cheaper: Plan = plans[index] ?? defaultPlan;
      expect(plan.prices.month.amountMinor).toBeGreaterThan(cheaper.prices.month.amountMinor);
      expect(height(plan.limits.projects)).toBeGreaterThanOrEqual(height(cheaper.limits.projects));
      expect(height(plan.limits.storageBytes)).toBeGreaterThanOrEqual(height(cheaper.limits.storageBytes));
      expect(height(plan.limits.exports)).toBeGreaterThanOrEqual(height(cheaper.limits.exports));
    }
  });

  it("has a default plan that costs nothing", () => {
    expect(defaultPlan.prices.month.amountMinor).toBe(0);
  });

  it("finds a plan by its key, and nothing by another", () => {
    expect(findPlan("pro")?.name).toBe("Pro");
    expect(findPlan("enterprise")).toBeUndefined();
  });
});

function height(limit: number | null): number {
  return limit ?? Infinity;
}
