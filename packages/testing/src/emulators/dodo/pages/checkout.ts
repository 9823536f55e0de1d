import { html } from "hono/html";
import { CARDS, GOOD_CARD } from "../cards.ts";
import type { Product } from "../catalogue.ts";
import type { StoredCheckout, StoredPayment } from "../state.ts";
import { notice } from "../../pages/parts.ts";
import type { Page } from "../../pages/shell.ts";
import { money, price } from "./words.ts";

/** Where a person pays. The card is chosen, not typed: what happens is all that matters here. */
export function checkoutPage(checkout: StoredCheckout, product: Product): Page {
  const { quantity, trialDays, email, customerId, returnUrl, cancelUrl } = checkout;
  const due = trialDays > 0 ? 0 : product.amount * quantity;
  const content = html`
    <div class="pay">
      <div class="head">
        <h1>${product.name}</h1>
        <p class="price">${money(due, product.currency)}</p>
        <p class="lead">
          ${trialDays > 0 ? `Free for ${trialDays} days, then ` : "Now, and then "}${price(product, quantity)} until it
          is cancelled.
        </p>
      </div>
      <form class="panel" method="post">
        ${
          customerId === null
            ? html`<div class="field">
                <label for="email">E-mail</label>
                <input id="email" name="email" type="email" required value="${email ?? ""}" autocomplete="email" />
              </div>`
            : ""
        }
        <fieldset>
          <legend>Card</legend>
          ${CARDS.map(
            ({ number, says }) =>
              html`<label class="card">
                <input type="radio" name="card" value="${number}" ${number === GOOD_CARD ? "checked" : ""} />
                <span class="number">${number}</span>
                <span class="soft">${says}</span>
              </label>`,
          )}
        </fieldset>
        <button class="first">${due === 0 ? "Start the trial" : `Pay ${money(due, product.currency)}`}</button>
      </form>
      ${cancelUrl === null ? "" : html`<p class="after"><a href="${cancelUrl}">Go back without paying</a></p>`}
    </div>
  `;
  return { title: `Pay for ${product.name}`, content, leads: [returnUrl ?? ""] };
}

export function closedPage(checkout: StoredCheckout, standing: "paid" | "expired"): Page {
  const back = checkout.returnUrl ?? checkout.cancelUrl;
  const link = back === null ? undefined : { href: back, text: "Go back" };
  return standing === "paid"
    ? notice("Paid already", "This checkout has done its work. Nothing is charged twice.", link)
    : notice("This checkout has expired", "It was open for 24 hours. Begin again where you came from.", link);
}

export function outcomePage({ status }: StoredPayment): Page {
  return status === "succeeded"
    ? notice("Paid", "The product has been told. This checkout named no page to go back to.")
    : notice("The card was declined", "Nothing was charged. Open the checkout again to try another card.");
}

/** The vendor's way back. Arriving there proves nothing, and nothing in it should be believed. */
export function wayBack(url: string, payment: StoredPayment): string {
  const back = new URL(url);
  back.searchParams.set("payment_id", payment.id);
  back.searchParams.set("subscription_id", payment.subscriptionId);
  back.searchParams.set("status", payment.status === "succeeded" ? "active" : "failed");
  return back.href;
}
