import type { Vendor } from "../frame/define.ts";
import { notFound, ok } from "./answers.ts";
import type { Product } from "./catalogue.ts";
import { matches, page } from "./paging.ts";
import type { DodoState } from "./state.ts";
import { flat } from "./subscriptions.ts";
import type { Views } from "./views.ts";

/** What can be read and is made elsewhere: products by whoever starts the emulator, payments by charges. */
export function recordRoutes({ payments }: DodoState, products: ReadonlyMap<string, Product>, views: Views) {
  return {
    "GET /products": ({ query }) => {
      // None is archived here.
      if (query.get("archived") === "true" || query.get("recurring") === "false") return page(query, [], ok);
      const rest = new URLSearchParams([...query].filter(([name]) => name !== "archived" && name !== "recurring"));
      return page(rest, [...products.values()], views.productInList);
    },
    "GET /products/:id": ({ params }) => {
      const found = products.get(params["id"] ?? "");
      return found === undefined ? notFound("Product") : ok(views.product(found));
    },
    "GET /payments": ({ query }) => {
      const found = payments.list().filter((one) => {
        const shown = { ...flat(views.paymentInList(one)), product_id: one.productId };
        return matches(query, shown);
      });
      return page(query, found, views.paymentInList);
    },
    "GET /payments/:id": ({ params }) => {
      const found = payments.find(params["id"] ?? "");
      return found === undefined ? notFound("Payment") : ok(views.payment(found));
    },
  } satisfies Vendor["routes"];
}
