import type { SubscriptionSnapshot } from "../port.ts";

/** From best to worst. `grace`: works in full, and asks the owner to pay. `suspended`: paying brings it back. */
export type Access = "full" | "grace" | "suspended" | "none";

export interface GracePolicy {
  /** How long a tenant keeps what it has after a renewal was not paid, in days of 24 hours. */
  readonly graceDays: number;
}

export const defaultGracePolicy: GracePolicy = { graceDays: 7 };

/**
 * What a tenant may use now. A pure function of the last snapshot and the clock, so that a missed webhook cannot leave
 * it wrong for longer than its own deadline: for one snapshot, access only ever falls as time passes.
 */
export function access(snapshot: SubscriptionSnapshot | undefined, policy: GracePolicy, now: Date): Access {
  if (snapshot === undefined || snapshot.status === "ended") return "none";
  if (snapshot.cancelAtPeriodEnd && now >= snapshot.currentPeriodEnd) return "none";
  switch (snapshot.status) {
    case "active":
      return paidUntil(snapshot.currentPeriodEnd, policy, now);
    case "trialing":
      return paidUntil(snapshot.trialEndsAt, policy, now);
    case "past_due":
      return now < graceEnd(snapshot.pastDueSince, policy, snapshot.graceEndsAt) ? "grace" : "suspended";
    // Incomplete, unpaid, paused: a status that is given no line above opens nothing.
    default:
      return "suspended";
  }
}

/** A period that is over with no word of a renewal counts as unpaid from its end. */
function paidUntil(end: Date, policy: GracePolicy, now: Date): Access {
  if (now < end) return "full";
  return now < graceEnd(end, policy) ? "grace" : "suspended";
}

function graceEnd(since: Date, policy: GracePolicy, vendorDeadline?: Date): Date {
  const ours = since.getTime() + policy.graceDays * 86_400_000;
  return new Date(Math.min(ours, vendorDeadline?.getTime() ?? Infinity));
}
