import type { SystemTx, TenantTx } from "@ninefold/identity/tenancy";
import { desc, eq } from "drizzle-orm";
import type { KnownSnapshot } from "../port.ts";
import { subscriptions } from "../schema.ts";

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type StoredSubscription = KnownSnapshot & { readonly id: string };

/** What the journal says of a checkout whose payment did not come through. */
export const DECLINED = "billing.payment_declined";

/** Every subscription that the workspace has or had, newest first. */
export async function storedSubscriptions(
  tx: TenantTx | SystemTx,
  tenantId: string,
): Promise<readonly StoredSubscription[]> {
  const rows = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.tenantId, tenantId))
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id));
  return rows.map(snapshotIn);
}

/** @throws Error for a row that breaks the constraints of its own table. */
export function snapshotIn(row: SubscriptionRow): StoredSubscription {
  const { id, ref, customerRef, tenantId, planKey, interval, currentPeriodStart, currentPeriodEnd } = row;
  const facts = {
    id,
    ref,
    customerRef,
    tenantId,
    planKey,
    interval,
    currentPeriodStart,
    currentPeriodEnd,
    cancelAtPeriodEnd: row.cancelAtPeriodEnd,
  };
  switch (row.status) {
    case "trialing":
      return { ...facts, status: row.status, trialEndsAt: present(row.trialEndsAt) };
    case "past_due":
      return {
        ...facts,
        status: row.status,
        pastDueSince: present(row.pastDueSince),
        ...(row.graceEndsAt && { graceEndsAt: row.graceEndsAt }),
      };
    case "ended":
      return { ...facts, status: row.status, endedAt: present(row.endedAt) };
    default:
      return { ...facts, status: row.status };
  }
}

/** The columns that say what a snapshot says; those of another status are emptied. */
export function columnsOf(snapshot: KnownSnapshot) {
  const { customerRef, planKey, interval, status, currentPeriodStart, currentPeriodEnd, cancelAtPeriodEnd } = snapshot;
  return {
    customerRef,
    planKey,
    interval,
    status,
    currentPeriodStart,
    currentPeriodEnd,
    cancelAtPeriodEnd,
    trialEndsAt: status === "trialing" ? snapshot.trialEndsAt : null,
    pastDueSince: status === "past_due" ? snapshot.pastDueSince : null,
    graceEndsAt: (status === "past_due" && snapshot.graceEndsAt) || null,
    endedAt: status === "ended" ? snapshot.endedAt : null,
  };
}

function present(date: Date | null): Date {
  if (date === null) throw new Error("a subscription lacks a date that its status has");
  return date;
}
