import type { TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import { and, desc, eq, gt, inArray, lte } from "drizzle-orm";
import { type BillingInterval, findPlan, isSold } from "../catalogue.ts";
import { BillingError, codeOf } from "../errors.ts";
import type { Checkout } from "../port.ts";
import { checkouts } from "../schema.ts";
import { liveOne } from "./plan.ts";
import { DECLINED, storedSubscriptions } from "./rows.ts";
import type { SyncParts } from "./sync.ts";

export interface StartCheckout {
  readonly planKey: string;
  readonly interval: BillingInterval;
  readonly customerEmail: string;
  /** Absolute, and on our own origin: the route sees to it. The checkout's id is appended as `checkout`. */
  readonly returnUrl: string;
  /** The same on each retry of the same intent, such as the request's `Idempotency-Key`. */
  readonly operationKey: string;
}

export interface StartedCheckout {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: Date;
}

/** Longer than a guarded call may take. */
const CLAIM_MS = 60_000;
const FIRST_CHECK_MS = 60_000;
type Row = typeof checkouts.$inferSelect;

/**
 * Intent committed → vendor asked → outcome committed. Whatever dies in between, nobody can have paid: a page that nobody
 * was sent to is paid by nobody. So an intent without an outcome is simply asked for again, by whoever repeats the
 * request, once the first one's claim has run out.
 */
export async function startCheckout(
  parts: SyncParts,
  context: TenantContext,
  { operationKey, customerEmail, returnUrl, ...wanted }: StartCheckout,
): Promise<StartedCheckout> {
  const { provider, needs } = parts;
  const plan = findPlan(wanted.planKey);
  if (plan === undefined || !isSold(plan, wanted.interval)) {
    throw new BillingError("billing.plan_not_sold", `there is no price for plan ${wanted.planKey.slice(0, 40)}`);
  }
  const row = await needs.doors.withTenant(context, (tx) => claim(tx, parts, context, { ...wanted, operationKey }));
  const open = openPage(row, needs.now());
  if (open !== undefined) return open;

  const back = new URL(returnUrl);
  back.searchParams.set("checkout", row.id);
  const request = { ...wanted, tenantId: context.tenantId, customerEmail, returnUrl: back.href, cancelUrl: returnUrl };
  const made = await needs
    .guard(
      {
        dependency: "billing",
        operation: "create_checkout",
        idempotent: provider.capabilities.idempotentCheckout,
      },
      (signal) => provider.createCheckout(request, { operationKey: row.id, signal }),
    )
    .catch(async (error: unknown) => {
      await needs.doors.withTenant(context, (tx) => noteFailure(tx, row, error, needs.now()));
      throw error;
    });
  await needs.doors.withTenant(context, (tx) => noteOpened(tx, row, made, needs.now()));
  return { id: row.id, url: made.url, expiresAt: made.expiresAt };
}

/** The row of this operation, ours to ask the vendor for unless its page is open already. */
async function claim(
  tx: TenantTx,
  { provider, needs, policy }: SyncParts,
  context: TenantContext,
  wanted: Pick<StartCheckout, "operationKey" | "planKey" | "interval">,
): Promise<Row> {
  const { tenantId } = context;
  const now = needs.now();
  const claimedUntil = new Date(now.getTime() + CLAIM_MS);
  const mine = and(eq(checkouts.tenantId, tenantId), eq(checkouts.operationKey, wanted.operationKey));
  const [inserted] = await tx
    .insert(checkouts)
    .values({
      ...wanted,
      tenantId,
      vendor: provider.vendor,
      status: "intent",
      claimedUntil,
      createdBy: context.actor.id,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning();
  // Locked: of two that come at once, the second sees what the first has written.
  const [row] = inserted === undefined ? await tx.select().from(checkouts).where(mine).for("update") : [inserted];
  if (row === undefined) throw new Error("the checkout was not written down");
  if (row.planKey !== wanted.planKey || row.interval !== wanted.interval) {
    throw new BillingError("billing.idempotency_conflict", "the key was used for another checkout");
  }
  if (openPage(row, now) !== undefined) return row;
  if (row.status === "open" || row.status === "expired") {
    throw new BillingError("billing.idempotency_conflict", "the key was used for a checkout that has expired");
  }
  if (liveOne(await storedSubscriptions(tx, tenantId), policy, now) !== undefined || row.status === "paid") {
    throw new BillingError("billing.already_subscribed", "the workspace has a subscription");
  }
  if (inserted !== undefined) {
    const subject = { type: "checkout", id: row.id } as const;
    await needs.audit(tx, { action: "billing.checkout_started", subject, data: { plan: row.planKey } });
    return row;
  }
  if (row.claimedUntil > now && row.status === "intent") {
    throw new BillingError("billing.in_progress", "the checkout is being opened");
  }
  await tx.update(checkouts).set({ status: "intent", claimedUntil, updatedAt: now }).where(mine);
  return { ...row, status: "intent" };
}

function openPage({ id, status, url, expiresAt }: Row, now: Date): StartedCheckout | undefined {
  const isOpen = status === "open" && url !== null && expiresAt !== null && expiresAt > now;
  return isOpen ? { id, url, expiresAt } : undefined;
}

async function noteOpened(tx: TenantTx, row: Row, made: Checkout, now: Date): Promise<void> {
  const { ref, url, expiresAt } = made;
  const checkAt = new Date(now.getTime() + FIRST_CHECK_MS);
  await tx
    .update(checkouts)
    .set({ status: "open", ref, url, expiresAt, checkAt, lastError: null, updatedAt: now })
    .where(and(isRow(row), inArray(checkouts.status, ["intent", "failed"])));
}

/** Nobody knows what became of a call that was not answered; it does no harm, and may be repeated at once. */
async function noteFailure(tx: TenantTx, row: Row, error: unknown, now: Date): Promise<void> {
  const lastError = codeOf(error);
  await tx
    .update(checkouts)
    .set({ status: "failed", lastError, claimedUntil: now, updatedAt: now })
    .where(and(isRow(row), eq(checkouts.status, "intent")));
}

export interface PendingCheckout {
  readonly id: string;
  readonly planKey: string;
  readonly interval: BillingInterval;
  /** A payment was tried there and did not come through. It may be tried again. */
  readonly wasDeclined: boolean;
}

/** The newest checkout whose page is open: perhaps it is being paid. */
export async function pendingCheckout(tx: TenantTx, tenantId: string, now: Date): Promise<PendingCheckout | undefined> {
  const [row] = await tx
    .select({
      id: checkouts.id,
      planKey: checkouts.planKey,
      interval: checkouts.interval,
      lastError: checkouts.lastError,
    })
    .from(checkouts)
    .where(and(eq(checkouts.tenantId, tenantId), eq(checkouts.status, "open"), gt(checkouts.expiresAt, now)))
    .orderBy(desc(checkouts.createdAt), desc(checkouts.id))
    .limit(1);
  if (row === undefined) return undefined;
  const { lastError, ...pending } = row;
  return { ...pending, wasDeclined: lastError === DECLINED };
}

export const isDue = (now: Date) => lte(checkouts.checkAt, now);
const isRow = ({ tenantId, id }: Row) => and(eq(checkouts.tenantId, tenantId), eq(checkouts.id, id));
