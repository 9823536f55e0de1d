import type { KnownSnapshot, SubscriptionSnapshot } from "../port.ts";

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

/** Until when a tenant whose payment is late keeps what it has; `undefined` when nothing is late. */
export function graceDeadline(snapshot: SubscriptionSnapshot, policy: GracePolicy): Date | undefined {
  if (snapshot.status === "past_due") return graceEnd(snapshot.pastDueSince, policy, snapshot.graceEndsAt);
  if (snapshot.status === "active") return graceEnd(snapshot.currentPeriodEnd, policy);
  return undefined;
}

/** The one that opens the most, of equals the one that lasts longest: somebody may have bought twice. */
export function bestOf<S extends SubscriptionSnapshot>(
  snapshots: readonly S[],
  policy: GracePolicy,
  now: Date,
): S | undefined {
  return snapshots.toSorted(
    (one, other) =>
      RANK[access(other, policy, now)] - RANK[access(one, policy, now)] ||
      other.currentPeriodEnd.getTime() - one.currentPeriodEnd.getTime(),
  )[0];
}

/**
 * What to store: what the vendor says now, and what it said when the payment became late. While a payment stays late its
 * start and the earliest deadline hold, or each look would move the deadline; a deadline that only a delivery told is
 * kept by us, since asking again does not bring it back.
 */
export function settled(before: SubscriptionSnapshot | undefined, now: KnownSnapshot, told?: Date): KnownSnapshot {
  if (now.status !== "past_due") return now;
  const earlier = before?.status === "past_due" ? before : undefined;
  const deadlines = [now.graceEndsAt, told, earlier?.graceEndsAt].flatMap((date) => date?.getTime() ?? []);
  const pastDueSince =
    earlier !== undefined && earlier.pastDueSince < now.pastDueSince ? earlier.pastDueSince : now.pastDueSince;
  const { graceEndsAt: _replaced, ...rest } = now;
  return { ...rest, pastDueSince, ...(deadlines.length > 0 && { graceEndsAt: new Date(Math.min(...deadlines)) }) };
}

const RANK: Readonly<Record<Access, number>> = { full: 3, grace: 2, suspended: 1, none: 0 };

/** A period that is over with no word of a renewal counts as unpaid from its end. */
function paidUntil(end: Date, policy: GracePolicy, now: Date): Access {
  if (now < end) return "full";
  return now < graceEnd(end, policy) ? "grace" : "suspended";
}

function graceEnd(since: Date, policy: GracePolicy, vendorDeadline?: Date): Date {
  const ours = since.getTime() + policy.graceDays * 86_400_000;
  return new Date(Math.min(ours, vendorDeadline?.getTime() ?? Infinity));
}
