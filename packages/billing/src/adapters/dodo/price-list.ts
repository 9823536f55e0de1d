import type DodoPayments from "dodopayments";
import type { BillingInterval } from "../../catalogue.ts";
import { BillingError } from "../../errors.ts";
import { findPrice, planOf, readList } from "./translate.ts";

const PAGE_SIZE = 100;
/** More products than any shop of this kind has: an answer that never ends must not keep us for ever. */
const MOST_PAGES = 50;
const KEPT_MS = 10 * 60 * 1_000;

/**
 * Which of the vendor's products is which plan: those that carry `plan_key` in their metadata. With this vendor a
 * product is a price, so the interval is the product's own and a new price is a new product with the same key.
 */
export function createPriceList(client: DodoPayments, now: () => Date) {
  const plans = new Map<string, { readonly plan: string | undefined; readonly untilMs: number }>();

  return {
    /** The product that sells the plan today, asked anew each time: a price that was taken off must not be sold. */
    async find(planKey: string, interval: BillingInterval, signal: AbortSignal): Promise<string | undefined> {
      const products: unknown[] = [];
      // The SDK's own paging begins at the second page, since the vendor counts from 0. There is no total.
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { page_number: page, page_size: PAGE_SIZE };
        // As it came: the SDK takes a proxy's page for a list without products.
        const answer = await client.products.list(query, { signal }).asResponse();
        const items = readList(await answer.json());
        if (items.length === 0) break;
        products.push(...items);
      }
      return findPrice(products, planKey, interval);
    },

    /** The plan of a product, sold or not; `undefined` for one that is none of ours. */
    async planOf(productId: string, signal: AbortSignal): Promise<string | undefined> {
      const kept = plans.get(productId);
      if (kept !== undefined && now().getTime() < kept.untilMs) return kept.plan;
      const product = await client.products.retrieve(productId, { signal });
      if (product.product_id !== productId) {
        throw new BillingError("billing.unavailable", "the vendor's product can't be read");
      }
      const plan = planOf(product);
      plans.set(productId, { plan, untilMs: now().getTime() + KEPT_MS });
      return plan;
    },
  };
}
