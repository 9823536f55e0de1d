import { randomUUID } from "node:crypto";
import type { SubscriptionSnapshot } from "@ninefold/billing";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { aTenant, type Billed, DAY, openFixture, purchase, setUp, subscribed } from "./fixture.ts";

const fixture = await openFixture();
const { database } = fixture;
afterAll(() => fixture.close());

const idOf = ({ headers }: { headers: Headers }) => headers.get("webhook-id") ?? "";
const statusOf = async (delivery: { headers: Headers }) => (await fixture.inbox(idOf(delivery)))[0]?.status;

describe("a delivery", () => {
  it("is written down and queued before it is answered, and applied by the job (B-W10)", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const delivery = await on.deliver(await on.pay(tenant));
    expect([await statusOf(delivery), on.queued.length]).toEqual(["received", 1]);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "free" });
    await on.work();
    expect(await statusOf(delivery)).toBe("applied");
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "pro" });
  });

  it("is shown to whoever watches the system, with what was bought", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const delivery = await on.deliver(await on.pay(tenant));
    await on.work();
    const { deliveries, checkouts, subscriptions } = await on.billing.newest(randomUUID(), 1_000);
    expect(deliveries).toContainEqual(
      expect.objectContaining({ deliveryId: idOf(delivery), status: "applied", receipts: 1 }),
    );
    const { tenantId } = tenant;
    expect(checkouts).toContainEqual(expect.objectContaining({ tenantId, status: "paid", planKey: "pro" }));
    expect(subscriptions).toContainEqual(expect.objectContaining({ tenantId, status: "active", planKey: "pro" }));
    expect((await on.billing.newest(randomUUID(), 1)).deliveries).toHaveLength(1);
  });

  it("that is forged leaves nothing behind (B-W2)", async () => {
    const on = setUp(database);
    const ref = await on.pay(aTenant());
    const { body, headers } = on.provider.webhookFor(ref);
    const altered = body.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    const refused = on.billing.receive({ body: altered, headers, requestId: "r" });
    await expect(refused).rejects.toMatchObject({ code: "billing.invalid_signature" });
    expect([await fixture.inbox(idOf({ headers })), on.queued]).toEqual([[], []]);
  });

  it("that comes a hundred times at once is applied once (B-W9)", async () => {
    const on = setUp(database);
    const delivery = on.provider.webhookFor(await on.pay(aTenant()));
    await Promise.all(Array.from({ length: 100 }, () => on.billing.receive({ ...delivery, requestId: randomUUID() })));
    await on.work();
    expect(await fixture.inbox(idOf(delivery))).toMatchObject([{ status: "applied", receipts: 100 }]);
    expect(on.types()).toEqual(["billing.subscription_started"]);
  });

  it("that comes again after it was applied changes nothing (B-W11, B-W19)", async () => {
    const on = setUp(database);
    const ref = await on.pay(aTenant());
    const delivery = await on.deliver(ref);
    await on.work();
    const before = on.queued.length;
    await on.billing.receive({ ...delivery, requestId: randomUUID() });
    expect([on.queued.length, on.types()]).toEqual([before, ["billing.subscription_started"]]);
  });

  it("that comes again before it was applied is queued again, not swallowed", async () => {
    const on = setUp(database);
    const delivery = await on.deliver(await on.pay(aTenant()));
    await on.billing.receive({ ...delivery, requestId: randomUUID() });
    expect(on.queued).toHaveLength(2);
  });

  it("about something that we have no word for is acknowledged and ignored (B-W15)", async () => {
    const on = setUp(database);
    const strange = {
      ...on.provider,
      verifyWebhook: async () => ({ deliveryId: randomUUID(), sentAt: new Date(), signals: [] }),
    };
    const other = setUp(database, { provider: strange });
    await other.billing.receive({ body: new Uint8Array(), headers: new Headers(), requestId: "r" });
    expect(other.queued).toEqual([]);
  });

  it("for a workspace that we do not know waits, and is applied once it is known (B-W20)", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const stranger = setUp(database, { provider: on.provider });
    const ref = await on.pay(tenant);
    const found = await on.provider.findSubscription(ref);
    const { tenantId: _nobody, ...unmatched } = found!;
    on.provider.setSubscription(unmatched);
    const delivery = await stranger.deliver(ref);
    await expect(stranger.work()).rejects.toMatchObject({ code: "billing.unknown_owner", retryable: true });
    expect(await fixture.inbox(idOf(delivery))).toMatchObject([
      { status: "received", lastError: "billing.unknown_owner" },
    ]);
    on.wait(61_000);
    await on.billing.sweep(randomUUID());
    const [row] = await fixture.inbox(idOf(delivery));
    await on.billing.applyDelivery(row!.id, on.attempt());
    expect([await statusOf(delivery), (await on.billing.planOf(tenant)).key]).toEqual(["applied", "pro"]);
  });

  it("can give a workspace nothing that it never asked for", async () => {
    const on = setUp(database);
    const { ref } = await subscribed(on);
    const found = await on.provider.findSubscription(ref);
    const victim = aTenant();
    const forged = { ...found!, ref: randomUUID(), tenantId: victim.tenantId };
    on.provider.setSubscription(forged);
    await on.deliver(forged.ref);
    await expect(on.work()).rejects.toMatchObject({ code: "billing.unknown_owner" });
    expect(await on.billing.planOf(victim)).toMatchObject({ key: "free" });
  });

  it("can't move a subscription from one workspace to another", async () => {
    const on = setUp(database);
    const { tenant, ref } = await subscribed(on);
    const rival = aTenant();
    await on.billing.startCheckout(rival, purchase());
    on.provider.setSubscription({ ...(await on.provider.findSubscription(ref))!, tenantId: rival.tenantId });
    await on.deliver(ref);
    await expect(on.work()).rejects.toMatchObject({ code: "billing.unknown_owner" });
    expect([(await on.billing.planOf(tenant)).key, (await on.billing.planOf(rival)).key]).toEqual(["pro", "free"]);
  });

  it.each([
    ["a plan that the catalogue lacks", { planKey: "retired" }, "billing.unknown_plan"],
    ["a status without a word (B-W16)", { status: "unknown" }, "billing.unknown_status"],
  ] as const)("about %s leaves what is stored, and is tried again", async (_what, part, code) => {
    const on = setUp(database);
    const { tenant, ref } = await subscribed(on);
    const good = await on.provider.findSubscription(ref);
    on.provider.setSubscription({ ...good!, ...part });
    const delivery = await on.deliver(ref);
    await expect(on.work()).rejects.toMatchObject({ code, kind: "unavailable" });
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "pro" });
    expect(await fixture.inbox(idOf(delivery))).toMatchObject([{ status: "received", lastError: code }]);
  });

  it("tells a deadline that asking does not: the earlier one holds, and looking again does not move it (B-S9)", async () => {
    const on = setUp(database);
    const { tenant, ref } = await subscribed(on);
    const late = {
      ...(await on.provider.findSubscription(ref))!,
      status: "past_due",
      pastDueSince: on.clock.now,
    } as const;
    on.provider.setSubscription(late);
    const graceEndsAt = new Date(on.clock.now.getTime() + 3 * DAY);
    await on.deliver(ref, { graceEndsAt });
    await on.work();
    on.wait(DAY);
    on.provider.setSubscription({ ...late, pastDueSince: on.clock.now });
    await on.deliver(ref);
    await on.work();
    expect((await on.billing.overview(tenant)).subscription).toMatchObject({ access: "grace", graceEndsAt });
    on.wait(2 * DAY);
    expect(await on.billing.planOf(tenant)).toMatchObject({ key: "free" });
  });
});

describe("a first payment that did not come through", () => {
  it("is told to whoever opened the page, gives nothing, and can be tried again", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const { id } = await on.billing.startCheckout(tenant, purchase());
    const failed = { ref: randomUUID(), customerRef: "customer", tenantId: tenant.tenantId, planKey: "pro" } as const;
    const period = { currentPeriodStart: on.clock.now, currentPeriodEnd: on.clock.now, cancelAtPeriodEnd: false };
    on.provider.setSubscription({ ...failed, ...period, interval: "month", status: "ended", endedAt: on.clock.now });
    await on.deliver(failed.ref);
    await on.work();
    expect((await on.billing.overview(tenant)).pending).toMatchObject({ id, wasDeclined: true });
    expect([on.types(), (await on.billing.planOf(tenant)).key]).toEqual([[], "free"]);

    const [page = ""] = on.provider.openCheckouts(tenant.tenantId);
    await on.deliver(on.provider.completeCheckout(page));
    await on.work();
    expect([on.types(), (await on.billing.planOf(tenant)).key]).toEqual([["billing.subscription_started"], "pro"]);
    expect(await fixture.checkoutsOf(tenant)).toMatchObject([{ status: "paid", lastError: null }]);
  });
});

describe("a snapshot that was asked for earlier", () => {
  it("never replaces one that was asked for later, whichever answer comes first", async () => {
    const on = setUp(database);
    const { tenant, ref } = await subscribed(on);
    const active = (await on.provider.findSubscription(ref))!;
    const held = Promise.withResolvers<void>();
    let asked = 0;
    const slow = {
      ...on.provider,
      findSubscription: async (...args: Parameters<typeof on.provider.findSubscription>) => {
        const found = await on.provider.findSubscription(...args);
        asked += 1;
        if (asked === 1) await held.promise;
        return found;
      },
    };
    const slowly = setUp(database, { provider: slow });
    const first = slowly.billing.refresh(ref, on.attempt());
    await expect.poll(() => asked).toBe(1);
    on.provider.setSubscription({ ...active, status: "ended", endedAt: on.clock.now });
    await on.deliver(ref);
    await on.work();
    held.resolve();
    await first;
    expect(asked).toBe(2);
    expect(await fixture.subscriptionsOf(tenant)).toMatchObject([{ status: "ended" }]);
  });
});

/** What can become of a subscription, as the vendor's dashboard and a card would have it. */
const steps = [
  "renew",
  "fall behind",
  "recover",
  "pause",
  "resume",
  "cancel",
  "withdraw",
  "dear",
  "cheap",
  "end",
] as const;

const later = (date: Date) => new Date(date.getTime() + 30 * DAY);

function take(on: Billed, now: SubscriptionSnapshot, step: (typeof steps)[number]): SubscriptionSnapshot {
  const { ref, customerRef, tenantId, planKey, interval, currentPeriodStart, currentPeriodEnd, cancelAtPeriodEnd } =
    now;
  const facts = {
    ref,
    customerRef,
    planKey,
    interval,
    currentPeriodStart,
    currentPeriodEnd,
    cancelAtPeriodEnd,
    ...(tenantId && { tenantId }),
  };
  if (now.status === "ended") return now;
  switch (step) {
    case "renew":
      return {
        ...facts,
        status: "active",
        currentPeriodStart: currentPeriodEnd,
        currentPeriodEnd: later(currentPeriodEnd),
      };
    case "fall behind":
      return { ...facts, status: "past_due", pastDueSince: on.clock.now };
    case "recover":
    case "resume":
      return { ...facts, status: "active" };
    case "pause":
      return { ...facts, status: "paused" };
    case "cancel":
      return { ...now, cancelAtPeriodEnd: true };
    case "withdraw":
      return { ...now, cancelAtPeriodEnd: false };
    case "dear":
      return { ...now, planKey: "business" };
    case "cheap":
      return { ...now, planKey: "pro" };
    default:
      return { ...facts, status: "ended", endedAt: on.clock.now };
  }
}

describe("deliveries in any order", () => {
  it("permuted, doubled and delayed, end in what the vendor has, and a replay of all tells nothing (P6)", async () => {
    const history = fc.array(
      fc.record({ step: fc.constantFrom(...steps), delay: fc.nat({ max: 6 }), copies: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(history, async (events) => {
        const on = setUp(database);
        const { tenant, ref } = await subscribed(on);
        const deliveries: { at: number; delivery: { body: Uint8Array; headers: Headers } }[] = [];
        for (const [index, { step, delay, copies }] of events.entries()) {
          on.provider.setSubscription(take(on, (await on.provider.findSubscription(ref))!, step));
          const delivery = on.provider.webhookFor(ref);
          for (let copy = 0; copy < copies; copy += 1) deliveries.push({ at: index + delay * (copy + 1), delivery });
          // Those that are due by now arrive before the next thing happens.
          for (const due of deliveries.filter(({ at }) => at === index)) await arrive(on, due.delivery);
        }
        for (const { delivery } of deliveries.toSorted((one, other) => one.at - other.at)) await arrive(on, delivery);

        const { ref: _ref, tenantId: _tenant, ...vendors } = (await on.provider.findSubscription(ref))!;
        const [row] = await fixture.subscriptionsOf(tenant);
        expect(row).toMatchObject({ ...vendors, ...("pastDueSince" in vendors && { pastDueSince: expect.any(Date) }) });
        const told = on.types();
        for (const { delivery } of deliveries) await arrive(on, delivery);
        await on.deliver(ref);
        await on.work();
        expect(on.types()).toEqual(told);
        // Every change that is told is in the audit log, after the checkout that began it all, and nothing else is.
        expect(on.audited.map(({ action }) => action)).toEqual(["billing.checkout_started", ...told]);
        expect(await fixture.subscriptionsOf(tenant)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("all late, tell the same in every order", async () => {
    const outcomes = new Set<string>();
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const on = setUp(database);
      const { ref } = await subscribed(on);
      const made: { body: Uint8Array; headers: Headers }[] = [];
      for (const step of ["renew", "dear", "cancel"] as const) {
        on.provider.setSubscription(take(on, (await on.provider.findSubscription(ref))!, step));
        made.push(on.provider.webhookFor(ref));
      }
      for (const index of order) await arrive(on, made[index]!);
      outcomes.add(on.types().join());
    }
    expect(outcomes.size).toBe(1);
  });
});

async function arrive(on: Billed, delivery: { body: Uint8Array; headers: Headers }): Promise<void> {
  await on.billing.receive({ ...delivery, requestId: randomUUID() });
  await on.work();
}
