import { contextOf, inSystem, type SystemTx, type TenantContext, type TenantTx } from "@ninefold/identity/tenancy";
import { and, eq } from "drizzle-orm";
import { COUNTED, type CountedLimit, type Limit, type Meter, METERS, type Plan } from "./catalogue.ts";
import { monthOf } from "./domain/month.ts";
import { access, type Access, defaultGracePolicy, graceDeadline, type GracePolicy } from "./domain/subscription.ts";
import { BillingError } from "./errors.ts";
import { type BillingAttempt, refreshJob } from "./jobs.ts";
import type { BillingNeeds } from "./needs.ts";
import type { BillingProvider } from "./port.ts";
import { checkouts, providerRefs, reservations, subscriptions, usage } from "./schema.ts";
import { pendingCheckout, type PendingCheckout, type StartCheckout, startCheckout } from "./service/checkout.ts";
import { allow, release, reserve, usedThisMonth } from "./service/limits.ts";
import { newest } from "./service/newest.ts";
import { liveOne, planFrom } from "./service/plan.ts";
import { storedSubscriptions, type StoredSubscription } from "./service/rows.ts";
import { sweep } from "./service/sweep.ts";
import { sync } from "./service/sync.ts";
import { applyDelivery, type RawDelivery, receive } from "./service/webhooks.ts";

export type Billing = ReturnType<typeof createBilling>;

export function createBilling(
  provider: BillingProvider,
  needs: BillingNeeds,
  policy: GracePolicy = defaultGracePolicy,
) {
  const parts = { provider, needs, policy };
  const { doors, now } = needs;

  return {
    /** Names the vendor in the address of its webhooks. */
    vendor: provider.vendor,
    capabilities: provider.capabilities,

    /**
     * What the workspace may use now: the plan that it pays for, and the default plan without a subscription, after one
     * has ended, and while one is suspended. From what is stored, so no vendor can make it fail.
     * @throws BillingError `billing.unknown_plan` when a live subscription is for a plan that the catalogue lacks.
     */
    planOf: (context: TenantContext): Promise<Plan> =>
      doors.withTenant(context, async (tx) => planFrom(await storedSubscriptions(tx, context.tenantId), policy, now())),

    /** Plan, subscription, what the plan allows, and what is used of it where billing counts. From what is stored. */
    overview: (context: TenantContext): Promise<Overview> =>
      doors.withTenant(context, async (tx) => {
        // First: a checkout that is paid between the two is then seen as both. The other way round it would be neither, and
        // the page that waits for the plan would have nothing to wait for.
        const pending = await pendingCheckout(tx, context.tenantId, now());
        const stored = await storedSubscriptions(tx, context.tenantId);
        const plan = planFrom(stored, policy, now());
        const used = await usedThisMonth(tx, now());
        const live = liveOne(stored, policy, now());
        return {
          plan,
          ...(live && { subscription: seen(live) }),
          ...(pending && { pending }),
          limits: limitsOf(plan, used),
        };
      }),

    /**
     * Opens a page on which the workspace's subscription can be paid. The same key answers the same page for as long as
     * it is open.
     * @throws BillingError `billing.plan_not_sold`, `billing.already_subscribed`, `billing.in_progress`,
     *   `billing.idempotency_conflict`, and what `createCheckout` of the port throws.
     */
    startCheckout: (context: TenantContext, request: StartCheckout) => startCheckout(parts, context, request),

    /**
     * Ends the workspace's subscription when the period that is paid for does. Repeating it changes nothing.
     * @throws BillingError `billing.not_found` when there is none, and what the port throws.
     */
    async cancelAtPeriodEnd(context: TenantContext): Promise<void> {
      const stored = await doors.withTenant(context, (tx) => storedSubscriptions(tx, context.tenantId));
      const live = liveOne(stored, policy, now());
      if (live === undefined) throw new BillingError("billing.not_found", "the workspace has no subscription");
      const said = await needs.guard({ dependency: "billing", operation: "cancel", idempotent: true }, (signal) =>
        provider.cancelAtPeriodEnd(live.ref, { signal }),
      );
      await doors.withTenant(context, (tx) => noteCancelled(tx, live, said.cancelAtPeriodEnd));
    },

    /**
     * Takes in a delivery of the vendor: proven, written down and queued when it resolves.
     * @throws BillingError `billing.invalid_signature`, `billing.invalid_delivery`, `billing.disabled`.
     */
    receive: (delivery: RawDelivery) => receive(parts, delivery),

    /** Does what a delivery asks for; what the job does. @throws BillingError as `refresh` does. */
    applyDelivery: (inboxId: string, attempt: BillingAttempt) => applyDelivery(parts, inboxId, attempt),

    /**
     * Asks the vendor for a subscription and stores what it says.
     * @throws BillingError `billing.unknown_status`, `billing.unknown_plan`, `billing.unknown_owner`, `billing.outrun`,
     *   `billing.unavailable`; what is stored stays.
     */
    refresh: (ref: string, { requestId, signal }: BillingAttempt) =>
      sync(parts, { ref }, { reason: "relay", requestId, signal }),

    /**
     * Asks the vendor about checkouts that are open and subscriptions that should have changed: a webhook that never came
     * is made up for. To be called about once a minute by one process; a repeat does no harm.
     */
    sweep: (requestId: string) => (provider.capabilities.sells ? sweep(parts, requestId) : Promise.resolve(0)),

    /** What was bought lately and what the vendor has told, of all workspaces. For whoever watches the system. */
    newest: (requestId: string, limit: number) => newest(needs, requestId, limit),

    /**
     * Lets one more be made, in the caller's transaction; `count` says how many there are. Two at once wait for each other.
     * @throws BillingError `billing.limit_reached`.
     */
    allow: (tx: TenantTx, limit: CountedLimit, count: () => Promise<number>) => allow(parts, tx, limit, count),

    /**
     * Takes out of this month's allowance in the caller's transaction, all of it or nothing; when that rolls back, nothing
     * was taken. The same key takes once. Answers an id for `release`.
     * @throws BillingError `billing.limit_reached`, `billing.idempotency_conflict`.
     */
    reserve: (tx: TenantTx, meter: Meter, wanted: { readonly quantity: number; readonly key: string }) =>
      reserve(parts, tx, meter, wanted),

    /** Gives back what was taken and not used. Repeating it changes nothing. */
    release: (tx: TenantTx, reservationId: string) => release(parts, tx, reservationId),

    /** Whether the workspace has a subscription that will be paid for again. From what is stored. */
    renews: (context: TenantContext): Promise<boolean> =>
      doors.withTenant(context, async (tx) => {
        const live = liveOne(await storedSubscriptions(tx, context.tenantId), policy, now());
        return live !== undefined && !live.cancelAtPeriodEnd;
      }),

    /** Forgets a workspace that is erased, in the transaction that erases it, and whatever is told of it later. */
    async eraseWorkspace(tx: SystemTx, tenantId: string): Promise<void> {
      await inSystem("billing", async () => {
        await tx
          .update(providerRefs)
          .set({ tenantId: null, erasedAt: now() })
          .where(eq(providerRefs.tenantId, tenantId));
        for (const table of [reservations, usage, checkouts, subscriptions]) {
          await tx.delete(table).where(eq(table.tenantId, tenantId));
        }
      });
    },

    /** Forgets the workspace of this transaction. What the vendor has of it, the vendor must be told to forget. */
    async erase(tx: TenantTx): Promise<void> {
      const { tenantId } = contextOf(tx);
      await inSystem("billing", async () => {
        for (const table of [reservations, usage, checkouts, subscriptions]) {
          await tx.delete(table).where(eq(table.tenantId, tenantId));
        }
      });
    },
  };

  /** The vendor has done it; the refresh that follows corrects whatever was said meanwhile. */
  async function noteCancelled(tx: TenantTx, live: StoredSubscription, cancelAtPeriodEnd: boolean): Promise<void> {
    const { tenantId, requestId } = contextOf(tx);
    const mine = and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.id, live.id));
    const [changed] = await tx
      .update(subscriptions)
      .set({ cancelAtPeriodEnd })
      .where(and(mine, eq(subscriptions.cancelAtPeriodEnd, !cancelAtPeriodEnd)))
      .returning({ id: subscriptions.id });
    if (!live.cancelAtPeriodEnd && cancelAtPeriodEnd) {
      // Also where the vendor's own word of it came first: who asked, only this knows.
      const subject = { type: "subscription", id: live.id } as const;
      await needs.audit(tx, { action: "billing.cancellation_requested", subject, data: { plan: live.planKey } });
    }
    if (changed && cancelAtPeriodEnd) {
      const data = { workspaceId: tenantId, subscriptionId: live.id };
      await needs.publish(tx, {
        type: "billing.cancellation_scheduled",
        data,
        orderKey: `subscription/${live.id}`,
      });
    }
    await needs.enqueue(tx, refreshJob.id, { ref: live.ref }, { idempotencyKey: `cancel/${live.id}/${requestId}` });
  }

  function seen(live: StoredSubscription): SeenSubscription {
    const { id, planKey, interval, status, currentPeriodEnd, cancelAtPeriodEnd } = live;
    const granted = access(live, policy, now());
    const deadline = granted === "grace" ? graceDeadline(live, policy) : undefined;
    return {
      id,
      planKey,
      interval,
      status,
      currentPeriodEnd,
      cancelAtPeriodEnd,
      access: granted,
      ...(deadline && { graceEndsAt: deadline }),
    };
  }

  function limitsOf(plan: Plan, used: ReadonlyMap<Meter, number>): readonly LimitState[] {
    const resetsAt = monthOf(now()).end;
    return [
      ...COUNTED.map((limit) => ({ limit, allowed: plan.limits[limit] })),
      ...METERS.map((limit) => ({ limit, allowed: plan.limits[limit], used: used.get(limit) ?? 0, resetsAt })),
    ];
  }
}

export interface Overview {
  readonly plan: Plan;
  /** The one that is not over. */
  readonly subscription?: SeenSubscription;
  /** A checkout whose page is open: perhaps it is being paid. */
  readonly pending?: PendingCheckout;
  readonly limits: readonly LimitState[];
}

export interface SeenSubscription extends Pick<
  StoredSubscription,
  "id" | "planKey" | "interval" | "status" | "currentPeriodEnd" | "cancelAtPeriodEnd"
> {
  readonly access: Access;
  /** While a payment is late: until when everything still works. */
  readonly graceEndsAt?: Date;
}

export interface LimitState {
  readonly limit: Limit;
  /** `null`: no limit. */
  readonly allowed: number | null;
  /** Where billing counts. What there is of the others, their owner knows. */
  readonly used?: number;
  readonly resetsAt?: Date;
}
