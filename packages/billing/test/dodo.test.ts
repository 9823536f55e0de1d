import { createHmac, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { access, type CheckoutRequest, defaultGracePolicy } from "@ninefold/billing";
import { dodoBilling } from "@ninefold/billing/dodo";
import { type DodoEmulator, startEmulator } from "@ninefold/testing/emulators";

let vendor: DodoEmulator;
beforeAll(async () => {
  vendor = await startEmulator("dodo", { settings: { graceDays: 3 } });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  expect(vendor.unknownRequests()).toEqual([]);
  await vendor.start();
  await vendor.reset();
});
afterAll(() => vendor.close());

const DAY_MS = 86_400_000;
const unavailable = { code: "billing.unavailable", kind: "unavailable", retryable: true };
const forged = { code: "billing.invalid_signature", kind: "forbidden", retryable: false };

interface Changes {
  readonly timeoutMs?: number;
  readonly apiKey?: string;
  readonly webhookKey?: string;
  readonly baseUrl?: string;
}
const provider = (changes: Changes = {}) =>
  dodoBilling({
    apiKey: vendor.apiKey,
    webhookKey: vendor.webhookSecret,
    baseUrl: vendor.url,
    now: vendor.clock.now,
    ...changes,
  });
const purchase = (changes: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  tenantId: randomUUID(),
  planKey: "pro",
  interval: "month",
  customerEmail: "owner@inbox.ninefold.dev",
  returnUrl: "https://app.ninefold.dev/billing?checkout=1",
  cancelUrl: "https://app.ninefold.dev/billing",
  ...changes,
});
const key = () => ({ operationKey: randomUUID() });
const asked = (route: string) => vendor.requests().filter((request) => request.route === route);

async function subscribe(changes: Partial<CheckoutRequest> = {}): Promise<string> {
  const { ref } = await provider().createCheckout(purchase(changes), key());
  return vendor.pay(ref);
}

function delivery(ref: string, event?: Parameters<DodoEmulator["sign"]>[1]) {
  const { body, headers } = vendor.sign(ref, event);
  return { body: new TextEncoder().encode(body), headers: new Headers(headers) };
}

/** Genuine, whatever it says. */
function signed(text: string, { id = "msg_1", timestamp = String(Math.floor(Date.now() / 1_000)) } = {}) {
  const secret = Buffer.from(vendor.webhookSecret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${text}`).digest("base64");
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
  return { body: new TextEncoder().encode(text), headers: new Headers(headers) };
}

const verify = ({ body, headers }: ReturnType<typeof signed>) => provider().verifyWebhook(body, headers);

const found = async (ref: string) => {
  const snapshot = await provider().findSubscription(ref);
  if (snapshot === undefined) throw new Error("the subscription is gone");
  return snapshot;
};
const accessTo = async (ref: string) => access(await known(ref), defaultGracePolicy, vendor.clock.now());
const known = async (ref: string) => {
  const snapshot = await found(ref);
  if (snapshot.status === "unknown") throw new Error("its status has no word");
  return snapshot;
};

describe("calls that change something", () => {
  it.each([
    ["409", { status: 409 }],
    ["429", { status: 429, headers: { "retry-after": "0" } }],
    ["500", { status: 500 }],
    ["a closed connection", { drop: true }],
    ["an answer that bids it to", { status: 503, headers: { "x-should-retry": "true" } }],
  ] as const)("B-D3: send one request on %s, although the SDK would send three", async (_what, fault) => {
    vendor.faults.add({ route: "POST /checkouts", ...fault });
    await expect(provider().createCheckout(purchase(), key())).rejects.toMatchObject(unavailable);
    expect(asked("POST /checkouts")).toHaveLength(1);
  });

  it("B-D3: send one request when the vendor took it and its answer never came", async () => {
    vendor.faults.add({ route: "POST /checkouts", drop: true, commits: true });
    await expect(provider().createCheckout(purchase(), key())).rejects.toMatchObject(unavailable);
    expect(asked("POST /checkouts")).toHaveLength(1);
    expect(vendor.state()["checkouts"]).toHaveLength(1);
  });

  it("do not pretend that an operation key keeps the vendor from doing it twice, and leave the key to be found", async () => {
    const { capabilities, createCheckout } = provider();
    const [request, operation] = [purchase(), key()];
    const refs = [await createCheckout(request, operation), await createCheckout(request, operation)];
    expect(capabilities.idempotentCheckout).toBe(false);
    expect(new Set(refs.map(({ ref }) => ref)).size).toBe(2);
    expect(vendor.state()["checkouts"]).toMatchObject([
      { metadata: { operation_key: operation.operationKey } },
      { metadata: { operation_key: operation.operationKey } },
    ]);
  });

  it("give each purchase a customer of its own, since one person may own several workspaces", async () => {
    const [one, other] = [await subscribe(), await subscribe()];
    const found = await Promise.all([one, other].map((ref) => provider().findSubscription(ref)));
    expect(found[0]?.customerRef).not.toBe(found[1]?.customerRef);
    expect(found[0]?.tenantId).not.toBe(found[1]?.tenantId);
  });
});

describe("what the vendor says", () => {
  it.each([
    [{ status: 401, body: { code: "UNAUTHORIZED" } }, "billing.misconfigured", true],
    [{ status: 403, body: { code: "FORBIDDEN" } }, "billing.misconfigured", true],
    [{ status: 422, body: { code: "PRODUCT_ARCHIVED" } }, "billing.plan_not_sold", false],
    [{ status: 422, body: { code: "CUSTOMER_HAS_EXISTING_SUBSCRIPTION" } }, "billing.already_subscribed", false],
    [{ status: 422, body: { code: "SOMETHING_NEW" } }, "billing.refused", false],
    [{ status: 400, body: "<h1>Bad request</h1>" }, "billing.refused", false],
    [{ status: 429 }, "billing.unavailable", true],
    [{ status: 502, body: "<h1>Bad gateway</h1>" }, "billing.unavailable", true],
  ])("B-D6: takes %j for what it means", async (answer, code, retryable) => {
    vendor.faults.add({ route: "POST /checkouts", ...answer });
    await expect(provider().createCheckout(purchase(), key())).rejects.toMatchObject({ code, retryable });
  });

  it("B-D11: stays out of our messages where it may quote the customer, and so does our key", async () => {
    const body = { code: "INVALID", message: "owner@inbox.ninefold.dev is blocked" };
    vendor.faults.add({ route: "POST /checkouts", status: 422, body });
    const error: unknown = await provider()
      .createCheckout(purchase(), key())
      .catch((thrown: unknown) => thrown);
    const wrong: unknown = await provider({ apiKey: "dodo_wrong_key" })
      .findSubscription("sub_1")
      .catch((thrown: unknown) => thrown);
    expect(wrong).toMatchObject({ code: "billing.misconfigured" });
    for (const one of [error, wrong]) {
      expect(String((one as Error).stack) + JSON.stringify(one)).not.toMatch(/owner@|dodo_wrong_key/);
      expect((one as Error).cause).toBeUndefined();
    }
  });

  it("is unavailable when nobody answers there", async () => {
    const ref = await subscribe();
    await vendor.stop();
    await expect(provider().findSubscription(ref)).rejects.toMatchObject(unavailable);
  });

  it("is given up when it hangs, by itself and as soon as the caller gives up", async () => {
    const ref = await subscribe();
    vendor.faults.add({ route: "GET /subscriptions/:id", latencyMs: 60_000 });
    await expect(provider({ timeoutMs: 50 }).findSubscription(ref)).rejects.toMatchObject(unavailable);
    const caller = new AbortController();
    const finding = provider().findSubscription(ref, { signal: caller.signal });
    caller.abort();
    await expect(finding).rejects.toMatchObject(unavailable);
  });

  it.each(["GET /subscriptions/:id", "GET /products/:id"])(
    "is never half of an answer: %s cut in two is unavailable",
    async (route) => {
      const ref = await subscribe();
      vendor.faults.add({ route, corrupt: true, times: 1 });
      await expect(provider().findSubscription(ref)).rejects.toMatchObject(unavailable);
    },
  );

  it("is asked for at the address and with the key that we were given, whatever the environment says", async () => {
    vi.stubEnv("DODO_PAYMENTS_BASE_URL", "http://127.0.0.1:9");
    vi.stubEnv("DODO_PAYMENTS_API_KEY", "dodo_of_somebody_else");
    vi.stubEnv("DODO_PAYMENTS_WEBHOOK_KEY", `whsec_${Buffer.alloc(24, 9).toString("base64")}`);
    const ref = await subscribe();
    expect(await provider().findSubscription(ref)).toMatchObject({ status: "active" });
    expect(await verify(delivery(ref))).toMatchObject({ signals: [{ ref }] });
  });

  it("B-D11: is printed nowhere, although a variable can bid the SDK to", async () => {
    vi.stubEnv("DODO_PAYMENTS_LOG", "debug");
    const printed = (["debug", "info", "warn", "error", "log"] as const).map((level) => vi.spyOn(console, level));
    await subscribe();
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it.each(["", ".", "../customers", "sub_1/charge", "sub_1?x=1", "sub 1"])(
    "B-D13: is not asked about %j, which is no id",
    async (ref) => {
      expect(await provider().findSubscription(ref)).toBeUndefined();
      expect(await provider().findCheckout(ref)).toBeUndefined();
      await expect(provider().cancelAtPeriodEnd(ref)).rejects.toMatchObject({ code: "billing.not_found" });
      expect(vendor.requests()).toEqual([]);
    },
  );
});

describe("plans", () => {
  it("B-D4: are found wherever in the vendor's list they stand, although the SDK's own paging begins at its second page", async () => {
    const filler = Array.from({ length: 250 }, (_, index) => ({
      planKey: `old-${index}`,
      name: `Old ${index}`,
      interval: "month" as const,
      amountMinor: 100,
      currency: "USD",
    }));
    const pro = { planKey: "pro", name: "Pro", interval: "month" as const, amountMinor: 1_900, currency: "USD" };
    // The newest come first, so the last of the catalogue is on page 0 and the first on the last page.
    for (const catalogue of [
      [...filler, pro],
      [pro, ...filler],
    ]) {
      const shop = await startEmulator("dodo", { catalogue });
      const { apiKey, url: baseUrl, webhookSecret: webhookKey } = shop;
      const { ref } = await dodoBilling({ apiKey, baseUrl, webhookKey }).createCheckout(purchase(), key());
      expect(shop.state()["checkouts"]).toMatchObject([{ id: ref, productId: "pdt_local_pro_month" }]);
      await shop.close();
    }
  });

  it("that no product carries in its metadata are not sold", async () => {
    const refused = provider().createCheckout(purchase({ planKey: "enterprise" }), key());
    await expect(refused).rejects.toMatchObject({ code: "billing.plan_not_sold", retryable: false });
    expect(asked("POST /checkouts")).toEqual([]);
  });

  it("that we do not know keep the vendor's name for them, so that nobody is taken for a customer of another", async () => {
    const ref = await subscribe();
    vendor.edit(ref, { productId: "pdt_local_business_year" });
    expect(await provider().findSubscription(ref)).toMatchObject({ planKey: "business", interval: "year" });
    const catalogue = [
      {
        planKey: "",
        name: "By hand",
        interval: "month" as const,
        amountMinor: 500,
        currency: "USD",
        productId: "pdt_x",
      },
    ];
    const shop = await startEmulator("dodo", { catalogue });
    const { apiKey, url: baseUrl, webhookSecret: webhookKey } = shop;
    const authorization = `Bearer ${apiKey}`;
    const body = JSON.stringify({ product_cart: [{ product_id: "pdt_x", quantity: 1 }] });
    const made = await fetch(`${baseUrl}/checkouts`, { method: "POST", headers: { authorization }, body });
    const { session_id: checkout } = (await made.json()) as { session_id: string };
    const found = await dodoBilling({ apiKey, baseUrl, webhookKey }).findSubscription(shop.pay(checkout));
    expect(found).toMatchObject({ planKey: "", status: "active" });
    expect(found).not.toHaveProperty("tenantId");
    await shop.close();
  });
});

describe("a checkout", () => {
  it("leads to nothing after a payment that failed, and to a subscription after the next", async () => {
    const { ref } = await provider().createCheckout(purchase(), key());
    const failed = vendor.decline(ref);
    expect(await provider().findCheckout(ref)).toEqual({});
    expect(await provider().findSubscription(failed)).toMatchObject({ status: "ended" });
    const subscriptionRef = vendor.pay(ref);
    expect(await provider().findCheckout(ref)).toEqual({ subscriptionRef });
  });
});

describe("a subscription over time", () => {
  it("is renewed month by month, from the day on which it began", async () => {
    await vendor.clock.set(new Date("2027-01-31T10:00:00Z"));
    const ref = await subscribe();
    const ends = [];
    for (const day of ["2027-02-28", "2027-03-31", "2027-04-30"]) {
      ends.push((await found(ref)).currentPeriodEnd.toISOString());
      await vendor.clock.set(new Date(`${day}T10:00:00Z`));
    }
    expect(ends).toEqual(["2027-02-28T10:00:00.000Z", "2027-03-31T10:00:00.000Z", "2027-04-30T10:00:00.000Z"]);
    expect(await found(ref)).toMatchObject({ status: "active", currentPeriodStart: new Date("2027-04-30T10:00:00Z") });
  });

  it("is in grace when a renewal fails, and back when somebody pays, for the same period", async () => {
    const ref = await subscribe();
    const due = (await found(ref)).currentPeriodEnd;
    vendor.failNext(ref);
    await vendor.clock.set(due);
    expect(await found(ref)).toMatchObject({ status: "past_due", pastDueSince: due });
    expect(await accessTo(ref)).toBe("grace");
    vendor.giveCard(ref);
    expect(await found(ref)).toMatchObject({ status: "active", currentPeriodStart: due });
    expect(await accessTo(ref)).toBe("full");
  });

  it("is suspended, not ended, when the grace period is over", async () => {
    const ref = await subscribe();
    vendor.failNext(ref);
    await vendor.clock.advance(32 * DAY_MS + 3 * DAY_MS);
    expect(await found(ref)).toMatchObject({ status: "unpaid" });
    expect(await accessTo(ref)).toBe("suspended");
  });

  it.each(["cancelled", "expired"] as const)("has ended when it is %s after it was cancelled", async (endsAs) => {
    const shop = await startEmulator("dodo", { settings: { endsAs } });
    const { apiKey, url: baseUrl, webhookSecret: webhookKey } = shop;
    const billing = dodoBilling({ apiKey, baseUrl, webhookKey, now: shop.clock.now });
    const ref = shop.pay((await billing.createCheckout(purchase(), key())).ref);
    const { currentPeriodEnd } = await billing.cancelAtPeriodEnd(ref);
    await shop.clock.set(new Date(currentPeriodEnd.getTime() - 1_000));
    expect(await billing.findSubscription(ref)).toMatchObject({ status: "active", cancelAtPeriodEnd: true });
    await shop.clock.set(currentPeriodEnd);
    const ended = { status: "ended", endedAt: currentPeriodEnd };
    expect(await billing.findSubscription(ref)).toMatchObject(ended);
    expect(await billing.cancelAtPeriodEnd(ref)).toMatchObject(ended);
    await shop.close();
  });

  it("is trialing until something is charged, although the vendor has no word for it", async () => {
    const catalogue = [
      { planKey: "pro", name: "Pro", interval: "month" as const, amountMinor: 1_900, currency: "USD", trialDays: 14 },
    ];
    const shop = await startEmulator("dodo", { catalogue });
    const { apiKey, url: baseUrl, webhookSecret: webhookKey } = shop;
    const billing = dodoBilling({ apiKey, baseUrl, webhookKey, now: shop.clock.now });
    const ref = shop.pay((await billing.createCheckout(purchase(), key())).ref);
    const trial = await billing.findSubscription(ref);
    expect(trial).toMatchObject({ status: "trialing", trialEndsAt: trial?.currentPeriodEnd });
    await shop.clock.advance(14 * DAY_MS);
    expect(await billing.findSubscription(ref)).toMatchObject({ status: "active" });
    await shop.close();
  });
});

describe("a delivery", () => {
  it.each([
    ["-299", true],
    ["299", true],
    ["-302", false],
    ["302", false],
  ])("B-W3: that was signed %s s from now counts: %s", async (seconds, counts) => {
    const timestamp = String(Math.floor(Date.now() / 1_000) + Number(seconds));
    const verified = verify(signed('{"type":"x","data":{}}', { timestamp }));
    await (counts
      ? expect(verified).resolves.toMatchObject({ signals: [] })
      : expect(verified).rejects.toMatchObject(forged));
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("B-W4: without %s is forged", async (name) => {
    const { body, headers } = signed('{"type":"x","data":{}}');
    headers.delete(name);
    await expect(verify({ body, headers })).rejects.toMatchObject(forged);
  });

  it("B-W6: with two signatures counts when one of them holds", async () => {
    const { body, headers } = signed('{"type":"x","data":{}}');
    const good = headers.get("webhook-signature") ?? "";
    headers.set("webhook-signature", `v1,${Buffer.alloc(32).toString("base64")} ${good}`);
    await expect(verify({ body, headers })).resolves.toMatchObject({ deliveryId: "msg_1" });
    headers.set("webhook-signature", good.replace("v1,", "v2,"));
    await expect(verify({ body, headers })).rejects.toMatchObject(forged);
  });

  it("B-W7: without any headers is forged, although the SDK would believe it", async () => {
    const { body } = signed('{"type":"x","data":{}}');
    await expect(verify({ body, headers: new Headers() })).rejects.toMatchObject(forged);
  });

  it("B-W8: that was parsed and written anew is forged", async () => {
    const { body, headers } = signed('{"type": "x", "data": {}}');
    const anew = new TextEncoder().encode(JSON.stringify(JSON.parse(new TextDecoder().decode(body))));
    await expect(verify({ body: anew, headers })).rejects.toMatchObject(forged);
  });

  it("with a timestamp that only begins with a number is forged, although the SDK would take it", async () => {
    const { body, headers } = signed('{"type":"x","data":{}}');
    headers.set("webhook-timestamp", `${headers.get("webhook-timestamp")}abc`);
    await expect(verify({ body, headers })).rejects.toMatchObject(forged);
  });

  it("B-W22: under another secret is forged", async () => {
    const { body, headers } = delivery(await subscribe());
    const other = provider({ webhookKey: `whsec_${Buffer.alloc(24, 7).toString("base64")}` });
    await expect(other.verifyWebhook(body, headers)).rejects.toMatchObject(forged);
  });

  it.each(["", "half of a wo", "[]", '"text"', "null", '{"data":{}}', "\uFEFF{}"])(
    "that is genuine and says %j is unreadable, not forged",
    async (text) => {
      await expect(verify(signed(text))).rejects.toMatchObject({ code: "billing.invalid_delivery" });
    },
  );

  it("B-W15: of a type that we have no word for is no fault", async () => {
    for (const data of ["{}", '{"payload_type":"Payout","amount":3}', "[]", "null"])
      expect(await verify(signed(`{"type":"payout.success","data":${data}}`))).toMatchObject({ signals: [] });
  });

  it("B-W16: of a type and a status that we have no word for leads to a look", async () => {
    const ref = await subscribe();
    const text = `{"type":"subscription.frozen","data":{"subscription_id":"${ref}","status":"frozen"}}`;
    expect(await verify(signed(text))).toMatchObject({ signals: [{ type: "subscription_poke", ref }] });
  });

  it("while an unpaid renewal is in grace tells the deadline, which no read does", async () => {
    const ref = await subscribe();
    vendor.failNext(ref);
    vendor.renew(ref);
    const graceEndsAt = new Date(Date.parse(JSON.parse(vendor.sign(ref).body).data.past_due_ends_at));
    const { signals } = await verify(delivery(ref, "subscription.past_due"));
    expect(signals).toEqual([
      { type: "subscription_poke", ref },
      { type: "grace_deadline", ref, graceEndsAt },
    ]);
    expect(await provider().findSubscription(ref)).not.toHaveProperty("graceEndsAt");
  });

  it("of one payment for several subscriptions names them all", async () => {
    const data =
      '{"payload_type":"Payment","subscription_id":null,"is_multi_subscription":true,"subscription_ids":["a","b"]}';
    const { signals } = await verify(signed(`{"type":"payment.succeeded","data":${data}}`));
    expect(signals).toEqual([
      { type: "subscription_poke", ref: "a" },
      { type: "subscription_poke", ref: "b" },
    ]);
  });
});
