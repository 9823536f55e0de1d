import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { invalid } from "./access.ts";
import { notFound, ok } from "./answers.ts";
import { newId } from "./ids.ts";
import { matches, page } from "./paging.ts";
import type { DodoState, StoredCustomer } from "./state.ts";
import type { Views } from "./views.ts";

const PORTAL_MS = 24 * 60 * 60 * 1_000;
/** Where a page may lead: a link must not run anything. */
export const WebAddress = z.url({ protocol: /^https?$/ });
export const Metadata = z.record(z.string().max(100), z.union([z.string().max(500), z.number(), z.boolean()]));

const Create = z.object({
  email: z.email(),
  name: z.string().min(1),
  phone_number: z.string().nullish(),
  metadata: Metadata.optional(),
});
const Update = z.object({
  email: z.email().nullish(),
  name: z.string().min(1).nullish(),
  phone_number: z.string().nullish(),
  metadata: Metadata.nullish(),
});

export function customerRoutes({ clock, store }: EmulatorKit, state: DodoState, views: Views) {
  const { customers, portals } = state;
  return {
    "POST /customers": ({ body }) => {
      const given = Create.safeParse(body);
      if (!given.success) return invalid(given.error);
      const { email, name, phone_number: phone = null, metadata = {} } = given.data;
      return store.change(() => {
        const made = addCustomer(state, { email, name, phone, metadata, createdAt: clock.now().toISOString() });
        return ok(views.customer(made));
      });
    },
    "GET /customers": ({ query }) =>
      page(
        query,
        customers.list().filter((one) => matches(query, views.customer(one))),
        views.customer,
      ),
    "GET /customers/:id": ({ params }) => {
      const found = customers.find(params["id"] ?? "");
      return found === undefined ? notFound("Customer") : ok(views.customer(found));
    },
    "PATCH /customers/:id": ({ params, body }) => {
      const found = customers.find(params["id"] ?? "");
      if (found === undefined) return notFound("Customer");
      const given = Update.safeParse(body ?? {});
      if (!given.success) return invalid(given.error);
      const { email, name, phone_number: phone = found.phone, metadata } = given.data;
      const changed = {
        ...found,
        email: email ?? found.email,
        name: name ?? found.name,
        phone,
        metadata: metadata ?? found.metadata,
      };
      store.change(() => customers.put(changed.id, changed));
      return ok(views.customer(changed));
    },
    // Its parameters are in the query, although it is a POST. `send_email` says yes and nothing is sent from here.
    "POST /customers/:id/customer-portal/session": ({ params, query, headers }) => {
      const found = customers.find(params["id"] ?? "");
      if (found === undefined) return notFound("Customer");
      const back = WebAddress.optional().safeParse(query.get("return_url") ?? undefined);
      if (!back.success) return invalid(back.error);
      const token = randomBytes(24).toString("base64url");
      const expiresAt = new Date(clock.now().getTime() + PORTAL_MS).toISOString();
      store.change(() => portals.put(token, { token, customerId: found.id, returnUrl: back.data ?? "", expiresAt }));
      return ok({ link: `http://${headers.get("host") ?? "localhost"}/portal/${token}` });
    },
  } satisfies Vendor["routes"];
}

/** To be called inside a change. */
export function addCustomer({ customers }: DodoState, made: Omit<StoredCustomer, "id">): StoredCustomer {
  const customer = { id: newId("cus"), ...made };
  customers.put(customer.id, customer);
  return customer;
}
