import { z } from "zod";
import type { Answer, EmulatorKit } from "../frame/define.ts";
import { invalid } from "./access.ts";
import { notEmulated, ok, refuse } from "./answers.ts";
import type { Product } from "./catalogue.ts";
import { newId } from "./ids.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { StoredSubscription } from "./state.ts";
import type { Views } from "./views.ts";

const Change = z.object({
  product_id: z.string(),
  quantity: z.int().min(1),
  proration_billing_mode: z.enum(["prorated_immediately", "full_immediately", "difference_immediately", "do_not_bill"]),
  effective_at: z.enum(["immediately", "next_billing_date"]).default("immediately"),
  on_payment_failure: z
    .enum(["prevent_change", "apply_change"])
    .nullish()
    .transform((given) => given ?? "apply_change"),
  cancel_scheduled_change_plan: z.boolean().default(false),
  collect_via_payment_link: z.boolean().default(false),
});
type Change = z.infer<typeof Change>;

export interface PlanChangeOptions {
  readonly views: Views;
  readonly products: ReadonlyMap<string, Product>;
  readonly lifecycle: Lifecycle;
  readonly changeMovesBillingDate: boolean;
}

/** Another product for a subscription: now, or when the period ends. Amounts are this emulator's: preview says them. */
export function createPlanChanges({ clock, store }: EmulatorKit, options: PlanChangeOptions) {
  const { views, products, lifecycle, changeMovesBillingDate } = options;

  function judge(one: StoredSubscription, body: unknown): { readonly change: Change } | { readonly refusal: Answer } {
    const given = Change.safeParse(body);
    if (!given.success) return { refusal: invalid(given.error) };
    const change = given.data;
    if (change.collect_via_payment_link) return { refusal: notEmulated("A plan change by payment link") };
    if (products.get(change.product_id) === undefined) {
      return { refusal: refuse(422, "PRODUCT_NOT_FOUND", "The product does not exist.") };
    }
    if (one.status !== "active") {
      return { refusal: refuse(422, "SUBSCRIPTION_NOT_ACTIVE", `The subscription is ${one.status}.`) };
    }
    if (one.cancelAtNextBilling) {
      return { refusal: refuse(422, "UNSUPPORTED_ACTION", "The subscription is going to be cancelled.") };
    }
    if (one.scheduledChange !== null && !change.cancel_scheduled_change_plan) {
      return { refusal: refuse(409, "SCHEDULED_PLAN_CHANGE_EXISTS", "A change of plan is scheduled already.") };
    }
    return { change };
  }

  /** The share of the period that is still to come. */
  function left({ previousBilling, nextBilling }: StoredSubscription): number {
    const [from, to] = [Date.parse(previousBilling), Date.parse(nextBilling)];
    return Math.min(1, Math.max(0, (to - clock.now().getTime()) / (to - from)));
  }

  function amountOf(one: StoredSubscription, change: Change): number {
    const before = views.productOf(one.productId).amount * one.quantity;
    const next = views.productOf(change.product_id).amount * change.quantity;
    const amounts = {
      prorated_immediately: Math.round((next - before) * left(one)),
      difference_immediately: next - before,
      full_immediately: next,
      do_not_bill: 0,
    };
    return change.effective_at === "immediately" ? Math.max(0, amounts[change.proration_billing_mode]) : 0;
  }

  return {
    apply(one: StoredSubscription, body: unknown): Answer {
      const judged = judge(one, body);
      if ("refusal" in judged) return judged.refusal;
      const { change } = judged;
      return store.change(() => {
        if (change.effective_at === "next_billing_date") {
          const scheduled = { id: newId("spc"), productId: change.product_id, quantity: change.quantity };
          lifecycle.schedule(one, { ...scheduled, createdAt: clock.now().toISOString() });
          return ok(NOTHING_PAID);
        }
        const mode = change.proration_billing_mode;
        const payment = lifecycle.change(
          { ...one, scheduledChange: null },
          {
            productId: change.product_id,
            quantity: change.quantity,
            amount: amountOf(one, change),
            startsPeriod: mode === "full_immediately" || (changeMovesBillingDate && mode !== "do_not_bill"),
            keepsOnFailure: change.on_payment_failure === "prevent_change",
          },
        );
        return ok({ ...NOTHING_PAID, payment_id: payment?.id ?? null });
      });
    },

    preview(one: StoredSubscription, body: unknown): Answer {
      const judged = judge(one, body);
      if ("refusal" in judged) return judged.refusal;
      const { change } = judged;
      const product = views.productOf(change.product_id);
      const amount = amountOf(one, change);
      const { currency } = product;
      return ok({
        immediate_charge: {
          effective_at: change.effective_at === "immediately" ? clock.now().toISOString() : one.nextBilling,
          line_items: [
            {
              type: "subscription",
              id: one.id,
              product_id: product.id,
              name: product.name,
              description: null,
              currency,
              unit_price: product.amount,
              quantity: change.quantity,
              proration_factor: left(one),
              tax: null,
              tax_inclusive: false,
              tax_rate: null,
            },
          ],
          summary: {
            currency,
            customer_credits: 0,
            settlement_amount: amount,
            settlement_currency: currency,
            settlement_tax: null,
            tax: null,
            total_amount: amount,
          },
        },
        new_plan: views.subscription({ ...one, productId: change.product_id, quantity: change.quantity }),
      });
    },

    cancelScheduled(one: StoredSubscription): Answer {
      if (one.scheduledChange === null)
        return refuse(404, "SCHEDULED_PLAN_CHANGE_NOT_FOUND", "No change is scheduled.");
      store.change(() => lifecycle.schedule(one, null));
      return { status: 204, body: "" };
    },
  };
}

const NOTHING_PAID = { payment_id: null, payment_link: null, client_secret: null, expires_on: null };
