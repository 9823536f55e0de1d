import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Deliveries } from "../frame/deliveries.ts";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { newWebhookSecret } from "../frame/signature.ts";
import { lookUp, ok, refuse, vendorTime } from "./answers.ts";
import { ALL_EVENTS, eventBody, type Publish } from "./events.ts";
import { page } from "./paging.ts";
import type { ResendState, StoredWebhook } from "./state.ts";

const Endpoint = z.url({ protocol: /^https?$/ });
const Events = z.array(z.enum(ALL_EVENTS)).min(1);
const Create = z.object({ endpoint: Endpoint, events: Events });
const Update = z.object({
  endpoint: Endpoint.optional(),
  events: Events.optional(),
  status: z.enum(["enabled", "disabled"]).optional(),
});

/** Endpoints that are told what becomes of each mail. */
export function webhookRoutes({ clock, store }: EmulatorKit, { webhooks }: ResendState) {
  return {
    "POST /webhooks": ({ body }) => {
      const given = Create.safeParse(body);
      if (!given.success) return invalid(given.error);
      const webhook: StoredWebhook = {
        ...given.data,
        id: randomUUID(),
        status: "enabled",
        secret: newWebhookSecret(),
        createdAt: clock.now().toISOString(),
      };
      store.change(() => webhooks.put(webhook.id, webhook));
      return ok({ object: "webhook", id: webhook.id, signing_secret: webhook.secret }, 201);
    },
    "GET /webhooks": ({ query }) => page(query, webhooks.list(), summaryOf),
    "GET /webhooks/:id": ({ params }) => {
      const found = lookUp(params["id"], webhooks.find, "Webhook");
      if ("refusal" in found) return found.refusal;
      return ok({ object: "webhook", ...summaryOf(found.item), signing_secret: found.item.secret });
    },
    "PATCH /webhooks/:id": ({ params, body }) => {
      const found = lookUp(params["id"], webhooks.find, "Webhook");
      if ("refusal" in found) return found.refusal;
      const given = Update.safeParse(body ?? {});
      if (!given.success) return invalid(given.error);
      const { endpoint = found.item.endpoint, events = found.item.events, status = found.item.status } = given.data;
      store.change(() => webhooks.put(found.item.id, { ...found.item, endpoint, events, status }));
      return ok({ object: "webhook", id: found.item.id });
    },
    "DELETE /webhooks/:id": ({ params }) => {
      const found = lookUp(params["id"], webhooks.find, "Webhook");
      if ("refusal" in found) return found.refusal;
      store.change(() => webhooks.remove(found.item.id));
      return ok({ object: "webhook", id: found.item.id, deleted: true });
    },
  } satisfies Vendor["routes"];
}

/** The endpoint that whoever starts the emulator names, for all events: in no state, so that a new address is one at once. */
export interface Configured {
  readonly url: string;
  readonly secret: string;
}
const CONFIGURED = "configured";

/** Tells every endpoint that asked for it. */
export function createPublish(
  { clock }: EmulatorKit,
  { webhooks }: ResendState,
  { deliveries, configured }: { readonly deliveries: Deliveries; readonly configured: Configured | undefined },
): Publish {
  return (type, mail) => {
    const asked = webhooks.list().filter(({ status, events }) => status === "enabled" && events.includes(type));
    const told = [...asked.map(({ id }) => id), ...(configured === undefined ? [] : [CONFIGURED])];
    for (const id of told) deliveries.add(id, type, eventBody(type, mail, clock.now()));
  };
}

/** A deleted or disabled endpoint gets nothing any more, not even what waits for a further attempt. */
export function endpointOf({ webhooks }: ResendState, configured: Configured | undefined) {
  return (id: string) => {
    if (id === CONFIGURED) return configured;
    const webhook = webhooks.find(id);
    return webhook?.status === "enabled" ? { url: webhook.endpoint, secret: webhook.secret } : undefined;
  };
}

function invalid(error: z.ZodError) {
  const field = String(error.issues[0]?.path[0] ?? "body");
  return refuse(422, "validation_error", `Invalid \`${field}\` field.`);
}

function summaryOf({ id, endpoint, events, status, createdAt }: StoredWebhook) {
  return { id, endpoint, events, status, created_at: vendorTime(createdAt) };
}
