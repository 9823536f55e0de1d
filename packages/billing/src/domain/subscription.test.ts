import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SubscriptionSnapshot } from "../port.ts";
import { access, type Access } from "./subscription.ts";

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const at = (days: number) => new Date(start + days * day);
const facts = {
  ref: "sub",
  customerRef: "cus",
  planKey: "pro",
  interval: "month",
  currentPeriodStart: at(0),
  currentPeriodEnd: at(30),
  cancelAtPeriodEnd: false,
} as const;
const policy = { graceDays: 7 };
const rank: Record<Access, number> = { full: 3, grace: 2, suspended: 1, none: 0 };

const moment = fc.integer({ min: -60, max: 120 }).map(at);
const snapshots: fc.Arbitrary<SubscriptionSnapshot> = fc
  .tuple(
    fc.oneof(
      fc.record({ status: fc.constantFrom("active", "incomplete", "unpaid", "paused", "unknown") }),
      fc.record({ status: fc.constant("trialing" as const), trialEndsAt: moment }),
      fc.record(
        { status: fc.constant("past_due" as const), pastDueSince: moment, graceEndsAt: moment },
        { requiredKeys: ["status", "pastDueSince"] },
      ),
      fc.record({ status: fc.constant("ended" as const), endedAt: moment }),
    ),
    fc.boolean(),
  )
  .map(([state, cancelAtPeriodEnd]) => ({ ...facts, ...state, cancelAtPeriodEnd }));

describe("access", () => {
  it("is none without a subscription", () => {
    expect(access(undefined, policy, at(0))).toBe("none");
  });

  it("lasts to the end of the paid period after a cancellation, and not a moment longer", () => {
    const cancelled = { ...facts, status: "active", cancelAtPeriodEnd: true } as const;
    expect(access(cancelled, policy, new Date(at(30).getTime() - 1))).toBe("full");
    expect(access(cancelled, policy, at(30))).toBe("none");
  });

  it("falls to grace, then to suspended, when no renewal was heard of", () => {
    const active = { ...facts, status: "active" } as const;
    expect([at(29), at(30), at(36), at(37)].map((now) => access(active, policy, now))).toEqual([
      "full",
      "grace",
      "grace",
      "suspended",
    ]);
  });

  it("lets the vendor's deadline shorten the grace period and never lengthen it", () => {
    const pastDue = { ...facts, status: "past_due", pastDueSince: at(0) } as const;
    expect(access({ ...pastDue, graceEndsAt: at(2) }, policy, at(3))).toBe("suspended");
    expect(access({ ...pastDue, graceEndsAt: at(20) }, policy, at(8))).toBe("suspended");
  });

  it("never improves by waiting, whatever the snapshot", () => {
    fc.assert(
      fc.property(snapshots, moment, fc.nat({ max: 200 }), (snapshot, now, waitDays) => {
        const later = new Date(now.getTime() + waitDays * day);
        expect(rank[access(snapshot, policy, later)]).toBeLessThanOrEqual(rank[access(snapshot, policy, now)]);
      }),
    );
  });

  it("is not widened by a shorter grace policy", () => {
    fc.assert(
      fc.property(snapshots, moment, fc.nat({ max: 30 }), fc.nat({ max: 30 }), (snapshot, now, one, other) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        const withShort = access(snapshot, { graceDays: short }, now);
        expect(rank[withShort]).toBeLessThanOrEqual(rank[access(snapshot, { graceDays: long }, now)]);
      }),
    );
  });

  it("is never full or in grace once the subscription has ended", () => {
    fc.assert(
      fc.property(moment, moment, (endedAt, now) => {
        expect(access({ ...facts, status: "ended", endedAt }, policy, now)).toBe("none");
      }),
    );
  });
});
