import { contextOf, inSystem, type TenantTx } from "@ninefold/identity/tenancy";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { CountedLimit, Limit, Meter, Plan } from "../catalogue.ts";
import { monthOf } from "../domain/month.ts";
import { BillingError } from "../errors.ts";
import { reservations, usage } from "../schema.ts";
import { planFrom } from "./plan.ts";
import { storedSubscriptions } from "./rows.ts";
import type { SyncParts } from "./sync.ts";

type Parts = Pick<SyncParts, "needs" | "policy">;

/**
 * Lets one more of something be made, in the transaction that makes it. Whoever else makes one waits until that
 * transaction has ended, so that two cannot both be the last.
 */
export async function allow(
  parts: Parts,
  tx: TenantTx,
  limit: CountedLimit,
  count: () => Promise<number>,
): Promise<void> {
  const { tenantId } = contextOf(tx);
  const plan = await inSystem("billing", async () => {
    // A statement of its own: the ones after it see what was committed while it waited.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`billing/${limit}/${tenantId}`}, 0))`);
    return planIn(parts, tx);
  });
  const allowed = plan.limits[limit];
  // Asked outside of `inSystem`: what there is, its owner counts.
  if (allowed !== null && (await count()) >= allowed) throw reached(limit, plan, allowed);
}

/** Takes out of this month's allowance, all of it or nothing. The same key takes once. Answers the reservation's id. */
export function reserve(
  parts: Parts,
  tx: TenantTx,
  meter: Meter,
  { quantity, key }: { readonly quantity: number; readonly key: string },
): Promise<string> {
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError("a quantity is a whole number from 1 on");
  return inSystem("billing", async () => {
    const { tenantId } = contextOf(tx);
    const now = parts.needs.now();
    const periodStart = monthOf(now).start;
    const [taken] = await tx
      .insert(reservations)
      .values({ tenantId, meter, key, quantity, periodStart, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: reservations.id });
    if (taken === undefined) return earlierReservation(tx, { tenantId, meter, key, quantity });
    const plan = await planIn(parts, tx);
    const allowed = plan.limits[meter];
    await tx.insert(usage).values({ tenantId, meter, periodStart, used: 0 }).onConflictDoNothing();
    // The check is part of the update: whoever comes second sees what the first has taken.
    const fits = allowed === null ? undefined : lte(sql`${usage.used} + ${quantity}::int`, allowed);
    const [counted] = await tx
      .update(usage)
      .set({ used: sql`${usage.used} + ${quantity}::int` })
      .where(and(isUsage(tenantId, meter, periodStart), fits))
      .returning({ used: usage.used });
    if (counted !== undefined) return taken.id;
    // For a caller who lives with the refusal and commits what else it did.
    await tx.delete(reservations).where(and(eq(reservations.tenantId, tenantId), eq(reservations.id, taken.id)));
    throw reached(meter, plan, allowed ?? 0);
  });
}

/** Gives back what was reserved and not used. A second time, or for what is not there, it changes nothing. */
export function release(parts: Parts, tx: TenantTx, reservationId: string): Promise<void> {
  return inSystem("billing", async () => {
    const { tenantId } = contextOf(tx);
    const open = and(
      eq(reservations.tenantId, tenantId),
      eq(reservations.id, reservationId),
      isNull(reservations.releasedAt),
    );
    const [row] = await tx.update(reservations).set({ releasedAt: parts.needs.now() }).where(open).returning();
    if (row === undefined) return;
    await tx
      .update(usage)
      .set({ used: sql`${usage.used} - ${row.quantity}::int` })
      .where(isUsage(tenantId, row.meter, row.periodStart));
  });
}

/** What this month's meters stand at. */
export async function usedThisMonth(tx: TenantTx, now: Date): Promise<ReadonlyMap<Meter, number>> {
  const rows = await tx
    .select({ meter: usage.meter, used: usage.used })
    .from(usage)
    .where(and(eq(usage.tenantId, contextOf(tx).tenantId), eq(usage.periodStart, monthOf(now).start)));
  return new Map(rows.map(({ meter, used }) => [meter, used]));
}

async function planIn({ needs, policy }: Parts, tx: TenantTx): Promise<Plan> {
  return planFrom(await storedSubscriptions(tx, contextOf(tx).tenantId), policy, needs.now());
}

async function earlierReservation(
  tx: TenantTx,
  { tenantId, meter, key, quantity }: { tenantId: string; meter: Meter; key: string; quantity: number },
): Promise<string> {
  const named = and(eq(reservations.tenantId, tenantId), eq(reservations.meter, meter), eq(reservations.key, key));
  const [row] = await tx.select().from(reservations).where(named);
  if (row?.quantity === quantity) return row.id;
  throw new BillingError("billing.idempotency_conflict", "the key was used for another quantity");
}

const isUsage = (tenantId: string, meter: Meter, periodStart: Date) =>
  and(eq(usage.tenantId, tenantId), eq(usage.meter, meter), eq(usage.periodStart, periodStart));

const reached = (limit: Limit, plan: Plan, allowed: number) =>
  new BillingError("billing.limit_reached", `The ${plan.name} plan includes ${allowed} ${limit}.`);
