import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createBilling, type BillingNeeds } from "@ninefold/billing";
import { memoryBilling } from "@ninefold/billing/memory";
import { noBilling } from "@ninefold/billing/none";

const day = 86_400_000;

describe("billing.planOf", () => {
  it("puts everyone on the free plan when nothing is sold", async () => {
    const billing = createBilling(noBilling(), needs());
    expect(await billing.planOf(randomUUID())).toMatchObject({ key: "free" });
  });

  it("is the default plan without a subscription", async () => {
    const { billing } = setUp();
    expect(await billing.planOf(randomUUID())).toMatchObject({ key: "free" });
  });

  it("is the plan that was paid for, until the grace period of an unpaid renewal is over", async () => {
    const { billing, subscribe, wait } = setUp();
    const tenantId = randomUUID();
    await subscribe(tenantId);
    expect(await billing.planOf(tenantId)).toMatchObject({ key: "pro" });
    wait(36);
    expect(await billing.planOf(tenantId)).toMatchObject({ key: "pro" });
    wait(1);
    expect(await billing.planOf(tenantId)).toMatchObject({ key: "free" });
  });

  it("keeps a cancelled plan until the period ends", async () => {
    const { billing, subscribe, wait } = setUp();
    const tenantId = randomUUID();
    await subscribe(tenantId);
    await billing.cancelAtPeriodEnd(tenantId);
    wait(29);
    expect(await billing.planOf(tenantId)).toMatchObject({ key: "pro" });
    wait(1);
    expect(await billing.planOf(tenantId)).toMatchObject({ key: "free" });
  });

  it("does not move a paying tenant to the free plan because its plan is unknown", async () => {
    const { billing, provider, subscribe } = setUp();
    const tenantId = randomUUID();
    const snapshot = await provider.findSubscription(await subscribe(tenantId));
    if (snapshot === undefined) throw new Error("the subscription was not stored");
    provider.setSubscription({ ...snapshot, planKey: "retired" });
    await expect(billing.planOf(tenantId)).rejects.toMatchObject({ code: "billing.unknown_plan" });
  });

  it("shows a tenant nothing of a subscription that the provider holds for another", async () => {
    const { billing, refs, subscribe } = setUp();
    const [owner, rival] = [randomUUID(), randomUUID()];
    refs.set(rival, await subscribe(owner));
    expect(await billing.planOf(rival)).toMatchObject({ key: "free" });
    await expect(billing.cancelAtPeriodEnd(rival)).rejects.toMatchObject({ code: "billing.not_found" });
  });
});

describe("billing.startCheckout", () => {
  it.each(["free", "enterprise"])("refuses the plan %s, which is not for sale", async (planKey) => {
    const { billing } = setUp();
    const refused = billing.startCheckout(randomUUID(), { ...purchase(), planKey });
    await expect(refused).rejects.toMatchObject({ code: "billing.plan_not_sold", kind: "invalid" });
  });

  it("opens one checkout however often the request is repeated", async () => {
    const { billing } = setUp();
    const [tenantId, request] = [randomUUID(), purchase()];
    const first = await billing.startCheckout(tenantId, request);
    expect(await billing.startCheckout(tenantId, request)).toEqual(first);
  });

  it("says clearly that nothing is sold when billing is off", async () => {
    const billing = createBilling(noBilling(), needs());
    await expect(billing.startCheckout(randomUUID(), purchase())).rejects.toMatchObject({ code: "billing.disabled" });
  });

  it("lets a checkout be retried only where the provider takes the operation key", async () => {
    const calls: unknown[] = [];
    const provider = memoryBilling();
    const cautious = { ...provider, capabilities: { ...provider.capabilities, idempotentCheckout: false } };
    const guard: BillingNeeds["guard"] = (call, work) => {
      calls.push(call);
      return work(new AbortController().signal);
    };
    await createBilling(cautious, { ...needs(), guard }).startCheckout(randomUUID(), purchase());
    expect(calls).toEqual([{ dependency: "billing", operation: "create_checkout", idempotent: false }]);
  });
});

function needs(): BillingNeeds {
  return {
    guard: (_call, work) => work(new AbortController().signal),
    findSubscriptionRef: async () => undefined,
    now: () => new Date(0),
  };
}

function purchase() {
  return {
    planKey: "pro",
    interval: "month",
    customerEmail: "owner@example.com",
    returnUrl: "https://app.example.com/billing",
    operationKey: randomUUID(),
  } as const;
}

function setUp() {
  let time = Date.UTC(2026, 0, 1);
  const now = () => new Date(time);
  const provider = memoryBilling({ now });
  const refs = new Map<string, string>();
  const billing = createBilling(provider, {
    ...needs(),
    findSubscriptionRef: async (tenantId) => refs.get(tenantId),
    now,
  });
  const subscribe = async (tenantId: string) => {
    const ref = provider.completeCheckout((await billing.startCheckout(tenantId, purchase())).ref);
    refs.set(tenantId, ref);
    return ref;
  };
  const wait = (days: number) => {
    time += days * day;
  };
  return { billing, provider, refs, subscribe, wait };
}
