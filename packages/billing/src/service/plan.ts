import { defaultPlan, findPlan, type Plan } from "../catalogue.ts";
import { access, bestOf, type GracePolicy } from "../domain/subscription.ts";
import { BillingError } from "../errors.ts";
import type { StoredSubscription } from "./rows.ts";

/**
 * The plan that these subscriptions give now: the default one without any, and while all are suspended or over.
 * @throws BillingError `billing.unknown_plan`: a paying customer is not moved to the free plan in silence.
 */
export function planFrom(stored: readonly StoredSubscription[], policy: GracePolicy, now: Date): Plan {
  const best = bestOf(stored, policy, now);
  const granted = access(best, policy, now);
  if (best === undefined || granted === "none" || granted === "suspended") return defaultPlan;
  const plan = findPlan(best.planKey);
  if (plan === undefined) throw new BillingError("billing.unknown_plan", `no plan ${best.planKey} in the catalogue`);
  return plan;
}

/** The one that is not over, if there is one: what a person may cancel, and what stands in the way of another. */
export function liveOne(
  stored: readonly StoredSubscription[],
  policy: GracePolicy,
  now: Date,
): StoredSubscription | undefined {
  const best = bestOf(
    stored.filter(({ status }) => status !== "incomplete"),
    policy,
    now,
  );
  return access(best, policy, now) === "none" ? undefined : best;
}
