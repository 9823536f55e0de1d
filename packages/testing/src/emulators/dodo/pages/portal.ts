import { html } from "hono/html";
import { CARDS } from "../cards.ts";
import type { StoredCustomer, StoredPayment, StoredPortal, StoredSubscription } from "../state.ts";
import type { Views } from "../views.ts";
import type { Html, Page } from "../../pages/shell.ts";
import { chip, day, money, moment, price } from "./words.ts";

export interface PortalOptions {
  readonly portal: StoredPortal;
  readonly customer: StoredCustomer;
  /** Newest first, both. */
  readonly subscriptions: readonly StoredSubscription[];
  readonly payments: readonly StoredPayment[];
  readonly views: Views;
}

/** What a customer does by themselves: see, cancel, keep, give another card. */
export function portalPage({ portal, customer, subscriptions, payments, views }: PortalOptions): Page {
  const content = html`
    <div class="head">
      ${portal.returnUrl === "" ? "" : html`<p class="back"><a href="${portal.returnUrl}">Back to the product</a></p>`}
      <h1>Your subscriptions</h1>
      <p class="lead">${customer.email}</p>
    </div>
    <ul class="list">
      ${subscriptions.map((one) => html`<li class="item">${subscription(one, views)}</li>`)}
      ${subscriptions.length === 0 ? html`<li class="none">There is none.</li>` : ""}
    </ul>
    <h2>Payments</h2>
    <ul class="list">
      ${payments.map(
        (one) =>
          html`<li class="item line">
            <span>${money(one.amount, one.currency)} ${chip(one.status)}</span>
            <span class="soft">${moment(one.createdAt)}, card ending in ${one.cardLastFour}</span>
          </li>`,
      )}
      ${payments.length === 0 ? html`<li class="none">There is none.</li>` : ""}
    </ul>
  `;
  return { title: "Your subscriptions", content };
}

function subscription(one: StoredSubscription, views: Views): Html {
  const product = views.productOf(one.productId);
  const isLive = ["active", "past_due", "on_hold"].includes(one.status);
  return html`<div class="line">
      <span><strong>${product.name}</strong> ${chip(one.status)}</span>
      <span class="soft">${price(product, one.quantity)}</span>
    </div>
    <p class="soft">${standing(one)}</p>
    ${
      isLive
        ? html`<form class="acts" method="post">
            <input type="hidden" name="subscription" value="${one.id}" />
            ${
              one.cancelAtNextBilling
                ? html`<button name="do" value="keep">Keep the subscription</button>`
                : html`<button name="do" value="cancel">Cancel at the end of the period</button>`
            }
            ${CARDS.filter(({ first }) => first).map(
              ({ number }) => html`<button name="do" value="${number}">Use card ${number.slice(-4)}</button>`,
            )}
          </form>`
        : ""
    }`;
}

export function standing({
  status,
  cancelAtNextBilling,
  nextBilling,
  cancelledAt,
  pastDueEndsAt,
  card,
}: StoredSubscription) {
  const paidBy = `card ending in ${card.slice(-4)}`;
  if (status === "past_due") return `Unpaid; on hold from ${day(pastDueEndsAt ?? nextBilling)}, ${paidBy}`;
  if (status === "on_hold") return `Unpaid since ${day(nextBilling)}, ${paidBy}`;
  if (status === "active" && cancelAtNextBilling) return `Ends on ${day(nextBilling)}`;
  if (status === "active") return `Renews on ${day(nextBilling)}, ${paidBy}`;
  return cancelledAt === null ? "" : `Ended on ${day(cancelledAt)}`;
}
