import { z } from "zod";
import type { Answer, EmulatorKit, Vendor } from "../frame/define.ts";
import { invalid } from "./access.ts";
import { notEmulated, notFound, ok, refuse } from "./answers.ts";
import { Metadata } from "./customers.ts";
import { matches, page } from "./paging.ts";
import { createPlanChanges, type PlanChangeOptions } from "./plan-changes.ts";
import type { DodoState, StoredSubscription } from "./state.ts";

const Patch = z.strictObject({
  status: z.enum(["active", "paused", "cancelled"]).nullish(),
  cancel_at_next_billing_date: z.boolean().nullish(),
  next_billing_date: z.iso.datetime({ offset: true }).nullish(),
  metadata: Metadata.nullish(),
  cancel_reason: z.string().nullish(),
  cancellation_comment: z.string().nullish(),
  cancellation_feedback: z.string().nullish(),
});
/** What else the vendor takes there. */
const OTHERS = new Set([
  "billing",
  "credit_entitlement_cart",
  "customer_business_name",
  "customer_name",
  "disable_on_demand",
  "subscription_period_count",
  "subscription_period_interval",
  "tax_id",
]);
const ENDED = new Set(["cancelled", "failed", "expired"]);

interface SubscriptionRouteOptions extends PlanChangeOptions {
  readonly state: DodoState;
}

export function subscriptionRoutes(kit: EmulatorKit, options: SubscriptionRouteOptions) {
  const { clock, store } = kit;
  const { state, views, lifecycle } = options;
  const { subscriptions } = state;
  const changes = createPlanChanges(kit, options);

  function patch(one: StoredSubscription, body: unknown): Answer {
    const asked = Object.entries(z.record(z.string(), z.unknown()).safeParse(body).data ?? {});
    const given = asked.filter(([, value]) => value !== null).map(([name]) => name);
    if (given.includes("pause")) return refuse(422, "UNSUPPORTED_FIELD", "Use status to pause and to resume.");
    const unknown = given.find((name) => OTHERS.has(name));
    if (unknown !== undefined) return notEmulated(`A subscription's ${unknown}`);
    const parsed = Patch.safeParse(body ?? {});
    if (!parsed.success) return invalid(parsed.error);
    const { status, cancel_at_next_billing_date: cancels, next_billing_date: next, metadata } = parsed.data;
    if ((status === "paused" || status === "active") && given.length > 1) {
      return refuse(422, "INVALID_REQUEST_BODY", "Pausing and resuming go alone, without another field.");
    }
    if (ENDED.has(one.status)) return refuse(422, "SUBSCRIPTION_INACTIVE", `The subscription is ${one.status}.`);
    if (next && Date.parse(next) <= clock.now().getTime()) {
      return refuse(422, "NEXT_BILLING_DATE_INVALID", "The next billing date has to be in the future.");
    }
    if (status === "paused" && one.status !== "active") return wrongStatus(one);
    if (status === "active" && one.status !== "paused") return wrongStatus(one);

    const latest = () => subscriptions.find(one.id) ?? one;
    return store.change(() => {
      if (metadata) lifecycle.metadata(latest(), metadata);
      if (next) lifecycle.moveBilling(latest(), new Date(next).toISOString());
      if (typeof cancels === "boolean") lifecycle.scheduleEnd(latest(), cancels);
      if (status === "cancelled") lifecycle.cancelNow(latest());
      if (status === "paused") lifecycle.pause(latest());
      if (status === "active") lifecycle.resume(latest());
      return ok(views.subscription(latest()));
    });
  }

  return {
    "GET /subscriptions": ({ query }) => {
      const found = subscriptions.list().filter((one) => matches(query, flat(views.subscriptionInList(one))));
      return page(query, found, views.subscriptionInList);
    },
    "GET /subscriptions/:id": ({ params }) => on(params["id"], (one) => ok(views.subscription(one))),
    "PATCH /subscriptions/:id": ({ params, body }) => on(params["id"], (one) => patch(one, body)),
    "POST /subscriptions/:id/change-plan": ({ params, body }) => on(params["id"], (one) => changes.apply(one, body)),
    "POST /subscriptions/:id/change-plan/preview": ({ params, body }) =>
      on(params["id"], (one) => changes.preview(one, body)),
    "DELETE /subscriptions/:id/change-plan/scheduled": ({ params }) => on(params["id"], changes.cancelScheduled),
  } satisfies Vendor["routes"];

  function on(id: string | undefined, work: (one: StoredSubscription) => Answer): Answer {
    const found = subscriptions.find(id ?? "");
    return found === undefined ? notFound("Subscription") : work(found);
  }
}

const wrongStatus = ({ status }: StoredSubscription) =>
  refuse(422, "SUBSCRIPTION_NOT_ACTIVE", `The subscription is ${status}.`);

/** Lists are filtered by the id of a customer that is shown as an object. */
export function flat(shown: { readonly customer: { readonly customer_id: string } }) {
  return { ...shown, customer_id: shown.customer.customer_id };
}
