import type { SystemContext } from "@ninefold/identity/tenancy";
import { desc } from "drizzle-orm";
import type { BillingNeeds } from "../needs.ts";
import { checkouts, subscriptions, webhookInbox } from "../schema.ts";
import { SELF } from "./sync.ts";

/** What was bought lately, and what the vendor has told, of all workspaces. For whoever watches the system. */
export async function newest({ doors }: Pick<BillingNeeds, "doors">, requestId: string, limit: number) {
  const context: SystemContext = { reason: "operator", actor: SELF, requestId };
  return doors.asSystem(context, async (tx) => ({
    checkouts: await tx
      .select({
        id: checkouts.id,
        tenantId: checkouts.tenantId,
        planKey: checkouts.planKey,
        interval: checkouts.interval,
        status: checkouts.status,
        url: checkouts.url,
        lastError: checkouts.lastError,
        createdAt: checkouts.createdAt,
      })
      .from(checkouts)
      .orderBy(desc(checkouts.createdAt), desc(checkouts.id))
      .limit(limit),
    subscriptions: await tx
      .select({
        id: subscriptions.id,
        tenantId: subscriptions.tenantId,
        planKey: subscriptions.planKey,
        interval: subscriptions.interval,
        status: subscriptions.status,
        currentPeriodEnd: subscriptions.currentPeriodEnd,
        cancelAtPeriodEnd: subscriptions.cancelAtPeriodEnd,
        createdAt: subscriptions.createdAt,
      })
      .from(subscriptions)
      .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id))
      .limit(limit),
    deliveries: await tx
      .select({
        deliveryId: webhookInbox.deliveryId,
        status: webhookInbox.status,
        receipts: webhookInbox.receipts,
        lastError: webhookInbox.lastError,
        receivedAt: webhookInbox.receivedAt,
      })
      .from(webhookInbox)
      .orderBy(desc(webhookInbox.id))
      .limit(limit),
  }));
}
