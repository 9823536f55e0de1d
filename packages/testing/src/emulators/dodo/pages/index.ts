import { type Context, Hono } from "hono";
import type { Deliveries } from "../../frame/deliveries.ts";
import type { EmulatorKit } from "../../frame/define.ts";
import { GOOD_CARD } from "../cards.ts";
import type { Checkouts } from "../checkouts.ts";
import type { Lifecycle } from "../lifecycle.ts";
import type { DodoState, StoredSubscription } from "../state.ts";
import type { Views } from "../views.ts";
import { checkoutPage, closedPage, outcomePage, wayBack } from "./checkout.ts";
import { dashboardPage } from "./dashboard.ts";
import { notice } from "../../pages/parts.ts";
import { pageShell } from "../../pages/shell.ts";
import { SHELL } from "./layout.ts";
import { portalPage } from "./portal.ts";

export interface PageOptions {
  readonly kit: EmulatorKit;
  readonly state: DodoState;
  readonly views: Views;
  readonly lifecycle: Lifecycle;
  readonly checkouts: Checkouts;
  readonly deliveries: Deliveries;
  readonly productUrl: string | undefined;
}

/** The pages where customers pay and look after what they bought, and the one where the vendor is looked at. */
export function dodoPages(options: PageOptions): Hono {
  const { kit, state, views, lifecycle, checkouts, deliveries, productUrl } = options;
  const { clock, store, agenda } = kit;
  const { send } = pageShell({ ...SHELL, productUrl });

  /** Changes with whatever the dashboard shows. */
  const version = () => {
    const { subscriptions, checkouts: opened, payments } = state;
    const told = deliveries.list();
    const counts = [subscriptions.list(), opened.list(), payments.list(), told].map((list) => list.length);
    const states = subscriptions
      .list()
      .map((one) => `${one.status}${one.nextBilling}${one.cancelAtNextBilling}${one.failsNext}`);
    const attempts = told.map((one) => `${one.state}${one.attempts.length}`);
    return [...counts, ...states.slice(-50), ...attempts.slice(-50)].join(" ");
  };

  function change(work: () => unknown): void {
    store.change(work);
    agenda.wake();
  }

  function checkoutOf(c: Context) {
    return state.checkouts.find(c.req.param("id") ?? "");
  }

  function portalOf(c: Context) {
    const portal = state.portals.find(c.req.param("token") ?? "");
    const customer = state.customers.find(portal?.customerId ?? "");
    return portal === undefined || customer === undefined || clock.now() >= new Date(portal.expiresAt)
      ? undefined
      : { portal, customer };
  }

  /** A page may be older than what it shows: what does not fit any more does nothing. */
  function act(one: StoredSubscription, what: string): void {
    const isUnpaid = one.status === "past_due" || one.status === "on_hold";
    const isActive = one.status === "active";
    if (what === "renew" && isActive) lifecycle.renewNow(one);
    if (what === "fail" && isActive) lifecycle.failNext(one);
    if (what === "settle" && isUnpaid) lifecycle.settle(one, GOOD_CARD);
    if (what === "cancel" && (isActive || isUnpaid)) lifecycle.cancelNow(one);
  }

  return new Hono()
    .get("/", (c) => c.redirect("/dashboard"))
    .get("/dashboard/version", (c) => c.text(version()))
    .get("/dashboard", () =>
      send(dashboardPage({ state, views, checkouts, deliveries: deliveries.list(), version: version(), productUrl })),
    )
    .post("/dashboard/subscriptions/:id", async (c) => {
      const { do: what } = await c.req.parseBody();
      const found = state.subscriptions.find(c.req.param("id"));
      if (found !== undefined && typeof what === "string") change(() => act(found, what));
      return c.redirect("/dashboard", 303);
    })
    .post("/dashboard/webhooks/:id", (c) => {
      deliveries.resend(c.req.param("id"));
      return c.redirect("/dashboard", 303);
    })
    .get("/checkout/:id", (c) => {
      const found = checkoutOf(c);
      if (found === undefined) return send(gone("checkout"), 404);
      const standing = checkouts.standingOf(found);
      return send(
        standing === "open" ? checkoutPage(found, views.productOf(found.productId)) : closedPage(found, standing),
      );
    })
    .post("/checkout/:id", async (c) => {
      const found = checkoutOf(c);
      if (found === undefined) return send(gone("checkout"), 404);
      const standing = checkouts.standingOf(found);
      if (standing !== "open") return send(closedPage(found, standing));
      const { card, email } = await c.req.parseBody();
      const who = typeof email === "string" ? { email } : {};
      const payment = checkouts.pay(found, typeof card === "string" ? card : GOOD_CARD, who);
      agenda.wake();
      return found.returnUrl === null ? send(outcomePage(payment)) : c.redirect(wayBack(found.returnUrl, payment), 303);
    })
    .get("/portal/:token", (c) => {
      const found = portalOf(c);
      if (found === undefined) return send(gone("page"), 404);
      const isTheirs = ({ customerId }: { readonly customerId: string }) => customerId === found.customer.id;
      const subscriptions = state.subscriptions.list().filter(isTheirs).toReversed();
      const payments = state.payments.list().filter(isTheirs).toReversed();
      return send(portalPage({ ...found, subscriptions, payments, views }));
    })
    .post("/portal/:token", async (c) => {
      const found = portalOf(c);
      if (found === undefined) return send(gone("page"), 404);
      const { do: what, subscription } = await c.req.parseBody();
      const one = state.subscriptions.find(typeof subscription === "string" ? subscription : "");
      if (one !== undefined && one.customerId === found.customer.id) {
        if (what === "cancel" || what === "keep") change(() => lifecycle.scheduleEnd(one, what === "cancel"));
        else if (typeof what === "string") change(() => lifecycle.settle(one, what));
      }
      return c.redirect(`/portal/${found.portal.token}`, 303);
    });
}

const gone = (what: string) =>
  notice(`No such ${what}`, "The address is cut short, or it was open for a day and no longer.", {
    href: "/dashboard",
    text: "Show all payments",
  });
