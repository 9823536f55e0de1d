import { html } from "hono/html";
import type { Delivery } from "../../frame/deliveries.ts";
import type { Checkouts } from "../checkouts.ts";
import type { DodoState, StoredCheckout, StoredPayment, StoredSubscription } from "../state.ts";
import type { Views } from "../views.ts";
import type { Html, Page } from "../../pages/shell.ts";
import { standing } from "./portal.ts";
import { chip, money, moment, price } from "./words.ts";

const SHOWN = 50;

export interface DashboardOptions {
  readonly state: DodoState;
  readonly views: Views;
  readonly checkouts: Checkouts;
  readonly deliveries: readonly Delivery[];
  readonly version: string;
  readonly productUrl: string | undefined;
}

/** What the vendor knows, and what its own dashboard and time could do to it. */
export function dashboardPage(options: DashboardOptions): Page {
  const { state, views, checkouts, deliveries, version, productUrl } = options;
  const subscriptions = state.subscriptions.list();
  const email = (customerId: string | null) => state.customers.find(customerId ?? "")?.email ?? "nobody yet";

  const content = html`
    <div class="head">
      <h1>Payments</h1>
      <p class="lead">What the product sells while it runs on this machine. Nobody is charged.</p>
    </div>
    ${
      state.checkouts.list().length === 0
        ? html`<div class="panel empty">
            <h2>Nothing was bought yet</h2>
            <p>Choose a plan in the product. Its checkout opens here.</p>
            ${productUrl === undefined ? "" : html`<a class="button first" href="${productUrl}">Open the product</a>`}
          </div>`
        : ""
    }
    ${section("Subscriptions", subscriptions, (one: StoredSubscription) => {
      const product = views.productOf(one.productId);
      return html`<div class="line">
          <span><strong>${email(one.customerId)}</strong> ${chip(one.status)}</span>
          <span class="soft">${product.name}, ${price(product, one.quantity)}</span>
        </div>
        <p class="soft">${standing(one)}${one.failsNext ? ". The next payment will fail" : ""}</p>
        ${acts(one)}`;
    })}
    ${section("Checkouts", state.checkouts.list(), (one: StoredCheckout) => {
      const stands = checkouts.standingOf(one);
      return html`<div class="line">
        <span>
          ${stands === "open" ? html`<a href="/checkout/${one.id}">${views.productOf(one.productId).name}</a>` : views.productOf(one.productId).name}
          ${chip(stands)}
        </span>
        <span class="soft"
          >${one.customerId === null ? (one.email ?? "nobody yet") : email(one.customerId)},
          ${moment(one.createdAt)}</span
        >
      </div>`;
    })}
    ${section(
      "Payments",
      state.payments.list(),
      (one: StoredPayment) =>
        html`<div class="line">
          <span>${money(one.amount, one.currency)} ${chip(one.status)}</span>
          <span class="soft">${email(one.customerId)}, ${moment(one.createdAt)}</span>
        </div>`,
    )}
    ${section("Webhooks", deliveries, (one: Delivery) => {
      const last = one.attempts.at(-1);
      const how = last && `${last.status ?? "no answer"}, attempt ${one.attempts.length}, ${moment(last.at)}`;
      return html`<form class="line told" method="post" action="/dashboard/webhooks/${one.id}">
        <span><span class="mono">${one.event}</span> ${chip(one.state)}</span>
        <span class="soft">${how ?? ""}</span>
        <button aria-label="Send again: ${one.event}">Send again</button>
      </form>`;
    })}
  `;
  return { title: "Payments", content, version };
}

function section<Item>(title: string, oldestFirst: readonly Item[], show: (item: Item) => Html): Html | string {
  if (oldestFirst.length === 0) return "";
  const more = oldestFirst.length > SHOWN ? `, the newest ${SHOWN} shown` : "";
  return html`<section>
    <h2>${title}<span class="count">${oldestFirst.length}${more}</span></h2>
    <ul class="list">
      ${oldestFirst
        .slice(-SHOWN)
        .toReversed()
        .map((item) => html`<li class="item">${show(item)}</li>`)}
    </ul>
  </section>`;
}

function acts({ id, status, failsNext }: StoredSubscription): Html | string {
  const cancel = act("cancel", "Cancel now");
  const fail = failsNext ? "" : act("fail", "Let the next payment fail");
  const fitting: Readonly<Record<string, readonly (Html | string)[]>> = {
    active: [act("renew", "Renew now"), fail, cancel],
    past_due: [act("settle", "Pay what is due"), cancel],
    on_hold: [act("settle", "Pay what is due"), cancel],
  };
  const buttons = fitting[status];
  if (buttons === undefined) return "";
  return html`<form class="acts" method="post" action="/dashboard/subscriptions/${id}">${buttons}</form>`;
}

const act = (what: string, words: string): Html => html`<button name="do" value="${what}">${words}</button>`;
