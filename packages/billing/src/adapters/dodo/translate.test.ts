import { describe, expect, it } from "vitest";
import {
  findPrice,
  intervalOf,
  planOf,
  readList,
  readSubscription,
  refsOf,
  toError,
  toSignals,
  toSnapshot,
} from "./translate.ts";

/** After the example of `subscription.active` in the vendor's API description 1.113.0, in the shape of SDK 2.52.0. */
const wire = {
  subscription_id: "sub_7EeHq2ewQuadropD2ra",
  product_id: "pdt_RUST4raxbl0Rfe4VQi1z",
  customer: { customer_id: "cus_8VbC6JDZzPEqfBPUdpj0K", email: "test@acme.com", name: "Test user" },
  metadata: { tenant_id: "t1", plan_key: "pro" },
  status: "active",
  created_at: "2025-06-23T11:57:59.125145Z",
  previous_billing_date: "2025-07-23T12:01:21.506021Z",
  next_billing_date: "2025-08-23T12:01:14.672875Z",
  cancel_at_next_billing_date: false,
  cancelled_at: null,
  expires_at: null,
  trial_period_days: 0,
  payment_frequency_count: 1,
  payment_frequency_interval: "Month",
};
const now = new Date("2025-08-01T00:00:00Z");
const snapshot = (changes: object = {}, at = now) =>
  toSnapshot(readSubscription({ ...wire, ...changes }), { planKey: "pro", now: at });

const offer = (changes: object = {}) => ({
  product_id: "pdt_1",
  metadata: { plan_key: "pro" },
  created_at: "2025-01-01T00:00:00Z",
  price_detail: { type: "recurring_price", payment_frequency_interval: "Month", payment_frequency_count: 1 },
  ...changes,
});

const told = (data: unknown, type = "subscription.updated") =>
  toSignals({ business_id: "b", type, timestamp: "", data });

describe("toSnapshot", () => {
  it("says what there is in our words, to the millisecond", () => {
    expect(snapshot()).toEqual({
      ref: wire.subscription_id,
      customerRef: wire.customer.customer_id,
      tenantId: "t1",
      planKey: "pro",
      interval: "month",
      status: "active",
      currentPeriodStart: new Date("2025-07-23T12:01:21.506Z"),
      currentPeriodEnd: new Date("2025-08-23T12:01:14.672Z"),
      cancelAtPeriodEnd: false,
    });
  });

  it.each([
    ["pending", { status: "incomplete" }],
    ["on_hold", { status: "unpaid" }],
    ["paused", { status: "paused" }],
    ["failed", { status: "ended", endedAt: new Date(wire.created_at) }],
    ["cancelled", { status: "ended", endedAt: new Date(wire.next_billing_date) }],
    ["expired", { status: "ended", endedAt: new Date(wire.next_billing_date) }],
  ])("takes %s for %j", (status, expected) => {
    expect(snapshot({ status })).toMatchObject(expected);
  });

  it.each(["frozen", "", "constructor", "ACTIVE"])("B-W16: takes %j for unknown, never for another", (status) => {
    expect(snapshot({ status })).toMatchObject({ status: "unknown" });
  });

  it("ends when it was cancelled, and no later than its term", () => {
    expect(snapshot({ status: "cancelled", cancelled_at: "2025-07-30T00:00:00Z" })).toMatchObject({
      endedAt: new Date("2025-07-30T00:00:00Z"),
    });
    expect(snapshot({ status: "expired", expires_at: "2025-07-31T00:00:00Z" })).toMatchObject({
      endedAt: new Date("2025-07-31T00:00:00Z"),
    });
  });

  it("is past due since the date on which it was due, whether the vendor has moved that on or not", () => {
    const due = { status: "past_due", previous_billing_date: "2025-06-25T00:00:00Z" };
    expect(snapshot({ ...due, next_billing_date: "2025-07-25T00:00:00Z" })).toMatchObject({
      pastDueSince: new Date("2025-07-25T00:00:00Z"),
    });
    const moved = { previous_billing_date: "2025-07-25T00:00:00Z", next_billing_date: "2025-08-25T00:00:00Z" };
    expect(snapshot({ ...due, ...moved })).toMatchObject({ pastDueSince: new Date("2025-07-25T00:00:00Z") });
  });

  it("B-S2, B-S5: is trialing until something was charged, however its end was moved", () => {
    const trial = { trial_period_days: 14, previous_billing_date: wire.created_at };
    for (const next of ["2025-07-07T11:57:59Z", "2025-09-01T00:00:00Z"]) {
      expect(snapshot({ ...trial, next_billing_date: next })).toMatchObject({
        status: "trialing",
        trialEndsAt: new Date(next),
      });
    }
    expect(snapshot({ trial_period_days: 14 })).toMatchObject({ status: "active" });
  });

  it("has no tenant when nobody noted one", () => {
    for (const metadata of [{}, null, undefined, { tenant_id: 7 }])
      expect(snapshot({ metadata })).not.toHaveProperty("tenantId");
  });
});

describe("readSubscription", () => {
  it.each([
    null,
    "<h1>",
    {},
    { ...wire, next_billing_date: "soon" },
    { ...wire, subscription_id: "" },
    { ...wire, customer: null },
  ])("calls %j no answer, and asks to come again", (answer) => {
    expect(() => readSubscription(answer)).toThrow(
      expect.objectContaining({ code: "billing.unavailable", retryable: true }),
    );
  });

  it("names the fields that are wrong, and no value", () => {
    expect(() => readSubscription({ ...wire, created_at: "test@acme.com" })).toThrow(/created_at$/);
  });
});

describe("plans", () => {
  it("are sold by the newest product that carries their key and is paid by that interval", () => {
    const newer = offer({ product_id: "pdt_2", created_at: "2026-01-01T00:00:00Z" });
    for (const items of [
      [offer(), newer],
      [newer, offer()],
    ])
      expect(findPrice(items, "pro", "month")).toBe("pdt_2");
    expect(findPrice([offer()], "pro", "year")).toBeUndefined();
    expect(findPrice([offer()], "business", "month")).toBeUndefined();
  });

  it("are not sold by what is paid once, has no price, or is no product", () => {
    const items = [
      offer({ price_detail: { type: "one_time_price", price: 5 } }),
      offer({ price_detail: null }),
      null,
      "x",
    ];
    expect(findPrice(items, "pro", "month")).toBeUndefined();
  });

  it.each([
    ["Month", 1, "month"],
    ["Month", 12, "year"],
    ["Year", 1, "year"],
    ["Week", 1, "month"],
  ])("of %s × %s are paid by the %s", (interval, count, expected) => {
    expect(intervalOf({ payment_frequency_interval: interval, payment_frequency_count: count })).toBe(expected);
  });

  it("are named by the product's metadata, or not at all", () => {
    expect(planOf(offer())).toBe("pro");
    for (const product of [offer({ metadata: {} }), offer({ metadata: { plan_key: 1 } }), null])
      expect(planOf(product)).toBeUndefined();
  });

  it.each([null, "<h1>", {}, { items: "x" }])("are not looked for in %j, which is no list", (answer) => {
    expect(() => readList(answer)).toThrow(expect.objectContaining({ code: "billing.unavailable" }));
  });
});

describe("toSignals", () => {
  it("takes a delivery for a reason to look, whatever state it shows", () => {
    expect(told({ subscription_id: "sub_1", status: "on_hold" }, "subscription.on_hold")).toEqual([
      { type: "subscription_poke", ref: "sub_1" },
    ]);
  });

  it("hands on a deadline, and looks even when it can't be read", () => {
    const graceEndsAt = new Date("2026-01-01T00:00:00Z");
    expect(told({ subscription_id: "sub_1", past_due_ends_at: "2026-01-01T00:00:00Z" })).toEqual([
      { type: "subscription_poke", ref: "sub_1" },
      { type: "grace_deadline", ref: "sub_1", graceEndsAt },
    ]);
    expect(told({ subscription_id: "sub_1", past_due_ends_at: "soon" })).toHaveLength(1);
  });

  it("names a subscription once, in whichever of the two fields it stands", () => {
    expect(refsOf({ subscription_id: "a", subscription_ids: ["a"] })).toEqual(["a"]);
    expect(refsOf({ subscription_id: null, subscription_ids: ["a", "b"] })).toEqual(["a", "b"]);
    expect(refsOf({ subscription_id: "", subscription_ids: null })).toEqual([]);
    expect(refsOf(null)).toEqual([]);
  });
});

describe("toError", () => {
  it.each([
    [{ status: 404 }, "not_found"],
    [{ status: 401 }, "misconfigured"],
    [{ status: 403 }, "misconfigured"],
    [{ status: 408 }, "unavailable"],
    [{ status: 409, error: { code: "PENDING_PLAN_CHANGE_EXISTS" } }, "unavailable"],
    [{ status: 422, error: { code: "PRODUCT_NOT_FOUND" } }, "plan_not_sold"],
    [{ status: 422, error: { code: "toString" } }, "refused"],
    [{ status: 422, error: { code: "__proto__" } }, "refused"],
    [{ status: 418 }, "refused"],
    [{ status: 500 }, "unavailable"],
    [new TypeError("fetch failed"), "unavailable"],
    [undefined, "unavailable"],
    [{ status: "404" }, "unavailable"],
  ])("B-D6: takes %j for %s", (error, code) => {
    expect(toError(error)).toMatchObject({ code: `billing.${code}` });
  });

  it("repeats nothing but a code of the vendor's", () => {
    const error = { status: 422, message: "test@acme.com", error: { code: "TEST@ACME", message: "test@acme.com" } };
    expect(toError(error).message).toBe("the vendor answered 422");
  });
});
