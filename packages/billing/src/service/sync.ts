import type { SystemContext, SystemReason, SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import { findPlan } from "../catalogue.ts";
import { changesBetween, planMove } from "../domain/changes.ts";
import type { Look } from "../domain/signals.ts";
import { graceDeadline, type GracePolicy, settled } from "../domain/subscription.ts";
import { BillingError } from "../errors.ts";
import type { BillingNeeds } from "../needs.ts";
import type { BillingProvider, KnownSnapshot, SubscriptionSnapshot } from "../port.ts";
import { checkouts, providerRefs, subscriptions } from "../schema.ts";
import { columnsOf, DECLINED, snapshotIn } from "./rows.ts";

export interface SyncParts {
  readonly provider: BillingProvider;
  readonly needs: BillingNeeds;
  readonly policy: GracePolicy;
}

export interface SyncCause {
  readonly reason: SystemReason;
  readonly requestId: string;
  readonly signal?: AbortSignal;
  /** Whose it is, where we know it from elsewhere: the checkout that led to it. */
  readonly owner?: string;
  /** More to be written in the commit that stores the snapshot. */
  readonly also?: (tx: SystemTx) => Promise<unknown>;
}

export const SELF = { type: "system", id: "billing" } as const;
const TRIES = 5;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Asks the vendor for one subscription and stores what it says, with the events of what changed, in one commit. It may be
 * called as often as one likes, by many at once, and for any reason: a snapshot is stored only if none was stored since
 * before it was asked for, so an older one never replaces a newer one, and what is equal changes nothing.
 * @throws BillingError `billing.unknown_status`, `billing.unknown_plan`, `billing.unknown_owner`, when what the vendor
 *   says can't be taken over; what is stored stays. `billing.outrun`, `billing.unavailable`.
 */
export async function sync(parts: SyncParts, look: Look, cause: SyncCause): Promise<void> {
  const { provider, needs } = parts;
  const context: SystemContext = { reason: cause.reason, actor: SELF, requestId: cause.requestId };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const version = await needs.doors.asSystem(context, (tx) => versionOf(tx, parts, look.ref));
    const fetched = await needs.guard(
      { dependency: "billing", operation: "find_subscription", idempotent: true },
      (signal) => provider.findSubscription(look.ref, { signal }),
      cause.signal && { signal: cause.signal },
    );
    const stored = await needs.doors.asSystem(context, async (tx) => {
      const isNewest = fetched === undefined || (await store(tx, parts, { look, fetched, version, cause }));
      if (isNewest) await cause.also?.(tx);
      return isNewest;
    });
    if (stored) return;
  }
  throw new BillingError("billing.outrun", "others stored newer snapshots of the subscription all the while");
}

/** The row is made at the first look, so that there is something to lock. */
async function versionOf(tx: SystemTx, { provider, needs }: SyncParts, ref: string): Promise<number> {
  const { vendor } = provider;
  await tx.insert(providerRefs).values({ vendor, ref, createdAt: needs.now() }).onConflictDoNothing();
  const [row] = await tx.select({ version: providerRefs.version }).from(providerRefs).where(isRef(vendor, ref));
  return row?.version ?? 0;
}

interface Finding {
  readonly look: Look;
  readonly fetched: SubscriptionSnapshot;
  /** Of what was stored before the vendor was asked. */
  readonly version: number;
  readonly cause: SyncCause;
}

/** False when somebody else has stored a snapshot since: ours may be the older one. */
async function store(tx: SystemTx, parts: SyncParts, { look, fetched, version, cause }: Finding): Promise<boolean> {
  const { provider, needs, policy } = parts;
  const { vendor } = provider;
  const [known] = await tx.select().from(providerRefs).where(isRef(vendor, look.ref)).for("update");
  if (known === undefined || known.version !== version) return false;
  // Its last period may outlive the workspace. Nothing is stored of it any more.
  if (known.erasedAt !== null) return true;

  const found = takenOver(fetched);
  const tenantId = await ownerOf(tx, vendor, { known: known.tenantId, said: fetched.tenantId, sure: cause.owner });
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(
      and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.vendor, vendor), eq(subscriptions.ref, look.ref)),
    );
  const before = row && snapshotIn(row);
  const after = settled(before, found, look.graceEndsAt);
  const now = needs.now();
  const values = { ...columnsOf(after), fetchedAt: now, checkAt: nextCheck(after, policy, now) };
  const [saved] = await tx
    .insert(subscriptions)
    .values({ tenantId, vendor, ref: look.ref, createdAt: now, ...values })
    .onConflictDoUpdate({
      target: [subscriptions.tenantId, subscriptions.vendor, subscriptions.ref],
      set: values,
    })
    .returning({ id: subscriptions.id });
  if (saved === undefined) throw new Error("the subscription was not stored");

  await tx
    .update(providerRefs)
    .set({ tenantId, version: sql`${providerRefs.version} + 1` })
    .where(eq(providerRefs.id, known.id));
  await closeCheckouts(tx, {
    tenantId,
    vendor,
    after,
    now,
    hadBegun: before !== undefined && before.status !== "incomplete",
  });
  const about = { workspaceId: tenantId, subscriptionId: saved.id };
  const scope = { tenantId, userId: null };
  const subject = { type: "subscription", id: saved.id } as const;
  const changes = changesBetween(before, after);
  if (changes.includes("billing.subscription_started")) await reportSecond(tx, needs, { tenantId, id: saved.id });
  for (const type of changes) {
    const data = { ...about, ...planMove(type, before, after) };
    await needs.publish(tx, { type, data, orderKey: `subscription/${saved.id}`, scope });
    await needs.audit(tx, { action: type, subject, data: { plan: after.planKey }, scope });
  }
  return true;
}

function takenOver(fetched: SubscriptionSnapshot): KnownSnapshot {
  if (fetched.status === "unknown") {
    throw new BillingError("billing.unknown_status", "the vendor has a status that we have no word for");
  }
  if (findPlan(fetched.planKey) === undefined) {
    throw new BillingError("billing.unknown_plan", "the vendor sold something that is not in the catalogue");
  }
  return fetched;
}

/**
 * Whose the subscription is: what was matched once stays. Else it is the workspace that the vendor hands back, if we did
 * open a checkout for it: nobody is given a subscription by what was typed into the vendor's dashboard alone.
 */
async function ownerOf(
  tx: SystemTx,
  vendor: string,
  { known, said, sure }: { known: string | null; said: string | undefined; sure: string | undefined },
): Promise<string> {
  const owner = known ?? sure ?? said;
  const isAgreed = owner !== undefined && UUID.test(owner) && (said === undefined || said === owner);
  if (!isAgreed || (known === null && !(await hasCheckout(tx, vendor, owner)))) {
    throw new BillingError("billing.unknown_owner", "no workspace can be matched to the subscription");
  }
  return owner;
}

async function hasCheckout(tx: SystemTx, vendor: string, tenantId: string): Promise<boolean> {
  const mine = and(eq(checkouts.tenantId, tenantId), eq(checkouts.vendor, vendor));
  const rows = await tx.select({ id: checkouts.id }).from(checkouts).where(mine).limit(1);
  return rows.length > 0;
}

/** Two pages were open, and both were paid: somebody has to give the money of one back. */
async function reportSecond(
  tx: SystemTx,
  needs: BillingNeeds,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<void> {
  const isOther = and(eq(subscriptions.tenantId, tenantId), ne(subscriptions.id, id));
  const isLive = notInArray(subscriptions.status, ["incomplete", "ended"]);
  const others = await tx.select({ id: subscriptions.id }).from(subscriptions).where(and(isOther, isLive)).limit(1);
  if (others.length === 0) return;
  needs.captureError(new Error("a workspace pays for two subscriptions"), { system: "billing", tenantId });
}

interface Outcome {
  readonly tenantId: string;
  readonly vendor: string;
  readonly after: KnownSnapshot;
  /** Whether it was ever paid, as far as we have heard. */
  readonly hadBegun: boolean;
  readonly now: Date;
}

/** What was bought is no longer waited for. */
async function closeCheckouts(tx: SystemTx, { tenantId, vendor, after, hadBegun, now }: Outcome): Promise<void> {
  if (after.status === "incomplete" || (after.status === "ended" && hadBegun)) return;
  // A first payment that failed leaves a subscription that ended before it began: its page can be paid once more.
  const outcome =
    after.status === "ended"
      ? ({ lastError: DECLINED } as const)
      : ({ status: "paid", url: null, checkAt: null, lastError: null } as const);
  await tx
    .update(checkouts)
    .set({ ...outcome, updatedAt: now })
    .where(
      and(
        eq(checkouts.tenantId, tenantId),
        eq(checkouts.vendor, vendor),
        inArray(checkouts.status, ["intent", "open"]),
        eq(checkouts.planKey, after.planKey),
        eq(checkouts.interval, after.interval),
      ),
    );
}

const DAY_MS = 86_400_000;
/** Vendors renew a little after the period's end. */
const LEEWAY_MS = 5 * 60_000;

/** When something should have happened that nobody told us of; else within a day. */
function nextCheck(snapshot: KnownSnapshot, policy: GracePolicy, now: Date): Date | null {
  if (snapshot.status === "ended") return null;
  const moments = [snapshot.currentPeriodEnd, graceDeadline(snapshot, policy)]
    .flatMap((date) => (date === undefined ? [] : [date.getTime() + LEEWAY_MS]))
    .filter((moment) => moment > now.getTime());
  return new Date(Math.min(now.getTime() + DAY_MS, ...moments));
}

const isRef = (vendor: string, ref: string) => and(eq(providerRefs.vendor, vendor), eq(providerRefs.ref, ref));
