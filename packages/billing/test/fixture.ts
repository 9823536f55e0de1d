import { randomUUID } from "node:crypto";
import { type BillingNeeds, createBilling } from "@ninefold/billing";
import { type MemoryBilling, memoryBilling } from "@ninefold/billing/memory";
import { checkouts, providerRefs, subscriptions, webhookInbox } from "@ninefold/billing/schema";
import {
  assertNoOpenTransaction,
  assertOwnSchema,
  contextOf,
  type OpenDatabase,
  openDatabase,
  type SystemContext,
  type TenantContext,
  type TenantTx,
  tenantIdOf,
} from "@ninefold/identity/tenancy";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { eq } from "drizzle-orm";

const actor = { type: "system", id: "test" } as const;
const asSystem: SystemContext = { reason: "relay", actor, requestId: "test" };
export const DAY = 86_400_000;

export const aTenant = (by: TenantContext["actor"] = actor): TenantContext => ({
  tenantId: tenantIdOf(randomUUID()),
  actor: by,
  requestId: randomUUID(),
});

export function purchase(part: { planKey?: string; interval?: "month" | "year"; operationKey?: string } = {}) {
  return {
    planKey: "pro",
    interval: "month",
    customerEmail: "owner@inbox.ninefold.dev",
    returnUrl: "https://app.ninefold.dev/w/acme/billing",
    operationKey: randomUUID(),
    ...part,
  } as const;
}

/** One database for a test file. A query that names another system's schema fails, as in every test. */
export async function openFixture() {
  const created = await createTestDatabase();
  const queries: string[] = [];
  const database = openDatabase({
    appUrl: created.urls.DATABASE_APP_URL,
    systemUrl: created.urls.DATABASE_SYSTEM_URL,
    onQuery(query) {
      assertOwnSchema(query);
      queries.push(query.sql);
    },
  });
  const doors = database.doorsOf("billing");
  return {
    database,
    /** Every statement so far, in its order. */
    queries,
    /** Seen across tenants, as no request sees it. */
    subscriptionsOf: ({ tenantId }: TenantContext) =>
      doors.asSystem(asSystem, (tx) => tx.select().from(subscriptions).where(eq(subscriptions.tenantId, tenantId))),
    checkoutsOf: ({ tenantId }: TenantContext) =>
      doors.asSystem(asSystem, (tx) => tx.select().from(checkouts).where(eq(checkouts.tenantId, tenantId))),
    inbox: (deliveryId: string) =>
      doors.asSystem(asSystem, (tx) => tx.select().from(webhookInbox).where(eq(webhookInbox.deliveryId, deliveryId))),
    ownerOf: (ref: string) =>
      doors.asSystem(asSystem, (tx) => tx.select().from(providerRefs).where(eq(providerRefs.ref, ref))),
    async close() {
      await database.close();
      await created.drop();
    },
  };
}

interface Queued {
  readonly jobId: string;
  readonly input: { readonly inboxId?: string; readonly ref?: string };
  readonly key: string;
}

interface Audited {
  readonly action: string;
  readonly data: object;
  readonly by: object;
  readonly tenantId: string | null | undefined;
}

/** Billing over the provider that tests hold the levers of. Jobs wait until `work` runs them. */
export function setUp(database: OpenDatabase, part: Partial<BillingNeeds> & { provider?: MemoryBilling } = {}) {
  const clock = { now: new Date("2026-01-10T09:00:00Z") };
  const now = () => clock.now;
  const { provider = memoryBilling({ now }), ...needed } = part;
  const queued: Queued[] = [];
  const published: { readonly type: string; readonly scope?: object }[] = [];
  const audited: Audited[] = [];
  const reported: unknown[] = [];
  const needs: BillingNeeds = {
    doors: database.doorsOf("billing"),
    enqueue: async (_tx, jobId, input, { idempotencyKey: key }) => {
      if (!queued.some((one) => one.key === key)) queued.push({ jobId, input, key });
    },
    publish: async (_tx, event) => published.push(event),
    guard: async (call, work) => {
      assertNoOpenTransaction(call.operation);
      return work(new AbortController().signal);
    },
    audit: async (tx, { scope, ...entry }) => {
      // A transaction across tenants has none of its own.
      const context: object & Pick<TenantContext, "actor"> = contextOf(tx as TenantTx);
      const tenantId = "tenantId" in context ? String(context.tenantId) : scope?.tenantId;
      audited.push({ ...entry, by: context.actor, tenantId });
    },
    captureError: (error) => reported.push(error),
    now,
    ...needed,
  };
  const billing = createBilling(provider, needs);
  let done = 0;

  return {
    billing,
    provider,
    needs,
    queued,
    published,
    audited,
    reported,
    clock,
    attempt,
    /** Every job that waits, oldest first. What one throws is thrown. */
    async work() {
      while (done < queued.length) {
        const job = queued[done++];
        if (job?.input.inboxId !== undefined) await billing.applyDelivery(job.input.inboxId, attempt());
        if (job?.input.ref !== undefined) await billing.refresh(job.input.ref, attempt());
      }
    },
    /** Takes in a genuine delivery about the subscription. */
    async deliver(ref: string, fact?: { readonly graceEndsAt: Date }) {
      const delivery = provider.webhookFor(ref, fact);
      await billing.receive({ ...delivery, requestId: randomUUID() });
      return delivery;
    },
    /** A person of the workspace pays. Nobody has told us of it yet. */
    async pay(tenant: TenantContext, wanted = purchase()) {
      await billing.startCheckout(tenant, wanted);
      const [ref] = provider.openCheckouts(tenant.tenantId);
      if (ref === undefined) throw new Error("no page is open");
      return provider.completeCheckout(ref);
    },
    wait: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    types: () => published.map(({ type }) => type),
  };
}

const attempt = () => ({ requestId: randomUUID(), signal: new AbortController().signal });

export type Billed = ReturnType<typeof setUp>;

/** Somebody who has paid, and whose webhook has arrived. */
export async function subscribed(on: Billed, tenant = aTenant()) {
  const ref = await on.pay(tenant);
  await on.deliver(ref);
  await on.work();
  return { tenant, ref };
}
