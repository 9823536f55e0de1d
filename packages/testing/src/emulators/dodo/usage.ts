import { z } from "zod";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { invalid } from "./access.ts";
import { notEmulated, notFound, ok, refuse } from "./answers.ts";
import { Metadata } from "./customers.ts";
import { page } from "./paging.ts";
import type { DodoState, StoredEvent } from "./state.ts";
import { BUSINESS } from "./views.ts";

const MOST_IN_REQUEST = 1_000;
const OLDEST_MS = 60 * 60 * 1_000;
const FURTHEST_AHEAD_MS = 5 * 60 * 1_000;

const Ingest = z.object({
  events: z
    .array(
      z.object({
        event_id: z.string().min(1),
        customer_id: z.string(),
        event_name: z.string().min(1),
        timestamp: z.iso.datetime({ offset: true }).nullish(),
        metadata: Metadata.nullish(),
      }),
    )
    .min(1)
    .max(MOST_IN_REQUEST),
});

/** Usage: all of a request or nothing; an id that is known already counts once and is no fault. */
export function usageRoutes({ clock, store }: EmulatorKit, { events, customers }: DodoState) {
  return {
    "POST /events/ingest": ({ body }) => {
      const given = Ingest.safeParse(body);
      if (!given.success) return invalid(given.error);
      const nowMs = clock.now().getTime();
      const asked = given.data.events;
      if (new Set(asked.map(({ event_id: id }) => id)).size < asked.length) {
        return refuse(400, "DUPLICATE_EVENT_ID", "An event id is there twice.");
      }
      if (asked.some(({ customer_id: id }) => customers.find(id) === undefined)) {
        return refuse(400, "CUSTOMER_NOT_FOUND", "A customer does not exist.");
      }
      const ages = asked.map(({ timestamp }) => (timestamp ? nowMs - Date.parse(timestamp) : 0));
      if (ages.some((ageMs) => ageMs > OLDEST_MS || ageMs < -FURTHEST_AHEAD_MS)) {
        return refuse(400, "INVALID_TIMESTAMP", "An event is older than 1 hour or more than 5 minutes ahead.");
      }
      const fresh = asked.filter(({ event_id: id }) => events.find(id) === undefined);
      store.change(() => {
        for (const { event_id: id, customer_id: customerId, event_name: name, timestamp, metadata } of fresh) {
          const at = timestamp ? new Date(timestamp) : clock.now();
          events.put(id, { id, customerId, name, timestamp: at.toISOString(), metadata: metadata ?? null });
        }
      });
      return ok({ ingested_count: fresh.length });
    },
    "GET /events": ({ query }) => {
      if (query.has("meter_id")) return notEmulated("A meter");
      const found = events.list().filter((one) => passes(query, one));
      return page(query, found, show);
    },
    "GET /events/:id": ({ params }) => {
      const found = events.find(params["id"] ?? "");
      return found === undefined ? notFound("Event") : ok(show(found));
    },
  } satisfies Vendor["routes"];
}

function passes(query: URLSearchParams, { customerId, name, timestamp }: StoredEvent): boolean {
  const at = Date.parse(timestamp);
  return (
    (query.get("customer_id") ?? customerId) === customerId &&
    (query.get("event_name") ?? name) === name &&
    at >= Date.parse(query.get("start") ?? timestamp) &&
    at <= Date.parse(query.get("end") ?? timestamp)
  );
}

const show = ({ id, customerId, name, timestamp, metadata }: StoredEvent) => ({
  business_id: BUSINESS,
  customer_id: customerId,
  event_id: id,
  event_name: name,
  timestamp,
  metadata,
});
