import { randomBytes } from "node:crypto";
import { type Deliveries, createDeliveries } from "../frame/deliveries.ts";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { newWebhookSecret, signWebhook } from "../frame/signature.ts";
import { createAccess } from "./access.ts";
import { DECLINED_CARD, GOOD_CARD } from "./cards.ts";
import { type PricedPlan, productsOf } from "./catalogue.ts";
import { type Checkouts, createCheckouts } from "./checkouts.ts";
import { customerRoutes } from "./customers.ts";
import { endpointRoutes } from "./endpoints.ts";
import { createEvents, SENT_EVENTS, type SentEvent } from "./events.ts";
import { type BusinessSettings, createLifecycle, type Lifecycle } from "./lifecycle.ts";
import { dodoPages } from "./pages/index.ts";
import { recordRoutes } from "./records.ts";
import { type DodoState, openState, type StoredEndpoint, type StoredSubscription } from "./state.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { usageRoutes } from "./usage.ts";
import { createViews } from "./views.ts";

export interface DodoOptions extends RunOptions {
  /** The only key that gets in. Absent: a made-up one. */
  readonly apiKey?: string | undefined;
  /** Where every webhook goes, signed with this secret (`whsec_…`), beside the endpoints that requests make. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  /** What is sold. Absent: two plans by the month and by the year. */
  readonly catalogue?: readonly PricedPlan[] | undefined;
  readonly settings?: BusinessSettings | undefined;
  /** Where the product runs, for links. */
  readonly productUrl?: string | undefined;
}

/** What a customer, the vendor's dashboard and time can do, for tests. Each throws a TypeError for an id that is unknown. */
export interface DodoLevers {
  /** Pays at a checkout, with a good card unless told otherwise; the subscription's id, as it is active or has failed. */
  pay(checkoutId: string, card?: string): string;
  /** A card that is declined; the id of the subscription that has failed. */
  decline(checkoutId: string): string;
  /** Charges the next period now. */
  renew(subscriptionId: string): void;
  /** The next charge will fail. */
  failNext(subscriptionId: string): void;
  /** The customer gives a card; what is due is charged at once. */
  giveCard(subscriptionId: string, card?: string): void;
  /** Ends it now, as somebody at the dashboard would. */
  cancel(subscriptionId: string): void;
  /** Changes anything, as no API can; nobody is told of it. */
  edit(subscriptionId: string, changes: Partial<StoredSubscription>): void;
  /** A genuine delivery about it, signed now and sent nowhere. */
  sign(subscriptionId: string, event?: SentEvent): { readonly body: string; readonly headers: Record<string, string> };
  /** Sends every webhook that was ever sent once more, oldest first, under its old id. */
  replay(): void;
}

export interface DodoEmulator extends Emulator, DodoLevers {
  readonly apiKey: string;
  /** What the configured webhook, and `sign`, are signed with. */
  readonly webhookSecret: string;
}

/** Dodo Payments on this machine, after dodopayments 2.52.0 and the vendor's API description 1.113.0, read 2026-11-21. */
export async function startDodo(options: DodoOptions = {}): Promise<DodoEmulator> {
  const apiKey = options.apiKey ?? `dodo_local_${randomBytes(12).toString("hex")}`;
  const webhookSecret = options.webhook?.secret ?? newWebhookSecret();
  const held: { levers?: DodoLevers } = {};
  const emulator = await runEmulator("dodo", options, (kit) => {
    const { vendor, levers } = buildVendor(kit, { ...options, apiKey, webhookSecret });
    held.levers = levers;
    return vendor;
  });
  if (held.levers === undefined) throw new TypeError("runEmulator builds its vendor before it resolves");
  // Its `listening` is read anew each time, so it can not be spread.
  return Object.assign(emulator, held.levers, { apiKey, webhookSecret });
}

type Settled = DodoOptions & { readonly apiKey: string; readonly webhookSecret: string };

function buildVendor(kit: EmulatorKit, options: Settled): { readonly vendor: Vendor; readonly levers: DodoLevers } {
  const { settings = {} } = options;
  const state = openState(kit.store);
  const products = productsOf(options.catalogue);
  const views = createViews(state, products);
  const endpoints = () => [...configured(options), ...state.endpoints.list()];
  const events = createEvents({ state, views, endpoints, now: kit.clock.now });
  const find = (id: string) => endpoints().find((one) => one.id === id && !one.disabled);
  const deliveries = createDeliveries(kit, find, { prefix: "webhook", refresh: events.refresh });
  const publish = events.publisher(deliveries);
  const lifecycle = createLifecycle(kit, { state, productOf: views.productOf, publish, settings });
  const checkouts = createCheckouts(kit, { state, products, lifecycle });
  const check = createAccess(options.apiKey);
  const { changeMovesBillingDate = false } = settings;

  const vendor: Vendor = {
    routes: {
      ...checkouts.routes,
      ...customerRoutes(kit, state, views),
      ...recordRoutes(state, products, views),
      ...subscriptionRoutes(kit, { state, views, products, lifecycle, changeMovesBillingDate }),
      ...usageRoutes(kit, state),
      ...endpointRoutes(kit, state),
    },
    others: ["GET /products/short_links"],
    before: async (request, _route, proceed) => check(request) ?? proceed(),
    events: SENT_EVENTS,
    deliveries,
    pages: dodoPages({ kit, state, views, lifecycle, checkouts, deliveries, productUrl: options.productUrl }),
  };
  return { vendor, levers: createLevers(kit, { state, lifecycle, checkouts, deliveries, events, ...options }) };
}

/** The endpoint that whoever starts the emulator names: it is in no state, so that a new address is one at once. */
function configured({ webhook }: DodoOptions): readonly StoredEndpoint[] {
  if (webhook === undefined) return [];
  const at = new Date(0).toISOString();
  const rest = { description: "", metadata: {}, events: null, disabled: false, createdAt: at, updatedAt: at };
  return [{ id: "whk_configured", ...webhook, ...rest }];
}

interface LeverOptions {
  readonly state: DodoState;
  readonly lifecycle: Lifecycle;
  readonly checkouts: Checkouts;
  readonly deliveries: Deliveries;
  readonly events: ReturnType<typeof createEvents>;
  readonly webhookSecret: string;
}

function createLevers({ store, agenda }: EmulatorKit, options: LeverOptions): DodoLevers {
  const { state, lifecycle, checkouts, deliveries, events, webhookSecret } = options;
  const subscription = (id: string) => state.subscriptions.find(id) ?? unknown(id);

  function change(work: () => void): void {
    store.change(work);
    agenda.wake();
  }

  function pay(checkoutId: string, card: string = GOOD_CARD): string {
    const { subscriptionId } = checkouts.pay(state.checkouts.find(checkoutId) ?? unknown(checkoutId), card);
    agenda.wake();
    return subscriptionId;
  }

  return {
    pay,
    decline: (checkoutId) => pay(checkoutId, DECLINED_CARD),
    renew: (id) => change(() => lifecycle.renewNow(subscription(id))),
    failNext: (id) => change(() => lifecycle.failNext(subscription(id))),
    giveCard: (id, card = GOOD_CARD) => change(() => void lifecycle.settle(subscription(id), card)),
    cancel: (id) => change(() => void lifecycle.cancelNow(subscription(id))),
    edit: (id, changes) => change(() => state.subscriptions.put(id, { ...subscription(id), ...changes })),
    sign(subscriptionId, event = "subscription.updated") {
      const id = `msg_${randomBytes(16).toString("hex")}`;
      const timestampSeconds = Math.floor(Date.now() / 1_000);
      const body = JSON.stringify(events.bodyOf(event, subscription(subscriptionId)));
      const headers = {
        "webhook-id": id,
        "webhook-timestamp": String(timestampSeconds),
        "webhook-signature": signWebhook(webhookSecret, { id, timestampSeconds, body }),
      };
      return { body, headers };
    },
    replay: () => deliveries.list().forEach(({ id }) => deliveries.resend(id)),
  };
}

function unknown(id: string): never {
  throw new TypeError(`the emulator holds nothing by the id ${id}`);
}
