import { randomUUID } from "node:crypto";
import { BillingError, createBilling } from "@ninefold/billing";
import { memoryBilling } from "@ninefold/billing/memory";
import { noBilling } from "@ninefold/billing/none";
import { userIdOf } from "@ninefold/identity/tenancy";
import { afterAll, describe, expect, it } from "vitest";
import { aTenant, DAY, openFixture, purchase, setUp, subscribed } from "./fixture.ts";

const fixture = await openFixture();
const { database } = fixture;
afterAll(() => fixture.close());

describe("the plan of a workspace", () => {
  it("is the free one when nothing is sold", async () => {
    const { needs } = setUp(database);
    expect(await createBilling(noBilling(), needs).planOf(aTenant())).toMatchObject({ key: "free" });
  });

  it("is the free one without a subscription", async () => {
    expect(await setUp(database).billing.planOf(aTenant())).toMatchObject({ key: "free" });
  });

  it("is the one that was paid for, until the grace period of an unpaid renewal is over", async () => {
    const on = setUp(database);
    const { tenant } = await subscribed(on);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "pro" });
    on.wait(36 * DAY);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "pro" });
    on.wait(DAY);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "free" });
  });

  it("is read from what is stored: a vendor that is down changes nothing", async () => {
    const on = setUp(database);
    const { tenant } = await subscribed(on);
    const down = { ...on.provider, findSubscription: () => Promise.reject(new Error("down")) };
    expect(await createBilling(down, on.needs).planOf(tenant)).toMatchObject({ key: "pro" });
    expect(await createBilling(down, on.needs).overview(tenant)).toMatchObject({ plan: { key: "pro" } });
  });

  it("stays with a cancelled subscription until the period ends", async () => {
    const on = setUp(database);
    const { tenant } = await subscribed(on);
    await on.billing.cancelAtPeriodEnd(tenant);
    expect((await on.billing.overview(tenant)).subscription).toMatchObject({ cancelAtPeriodEnd: true, access: "full" });
    on.wait(30 * DAY - 1);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "pro" });
    on.wait(1);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "free" });
  });

  it("is looked at after the open checkout, so that who looks while the one becomes the other sees one of them", async () => {
    const before = fixture.queries.length;
    await setUp(database).billing.overview(aTenant());
    const asked = fixture.queries.slice(before);
    const at = (table: string) => asked.findIndex((query) => query.includes(`from "billing"."${table}"`));
    expect(at("checkouts")).toBeGreaterThanOrEqual(0);
    expect(at("checkouts")).toBeLessThan(at("subscriptions"));
  });

  it("is nobody else's", async () => {
    const on = setUp(database);
    await subscribed(on);
    const rival = aTenant();
    expect(await on.billing.planOf(rival)).toMatchObject({ key: "free" });
    await expect(on.billing.cancelAtPeriodEnd(rival)).rejects.toMatchObject({ code: "billing.not_found" });
  });

  it("is the best of two, and somebody is told that a workspace pays twice", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const [one, other] = [purchase(), purchase({ planKey: "business" })];
    await on.billing.startCheckout(tenant, one);
    await on.billing.startCheckout(tenant, other);
    const refs = on.provider.openCheckouts(tenant.tenantId).map((ref) => on.provider.completeCheckout(ref));
    for (const ref of refs) await on.deliver(ref);
    await on.work();
    expect(on.reported).toEqual([expect.objectContaining({ message: "a workspace pays for two subscriptions" })]);
    expect(await fixture.subscriptionsOf(tenant)).toHaveLength(2);
  });
});

describe("cancelling", () => {
  it("tells it once, however often it is asked for and the vendor speaks of it", async () => {
    const on = setUp(database);
    const { tenant, ref } = await subscribed(on);
    await on.billing.cancelAtPeriodEnd(tenant);
    await on.billing.cancelAtPeriodEnd(tenant);
    await on.deliver(ref);
    await on.work();
    expect(on.types()).toEqual(["billing.subscription_started", "billing.cancellation_scheduled"]);
  });
});

describe("the audit log", () => {
  const ana = { type: "person", id: userIdOf(randomUUID()) } as const;

  it("has who went to pay and who cancelled once, however often it is asked for, and the vendor's word as ours", async () => {
    const on = setUp(database);
    const tenant = aTenant(ana);
    const wanted = purchase();
    await on.billing.startCheckout(tenant, wanted);
    await on.billing.startCheckout(tenant, wanted);
    const [page = ""] = on.provider.openCheckouts(tenant.tenantId);
    await on.deliver(on.provider.completeCheckout(page));
    await on.work();
    await on.billing.cancelAtPeriodEnd(tenant);
    await on.billing.cancelAtPeriodEnd(tenant);
    await on.work();

    const about = { data: { plan: "pro" }, tenantId: tenant.tenantId };
    expect(on.audited).toMatchObject([
      { action: "billing.checkout_started", by: ana, ...about },
      { action: "billing.subscription_started", by: { type: "system", id: "billing" }, ...about },
      { action: "billing.cancellation_requested", by: ana, ...about },
    ]);
  });

  it("has who cancelled, also where the vendor's own word of it comes first", async () => {
    const telling: { now?: () => Promise<unknown> } = {};
    const provider = memoryBilling();
    const talkative = {
      ...provider,
      cancelAtPeriodEnd: async (...args: Parameters<typeof provider.cancelAtPeriodEnd>) => {
        const said = await provider.cancelAtPeriodEnd(...args);
        await telling.now?.();
        return said;
      },
    };
    const on = setUp(database, { provider: talkative });
    const { tenant, ref } = await subscribed(on, aTenant(ana));
    telling.now = async () => {
      await on.deliver(ref);
      await on.work();
    };
    await on.billing.cancelAtPeriodEnd(tenant);
    expect(on.audited.slice(2).map(({ action }) => action)).toEqual([
      "billing.cancellation_scheduled",
      "billing.cancellation_requested",
    ]);
    expect(on.audited.at(-1)).toMatchObject({ by: ana });
  });

  it("is part of the change: where it can't be written, nothing is stored and no page opened", async () => {
    const on = setUp(database, { audit: () => Promise.reject(new Error("the log is full")) });
    const tenant = aTenant();
    await expect(on.billing.startCheckout(tenant, purchase())).rejects.toThrow("the log is full");
    expect(await fixture.checkoutsOf(tenant)).toEqual([]);
    expect(on.provider.openCheckouts(tenant.tenantId)).toEqual([]);
  });
});

describe("a checkout", () => {
  it.each(["free", "enterprise"])("is refused for the plan %s, which is not for sale", async (planKey) => {
    const refused = setUp(database).billing.startCheckout(aTenant(), purchase({ planKey }));
    await expect(refused).rejects.toMatchObject({ code: "billing.plan_not_sold", kind: "invalid" });
  });

  it("says clearly that nothing is sold when billing is off", async () => {
    const { needs } = setUp(database);
    const refused = createBilling(noBilling(), needs).startCheckout(aTenant(), purchase());
    await expect(refused).rejects.toMatchObject({ code: "billing.disabled" });
  });

  it("is one, however often the request is repeated", async () => {
    const { billing } = setUp(database);
    const [tenant, wanted] = [aTenant(), purchase()];
    const first = await billing.startCheckout(tenant, wanted);
    expect(await billing.startCheckout(tenant, wanted)).toEqual(first);
    expect(await fixture.checkoutsOf(tenant)).toMatchObject([{ status: "open" }]);
  });

  it("is one when ten requests come at once: the others are told to wait", async () => {
    let asked = 0;
    const provider = memoryBilling();
    const counting = {
      ...provider,
      createCheckout: (...args: Parameters<typeof provider.createCheckout>) => {
        asked += 1;
        return provider.createCheckout(...args);
      },
    };
    const { billing } = setUp(database, { provider: counting });
    const [tenant, wanted] = [aTenant(), purchase()];
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => billing.startCheckout(tenant, wanted)));
    const refused = answers
      .filter((one) => one.status === "rejected")
      .map(({ reason }) => (reason as BillingError).code);
    expect(asked).toBe(1);
    expect(refused).toEqual(refused.map(() => "billing.in_progress"));
  });

  it("refuses a key that was used for another plan", async () => {
    const { billing } = setUp(database);
    const [tenant, wanted] = [aTenant(), purchase()];
    await billing.startCheckout(tenant, wanted);
    const other = billing.startCheckout(tenant, { ...wanted, planKey: "business" });
    await expect(other).rejects.toMatchObject({ code: "billing.idempotency_conflict" });
  });

  it("may use a key that another workspace has used", async () => {
    const { billing } = setUp(database);
    const wanted = purchase();
    const one = await billing.startCheckout(aTenant(), wanted);
    expect((await billing.startCheckout(aTenant(), wanted)).id).not.toBe(one.id);
  });

  it("can be opened again at once after the vendor did not answer", async () => {
    let isDown = true;
    const provider = memoryBilling();
    const shaky = {
      ...provider,
      createCheckout: async (...args: Parameters<typeof provider.createCheckout>) => {
        if (isDown) throw new BillingError("billing.unavailable", "no answer");
        return provider.createCheckout(...args);
      },
    };
    const { billing } = setUp(database, { provider: shaky });
    const [tenant, wanted] = [aTenant(), purchase()];
    await expect(billing.startCheckout(tenant, wanted)).rejects.toMatchObject({ code: "billing.unavailable" });
    expect(await fixture.checkoutsOf(tenant)).toMatchObject([{ status: "failed", lastError: "billing.unavailable" }]);
    isDown = false;
    expect(await billing.startCheckout(tenant, wanted)).toMatchObject({ url: expect.any(String) });
  });

  it("can be opened again after the process died between the vendor's answer and ours", async () => {
    const on = setUp(database);
    const [tenant, wanted] = [aTenant(), purchase()];
    const dying = { ...on.provider, createCheckout: () => new Promise<never>(() => undefined) };
    void createBilling(dying, on.needs).startCheckout(tenant, wanted);
    await expect.poll(() => fixture.checkoutsOf(tenant)).toMatchObject([{ status: "intent" }]);
    await expect(on.billing.startCheckout(tenant, wanted)).rejects.toMatchObject({ code: "billing.in_progress" });
    on.wait(61_000);
    expect(await on.billing.startCheckout(tenant, wanted)).toMatchObject({ url: expect.any(String) });
  });

  it("is refused to a workspace that pays already, since it would pay twice", async () => {
    const on = setUp(database);
    const { tenant } = await subscribed(on);
    await expect(on.billing.startCheckout(tenant, purchase())).rejects.toMatchObject({
      code: "billing.already_subscribed",
      kind: "conflict",
    });
  });

  it("comes back to the page that it was opened from, which learns which one it was", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const { id } = await on.billing.startCheckout(tenant, purchase());
    expect(on.provider.requests.at(-1)?.returnUrl).toBe(`https://app.ninefold.dev/w/acme/billing?checkout=${id}`);
    expect((await on.billing.overview(tenant)).pending).toEqual({
      id,
      planKey: "pro",
      interval: "month",
      wasDeclined: false,
    });
  });
});

describe("what was never told", () => {
  it("is found by the sweep: a paid checkout whose webhook was lost", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    await on.pay(tenant);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "free" });
    on.wait(61_000);
    await on.billing.sweep(randomUUID());
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "pro" });
    expect(await fixture.checkoutsOf(tenant)).toMatchObject([{ status: "paid", url: null }]);
    expect(on.types()).toEqual(["billing.subscription_started"]);
  });

  it("is found by the sweep: a renewal, and an end (B-S22)", async () => {
    const on = setUp(database);
    const { tenant, ref } = await subscribed(on);
    const before = await on.provider.findSubscription(ref);
    on.wait(30 * DAY);
    on.provider.setSubscription({
      ...before!,
      currentPeriodStart: on.clock.now,
      currentPeriodEnd: new Date(on.clock.now.getTime() + 30 * DAY),
    });
    on.wait(3_600_000);
    await on.billing.sweep(randomUUID());
    expect(on.types().at(-1)).toBe("billing.subscription_renewed");
    on.wait(DAY);
    on.provider.setSubscription({ ...before!, status: "ended", endedAt: on.clock.now });
    on.wait(DAY);
    await on.billing.sweep(randomUUID());
    expect(on.types().at(-1)).toBe("billing.subscription_ended");
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "free" });
  });

  it("is not asked for once a checkout has expired, or a subscription has ended", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    await on.billing.startCheckout(tenant, purchase());
    on.wait(3 * DAY);
    await on.billing.sweep(randomUUID());
    expect(await fixture.checkoutsOf(tenant)).toMatchObject([{ status: "expired", checkAt: null }]);
  });
});

describe("a workspace that is erased", () => {
  it("is forgotten, and nobody else is", async () => {
    const on = setUp(database);
    const [gone, stays] = [await subscribed(on), await subscribed(on)];
    await database.doorsOf("identity").withTenant(gone.tenant, (tx) => on.billing.erase(tx));
    expect([await fixture.subscriptionsOf(gone.tenant), await fixture.checkoutsOf(gone.tenant)]).toEqual([[], []]);
    expect(await on.billing.planOf(stays.tenant)).toMatchObject({ key: "pro" });
  });
});
