import type { SystemContext } from "@ninefold/identity/tenancy";
import { and, asc, eq, lte } from "drizzle-orm";
import { checkouts, subscriptions } from "../schema.ts";
import { isDue } from "./checkout.ts";
import { SELF, sync, type SyncParts } from "./sync.ts";

const BATCH = 25;
const RETRY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** Asks the vendor about what should have been heard of, and was not. Answers how many it looked at. */
export async function sweep(parts: SyncParts, requestId: string): Promise<number> {
  const { provider, needs } = parts;
  const context: SystemContext = { reason: "schedule", actor: SELF, requestId };
  const now = needs.now();
  const due = await needs.doors.asSystem(context, async (tx) => ({
    checkouts: await tx
      .select()
      .from(checkouts)
      .where(and(isDue(now), eq(checkouts.status, "open"), eq(checkouts.vendor, provider.vendor)))
      .orderBy(asc(checkouts.checkAt))
      .limit(BATCH),
    subscriptions: await tx
      .select({ tenantId: subscriptions.tenantId, id: subscriptions.id, ref: subscriptions.ref })
      .from(subscriptions)
      .where(and(lte(subscriptions.checkAt, now), eq(subscriptions.vendor, provider.vendor)))
      .orderBy(asc(subscriptions.checkAt))
      .limit(BATCH),
  }));
  // One after the other: the vendor counts requests per minute.
  for (const row of due.checkouts) await attempt(() => checkCheckout(row));
  for (const row of due.subscriptions) await attempt(() => checkSubscription(row));
  return due.checkouts.length + due.subscriptions.length;

  /** First put off and then asked, so that one that fails stands in nobody's way. */
  async function checkCheckout(row: typeof checkouts.$inferSelect): Promise<void> {
    const { tenantId, id, ref, createdAt, expiresAt } = row;
    const age = now.getTime() - createdAt.getTime();
    const isOver = expiresAt !== null && now.getTime() > expiresAt.getTime() + DAY_MS;
    const mine = and(eq(checkouts.tenantId, tenantId), eq(checkouts.id, id), eq(checkouts.status, "open"));
    const checkAt = new Date(now.getTime() + Math.min(Math.max(age, 60_000), DAY_MS / 4));
    await needs.doors.asSystem(context, (tx) => tx.update(checkouts).set({ checkAt }).where(mine));
    const state = await needs.guard({ dependency: "billing", operation: "find_checkout", idempotent: true }, (signal) =>
      provider.findCheckout(ref ?? "", { signal }),
    );
    if (state?.subscriptionRef !== undefined) {
      await sync(parts, { ref: state.subscriptionRef }, { reason: "schedule", requestId, owner: tenantId });
    } else if (isOver) {
      const closed = { status: "expired", url: null, checkAt: null, updatedAt: now } as const;
      await needs.doors.asSystem(context, (tx) => tx.update(checkouts).set(closed).where(mine));
    }
  }

  async function checkSubscription({ tenantId, id, ref }: { tenantId: string; id: string; ref: string }) {
    const mine = and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.id, id));
    const checkAt = new Date(now.getTime() + RETRY_MS);
    await needs.doors.asSystem(context, (tx) => tx.update(subscriptions).set({ checkAt }).where(mine));
    await sync(parts, { ref }, { reason: "schedule", requestId });
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => needs.captureError(error, { requestId, system: "billing", step: "sweep" }));
  }
}
