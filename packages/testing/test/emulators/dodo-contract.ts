import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import DodoPayments from "dodopayments";
import { z } from "zod";
import { type DodoEmulator, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract, RouteCase } from "./contract.ts";

export interface DodoSubject {
  readonly emulator: DodoEmulator;
  /** The vendor's own SDK, unchanged, and without its retries. */
  readonly client: DodoPayments;
}

export const PRO = "pdt_local_pro_month";
export const BUSINESS = "pdt_local_business_month";
export const DAY_MS = 86_400_000;

export function clientOf({ apiKey, url }: Pick<DodoEmulator, "apiKey" | "url">): DodoPayments {
  return new DodoPayments({ bearerToken: apiKey, baseURL: url, maxRetries: 0, logLevel: "off" });
}

/** A refusal, as the SDK throws it. */
export function refused(status: number, code?: string) {
  return (error: unknown) => {
    assert.ok(error instanceof DodoPayments.APIError);
    assert.equal(error.status, status);
    if (code !== undefined) assert.equal(z.object({ code: z.string() }).parse(error.error).code, code);
    return true;
  };
}

export const anEmail = () => `ana-${randomUUID()}@inbox.ninefold.dev`;

export async function open({ client }: DodoSubject, changes: Partial<DodoPayments.CheckoutSessionRequest> = {}) {
  return client.checkoutSessions.create({
    product_cart: [{ product_id: PRO, quantity: 1 }],
    customer: { email: anEmail(), name: "Ana" },
    metadata: { tenant_id: "t1" },
    return_url: "https://app.ninefold.dev/billing",
    cancel_url: "https://app.ninefold.dev/pricing",
    ...changes,
  });
}

/** A paid subscription: its id. */
export async function subscribe(subject: DodoSubject, changes: Partial<DodoPayments.CheckoutSessionRequest> = {}) {
  return subject.emulator.pay((await open(subject, changes)).session_id);
}

const HOOK = { url: "http://127.0.0.1:9/nobody-listens" };
const change = (product_id: string) => ({
  product_id,
  quantity: 1,
  proration_billing_mode: "prorated_immediately" as const,
});
const newCustomer = () => ({ email: anEmail(), name: "Ana", metadata: { tenant_id: "t1" } });

const cases: readonly RouteCase<DodoSubject>[] = [
  {
    route: "POST /checkouts",
    name: "checkoutSessions.create answers with the address of a page where a person can pay",
    async run(subject) {
      const { session_id: id, checkout_url: url } = await open(subject);
      assert.equal(url, `${subject.emulator.url}/checkout/${id}`);
      const page = await (await fetch(url)).text();
      assert.match(page, /Pay \$19\.00/);
    },
  },
  {
    route: "POST /checkouts",
    name: "checkoutSessions.create for a product that is not there is refused",
    async run(subject) {
      const cart = { product_cart: [{ product_id: "pdt_none", quantity: 1 }] };
      await assert.rejects(open(subject, cart), refused(422, "PRODUCT_NOT_FOUND"));
      assert.match((await open(subject)).session_id, /^cks_/);
    },
  },
  {
    route: "GET /checkouts/:id",
    name: "checkoutSessions.retrieve shows the payment once there is one, and how it went",
    async run(subject) {
      const { session_id: id } = await open(subject);
      const before = await subject.client.checkoutSessions.retrieve(id);
      assert.deepEqual([before.id, before.payment_id, before.payment_status], [id, null, null]);
      subject.emulator.decline(id);
      assert.equal((await subject.client.checkoutSessions.retrieve(id)).payment_status, "failed");
      subject.emulator.pay(id);
      assert.equal((await subject.client.checkoutSessions.retrieve(id)).payment_status, "succeeded");
    },
  },
  {
    route: "POST /customers",
    name: "customers.create makes a second one for the same address",
    async run({ client }) {
      const given = newCustomer();
      const [one, other] = [await client.customers.create(given), await client.customers.create(given)];
      assert.equal(one.email, given.email);
      assert.notEqual(one.customer_id, other.customer_id);
    },
  },
  {
    route: "GET /customers",
    name: "customers.list counts pages from 0, so that the SDK's own paging misses the first",
    async run({ client }) {
      for (let made = 0; made < 12; made += 1) await client.customers.create(newCustomer());
      const sdk = [];
      for await (const one of client.customers.list()) sdk.push(one.customer_id);
      const all = [];
      for await (const one of client.customers.list({ page_number: 0 })) all.push(one.customer_id);
      assert.deepEqual([sdk.length, new Set(all).size], [10, 12]);
      const [found, ...others] = (
        await client.customers.list({ email: (await client.customers.list()).items[0]?.email ?? "" })
      ).items;
      assert.deepEqual([found?.customer_id, others], [all[0], []]);
    },
  },
  {
    route: "GET /customers/:id",
    name: "customers.retrieve shows a customer, and 404 for one that is not there",
    async run({ client }) {
      const { customer_id: id } = await client.customers.create(newCustomer());
      assert.deepEqual((await client.customers.retrieve(id)).metadata, { tenant_id: "t1" });
      await assert.rejects(client.customers.retrieve("cus_none"), refused(404));
    },
  },
  {
    route: "PATCH /customers/:id",
    name: "customers.update changes what is given and leaves the rest",
    async run({ client }) {
      const made = await client.customers.create(newCustomer());
      const changed = await client.customers.update(made.customer_id, { name: "Bea" });
      assert.deepEqual([changed.name, changed.email], ["Bea", made.email]);
    },
  },
  {
    route: "POST /customers/:id/customer-portal/session",
    name: "customers.customerPortal.create links to a page of that customer's alone",
    async run(subject) {
      const { client, emulator } = subject;
      const subscription = await client.subscriptions.retrieve(await subscribe(subject));
      await subscribe(subject, { customer: { email: "other@inbox.ninefold.dev" } });
      const { link } = await client.customers.customerPortal.create(subscription.customer.customer_id, {
        return_url: "https://app.ninefold.dev/billing",
      });
      const page = await (await fetch(link)).text();
      assert.ok(page.includes(subscription.customer.email) && page.includes("https://app.ninefold.dev/billing"));
      assert.ok(!page.includes("other@"));
      await emulator.clock.advance(DAY_MS);
      assert.equal((await fetch(link)).status, 404);
    },
  },
  {
    route: "GET /products",
    name: "products.list shows what is sold, with its price and the plan that it is for",
    async run({ client }) {
      const { items } = await client.products.list({ page_number: 0, page_size: 100 });
      const pro = items.find((one) => one.product_id === PRO);
      assert.deepEqual([items.length, pro?.price, pro?.metadata], [4, 1_900, { plan_key: "pro" }]);
      assert.deepEqual((await client.products.list({ page_number: 1, page_size: 100 })).items, []);
    },
  },
  {
    route: "GET /products/:id",
    name: "products.retrieve shows a price that comes back every month",
    async run({ client }) {
      const { price } = await client.products.retrieve(PRO);
      assert.ok(price.type === "recurring_price");
      assert.deepEqual([price.price, price.payment_frequency_interval], [1_900, "Month"]);
    },
  },
  {
    route: "GET /payments",
    name: "payments.list finds the payments of a subscription, newest first",
    async run(subject) {
      const id = await subscribe(subject);
      await subscribe(subject);
      subject.emulator.renew(id);
      const { items } = await subject.client.payments.list({ subscription_id: id, page_number: 0 });
      assert.deepEqual(
        items.map((one) => [one.subscription_id, one.status, one.total_amount]),
        [
          [id, "succeeded", 1_900],
          [id, "succeeded", 1_900],
        ],
      );
      assert.deepEqual((await subject.client.payments.list({ status: "failed" })).items, []);
    },
  },
  {
    route: "GET /payments/:id",
    name: "payments.retrieve leads from a checkout to what was bought",
    async run(subject) {
      const { session_id: checkout } = await open(subject);
      const subscription = subject.emulator.pay(checkout);
      const { payment_id: id } = await subject.client.checkoutSessions.retrieve(checkout);
      const payment = await subject.client.payments.retrieve(id ?? "");
      assert.deepEqual(
        [payment.checkout_session_id, payment.subscription_id, payment.subscription_ids, payment.card_last_four],
        [checkout, subscription, [subscription], "4242"],
      );
    },
  },
  {
    route: "GET /subscriptions/:id",
    name: "subscriptions.retrieve shows what was bought, with the checkout's metadata",
    async run(subject) {
      const id = await subscribe(subject);
      const one = await subject.client.subscriptions.retrieve(id);
      assert.deepEqual([one.status, one.product_id, one.metadata], ["active", PRO, { tenant_id: "t1" }]);
      assert.ok(!("past_due_ends_at" in one));
      await assert.rejects(subject.client.subscriptions.retrieve("sub_none"), refused(404));
    },
  },
  {
    route: "GET /subscriptions",
    name: "subscriptions.list filters by customer and by status",
    async run(subject) {
      const { client, emulator } = subject;
      const [id, ended] = [await subscribe(subject), await subscribe(subject)];
      emulator.cancel(ended);
      const active = await client.subscriptions.list({ status: "active", page_number: 0 });
      assert.deepEqual(
        active.items.map((one) => one.subscription_id),
        [id],
      );
      const { customer_id: customer } = (await client.subscriptions.retrieve(ended)).customer;
      const theirs = await client.subscriptions.list({ customer_id: customer });
      assert.deepEqual(
        theirs.items.map((one) => [one.subscription_id, one.product_name]),
        [[ended, "Pro (monthly)"]],
      );
    },
  },
  {
    route: "PATCH /subscriptions/:id",
    name: "subscriptions.update schedules the end, takes it back, and ends at once",
    async run(subject) {
      const { client } = subject;
      const id = await subscribe(subject);
      const end = await client.subscriptions.update(id, { cancel_at_next_billing_date: true });
      assert.deepEqual([end.status, end.cancel_at_next_billing_date], ["active", true]);
      const kept = await client.subscriptions.update(id, { cancel_at_next_billing_date: false });
      assert.equal(kept.cancel_at_next_billing_date, false);
      assert.equal((await client.subscriptions.update(id, { status: "cancelled" })).status, "cancelled");
      await assert.rejects(client.subscriptions.update(id, { cancel_at_next_billing_date: true }), refused(422));
    },
  },
  {
    route: "PATCH /subscriptions/:id",
    name: "subscriptions.update pauses and resumes alone, and the clock stands still meanwhile",
    async run(subject) {
      const { client, emulator } = subject;
      const id = await subscribe(subject);
      const before = await client.subscriptions.retrieve(id);
      await assert.rejects(client.subscriptions.update(id, { status: "paused", metadata: {} }), refused(422));
      await assert.rejects(client.subscriptions.update(id, { pause: true }), refused(422));
      assert.equal((await client.subscriptions.update(id, { status: "paused" })).status, "paused");
      await emulator.clock.advance(3 * DAY_MS);
      const after = await client.subscriptions.update(id, { status: "active" });
      const shiftMs = Date.parse(after.next_billing_date) - Date.parse(before.next_billing_date);
      assert.ok(Math.abs(shiftMs - 3 * DAY_MS) < 10_000);
    },
  },
  {
    route: "POST /subscriptions/:id/change-plan",
    name: "subscriptions.changePlan moves to another product and charges the difference",
    async run(subject) {
      const { client } = subject;
      const id = await subscribe(subject);
      const { payment_id: paid } = await client.subscriptions.changePlan(id, change(BUSINESS));
      const { total_amount: amount } = await client.payments.retrieve(paid ?? "");
      assert.ok(amount > 5_900 && amount <= 6_000);
      assert.equal((await client.subscriptions.retrieve(id)).product_id, BUSINESS);
    },
  },
  {
    route: "POST /subscriptions/:id/change-plan",
    name: "subscriptions.changePlan leaves everything as it was when the payment fails and prevent_change is asked for",
    async run(subject) {
      const { client, emulator } = subject;
      const id = await subscribe(subject);
      emulator.failNext(id);
      await client.subscriptions.changePlan(id, { ...change(BUSINESS), on_payment_failure: "prevent_change" });
      const one = await client.subscriptions.retrieve(id);
      assert.deepEqual([one.status, one.product_id], ["active", PRO]);
      emulator.failNext(id);
      await client.subscriptions.changePlan(id, change(BUSINESS));
      const other = await client.subscriptions.retrieve(id);
      assert.deepEqual([other.status, other.product_id], ["on_hold", BUSINESS]);
    },
  },
  {
    route: "POST /subscriptions/:id/change-plan",
    name: "subscriptions.changePlan at the next billing date happens then, and a second one is a conflict",
    async run(subject) {
      const { client, emulator } = subject;
      const id = await subscribe(subject);
      const later = { ...change(BUSINESS), effective_at: "next_billing_date" as const };
      await client.subscriptions.changePlan(id, later);
      const one = await client.subscriptions.retrieve(id);
      assert.deepEqual([one.product_id, one.scheduled_change?.product_id], [PRO, BUSINESS]);
      await assert.rejects(client.subscriptions.changePlan(id, later), refused(409, "SCHEDULED_PLAN_CHANGE_EXISTS"));
      await emulator.clock.advance(32 * DAY_MS);
      const changed = await client.subscriptions.retrieve(id);
      assert.deepEqual([changed.product_id, changed.scheduled_change], [BUSINESS, null]);
    },
  },
  {
    route: "POST /subscriptions/:id/change-plan/preview",
    name: "subscriptions.previewChangePlan says the amount and changes nothing",
    async run(subject) {
      const { client } = subject;
      const id = await subscribe(subject);
      const { immediate_charge: charge, new_plan: plan } = await client.subscriptions.previewChangePlan(
        id,
        change(BUSINESS),
      );
      assert.ok(charge.summary.total_amount > 5_900 && charge.summary.total_amount <= 6_000);
      assert.equal(plan.product_id, BUSINESS);
      assert.equal((await client.subscriptions.retrieve(id)).product_id, PRO);
    },
  },
  {
    route: "DELETE /subscriptions/:id/change-plan/scheduled",
    name: "subscriptions.cancelChangePlan takes a scheduled change back, once",
    isSilent: true,
    async run(subject) {
      const { client } = subject;
      const id = await subscribe(subject);
      await client.subscriptions.changePlan(id, { ...change(BUSINESS), effective_at: "next_billing_date" });
      await client.subscriptions.cancelChangePlan(id);
      assert.equal((await client.subscriptions.retrieve(id)).scheduled_change, null);
      await assert.rejects(client.subscriptions.cancelChangePlan(id), refused(404));
    },
  },
  {
    route: "POST /events/ingest",
    name: "usageEvents.ingest counts an id once, however often it comes in other requests",
    async run({ client }) {
      const { customer_id: customer } = await client.customers.create(newCustomer());
      const event = { event_id: randomUUID(), customer_id: customer, event_name: "export", metadata: { size: "3" } };
      assert.deepEqual(await client.usageEvents.ingest({ events: [event] }), { ingested_count: 1 });
      assert.deepEqual(await client.usageEvents.ingest({ events: [event] }), { ingested_count: 0 });
      await assert.rejects(client.usageEvents.ingest({ events: [event, event] }), refused(400));
    },
  },
  {
    route: "POST /events/ingest",
    name: "usageEvents.ingest takes an hour of the past and five minutes of the future, and no unknown customer",
    async run({ client, emulator }) {
      const { customer_id: customer } = await client.customers.create(newCustomer());
      await emulator.clock.set(new Date());
      const at = (minutes: number) => ({
        event_id: randomUUID(),
        customer_id: customer,
        event_name: "export",
        timestamp: new Date(emulator.clock.now().getTime() + minutes * 60_000).toISOString(),
      });
      assert.deepEqual(await client.usageEvents.ingest({ events: [at(-59), at(4)] }), { ingested_count: 2 });
      for (const event of [at(-61), at(6), { ...at(0), customer_id: "cus_none" }])
        await assert.rejects(client.usageEvents.ingest({ events: [event] }), refused(400));
    },
  },
  {
    route: "GET /events",
    name: "usageEvents.list shows the events of a customer",
    async run({ client }) {
      const { customer_id: customer } = await client.customers.create(newCustomer());
      const event = { event_id: randomUUID(), customer_id: customer, event_name: "export" };
      await client.usageEvents.ingest({ events: [event] });
      const { items } = await client.usageEvents.list({ customer_id: customer, page_number: 0 });
      assert.deepEqual(
        items.map((one) => one.event_id),
        [event.event_id],
      );
      assert.deepEqual((await client.usageEvents.list({ event_name: "import" })).items, []);
    },
  },
  {
    route: "GET /events/:id",
    name: "usageEvents.retrieve shows one",
    async run({ client }) {
      const { customer_id: customer } = await client.customers.create(newCustomer());
      const event = { event_id: randomUUID(), customer_id: customer, event_name: "export", metadata: { size: "3" } };
      await client.usageEvents.ingest({ events: [event] });
      assert.deepEqual((await client.usageEvents.retrieve(event.event_id)).metadata, { size: "3" });
    },
  },
  {
    route: "POST /webhooks",
    name: "webhooks.create makes every turn of a subscription an event for the endpoint",
    async run(subject) {
      const { client, emulator } = subject;
      const made = await client.webhooks.create(HOOK);
      assert.equal(made.url, HOOK.url);
      const id = await subscribe(subject);
      emulator.renew(id);
      emulator.failNext(id);
      emulator.renew(id);
      emulator.giveCard(id);
      await client.subscriptions.update(id, { status: "paused" });
      await client.subscriptions.update(id, { status: "active" });
      await client.subscriptions.changePlan(id, change(BUSINESS));
      emulator.cancel(id);
      emulator.decline((await open(subject)).session_id);
      const told = z.array(z.object({ event: z.string() })).parse(emulator.state()["deliveries"]);
      assert.deepEqual(new Set(told.map(({ event }) => event)), new Set(TOLD));
    },
  },
  {
    route: "GET /webhooks",
    name: "webhooks.list ends, although it has a cursor on its last page too",
    async run({ client }) {
      const ids = [];
      for (let made = 0; made < 3; made += 1) ids.push((await client.webhooks.create(HOOK)).id);
      const listed = [];
      for await (const one of client.webhooks.list({ limit: 2 })) listed.push(one.id);
      assert.deepEqual(listed, ids);
    },
  },
  {
    route: "GET /webhooks/:id",
    name: "webhooks.retrieve shows an endpoint without its secret",
    async run({ client }) {
      const { id } = await client.webhooks.create({ ...HOOK, filter_types: ["subscription.updated"] });
      const shown = await client.webhooks.retrieve(id);
      assert.deepEqual([shown.filter_types, "secret" in shown], [["subscription.updated"], false]);
    },
  },
  {
    route: "GET /webhooks/:id/secret",
    name: "webhooks.retrieveSecret shows what deliveries are signed with",
    async run({ client }) {
      const { id } = await client.webhooks.create(HOOK);
      assert.match((await client.webhooks.retrieveSecret(id)).secret, /^whsec_[A-Za-z0-9+/]{32}$/);
    },
  },
  {
    route: "PATCH /webhooks/:id",
    name: "webhooks.update changes what is given and leaves the rest",
    async run({ client }) {
      const { id } = await client.webhooks.create(HOOK);
      const changed = await client.webhooks.update(id, { disabled: true });
      assert.deepEqual([changed.disabled, changed.url], [true, HOOK.url]);
    },
  },
  {
    route: "DELETE /webhooks/:id",
    name: "webhooks.delete forgets the endpoint",
    isSilent: true,
    async run({ client }) {
      const { id } = await client.webhooks.create(HOOK);
      await client.webhooks.delete(id);
      await assert.rejects(client.webhooks.retrieve(id), refused(404));
    },
  },
];

const TOLD = [
  "payment.succeeded",
  "payment.failed",
  "subscription.active",
  "subscription.renewed",
  "subscription.on_hold",
  "subscription.paused",
  "subscription.unpaused",
  "subscription.cancelled",
  "subscription.failed",
  "subscription.plan_changed",
  "subscription.update_payment_method",
  "subscription.updated",
];

export const dodoContract: EmulatorContract<DodoSubject> = {
  cases,
  async open() {
    const emulator = await startEmulator("dodo");
    return { emulator, client: clientOf(emulator) };
  },
};
