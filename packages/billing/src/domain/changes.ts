import { defaultPlan } from "../catalogue.ts";
import type { KnownSnapshot, SubscriptionSnapshot, SubscriptionStatus } from "../port.ts";

/** What can happen to a subscription, by the name of the event that tells it. */
export type Change =
  | "billing.subscription_started"
  | "billing.subscription_renewed"
  | "billing.subscription_plan_changed"
  | "billing.cancellation_scheduled"
  | "billing.cancellation_withdrawn"
  | "billing.payment_overdue"
  | "billing.subscription_recovered"
  | "billing.subscription_paused"
  | "billing.subscription_resumed"
  | "billing.subscription_ended";

/**
 * What has happened between two snapshots of one subscription, in the order in which to tell it. A fact is told by the
 * difference and not by what the vendor calls its webhooks, so each is told once, however many deliveries speak of it,
 * and a replay tells nothing.
 */
export function changesBetween(
  before: SubscriptionSnapshot | undefined,
  after: SubscriptionSnapshot,
): readonly Change[] {
  if (before === undefined) return firstSeen(after);
  if (isEnded(before)) return isEnded(after) ? [] : ["billing.subscription_started"];
  // One that never began is not told: nobody was promised anything.
  if (isEnded(after)) return before.status === "incomplete" ? [] : ["billing.subscription_ended"];

  const changes: Change[] = [];
  if (LIVE.has(after.status) && before.status === "incomplete") changes.push("billing.subscription_started");
  else if (PAID.has(after.status) && OVERDUE.has(before.status)) changes.push("billing.subscription_recovered");
  else if (PAID.has(after.status) && before.status === "paused") changes.push("billing.subscription_resumed");
  else if (OVERDUE.has(after.status) && !OVERDUE.has(before.status)) changes.push("billing.payment_overdue");
  else if (after.status === "paused" && before.status !== "paused") changes.push("billing.subscription_paused");
  if (PAID.has(after.status) && after.currentPeriodStart > before.currentPeriodStart) {
    changes.push("billing.subscription_renewed");
  }
  if (after.planKey !== before.planKey || after.interval !== before.interval) {
    changes.push("billing.subscription_plan_changed");
  }
  if (after.cancelAtPeriodEnd !== before.cancelAtPeriodEnd) {
    changes.push(after.cancelAtPeriodEnd ? "billing.cancellation_scheduled" : "billing.cancellation_withdrawn");
  }
  return changes;
}

/** Which plan took which one's place, by their keys; nothing where only its period or its payment changed. */
export function planMove(
  change: Change,
  before: SubscriptionSnapshot | undefined,
  after: KnownSnapshot,
): { readonly fromPlan: string; readonly toPlan: string } | undefined {
  const { planKey } = after;
  if (change === "billing.subscription_started") return { fromPlan: defaultPlan.key, toPlan: planKey };
  if (change === "billing.subscription_ended") return { fromPlan: planKey, toPlan: defaultPlan.key };
  const isMove = change === "billing.subscription_plan_changed" && before !== undefined && before.planKey !== planKey;
  return isMove ? { fromPlan: before.planKey, toPlan: planKey } : undefined;
}

function firstSeen(after: SubscriptionSnapshot): readonly Change[] {
  if (!LIVE.has(after.status)) return [];
  return after.cancelAtPeriodEnd
    ? ["billing.subscription_started", "billing.cancellation_scheduled"]
    : ["billing.subscription_started"];
}

const isEnded = ({ status }: SubscriptionSnapshot) => status === "ended";
const PAID = new Set<SubscriptionStatus>(["active", "trialing"]);
const OVERDUE = new Set<SubscriptionStatus>(["past_due", "unpaid"]);
const LIVE = new Set<SubscriptionStatus>([...PAID, ...OVERDUE, "paused"]);
