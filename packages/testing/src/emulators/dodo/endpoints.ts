import { z } from "zod";
import type { EmulatorKit, Vendor } from "../frame/define.ts";
import { newWebhookSecret } from "../frame/signature.ts";
import { invalid } from "./access.ts";
import { notFound, ok } from "./answers.ts";
import { newId } from "./ids.ts";
import type { DodoState, StoredEndpoint } from "./state.ts";

const Details = {
  url: z.url({ protocol: /^https?$/ }),
  description: z.string().nullish(),
  disabled: z.boolean().nullish(),
  filter_types: z.array(z.string()).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
};
const Create = z.object(Details);
const Update = z.object({ ...Details, url: Details.url.nullish() });
const DEFAULT_LIMIT = 50;

/** Who is told of events. */
export function endpointRoutes({ clock, store }: EmulatorKit, { endpoints }: DodoState) {
  return {
    "POST /webhooks": ({ body }) => {
      const given = Create.safeParse(body);
      if (!given.success) return invalid(given.error);
      const { url, description, disabled, filter_types: events, metadata } = given.data;
      const now = clock.now().toISOString();
      const made: StoredEndpoint = {
        id: newId("whk"),
        url,
        secret: newWebhookSecret(),
        description: description ?? "",
        metadata: metadata ?? {},
        events: events?.length ? events : null,
        disabled: disabled ?? false,
        createdAt: now,
        updatedAt: now,
      };
      store.change(() => endpoints.put(made.id, made));
      return ok(show(made));
    },
    // The one list with a cursor. It comes back with the last page too: `done` says that there is no more.
    "GET /webhooks": ({ query }) => {
      const limit = Number(query.get("limit") ?? DEFAULT_LIMIT);
      const all = endpoints.list();
      const from = all.findIndex(({ id }) => id === query.get("iterator")) + 1;
      const data = all.slice(from, from + limit);
      return ok({
        data: data.map(show),
        done: from + data.length >= all.length,
        iterator: data.at(-1)?.id ?? query.get("iterator"),
        prev_iterator: null,
      });
    },
    "GET /webhooks/:id": ({ params }) => on(params["id"], (found) => ok(show(found))),
    "GET /webhooks/:id/secret": ({ params }) => on(params["id"], ({ secret }) => ok({ secret })),
    "PATCH /webhooks/:id": ({ params, body }) =>
      on(params["id"], (found) => {
        const given = Update.safeParse(body ?? {});
        if (!given.success) return invalid(given.error);
        const { url, description, disabled, filter_types: events, metadata } = given.data;
        const changed: StoredEndpoint = {
          ...found,
          url: url ?? found.url,
          description: description ?? found.description,
          disabled: disabled ?? found.disabled,
          events: events === undefined ? found.events : events?.length ? events : null,
          metadata: metadata ?? found.metadata,
          updatedAt: clock.now().toISOString(),
        };
        store.change(() => endpoints.put(changed.id, changed));
        return ok(show(changed));
      }),
    "DELETE /webhooks/:id": ({ params }) =>
      on(params["id"], ({ id }) => {
        store.change(() => endpoints.remove(id));
        return { status: 200, body: "" };
      }),
  } satisfies Vendor["routes"];

  function on(id: string | undefined, work: (found: StoredEndpoint) => ReturnType<typeof ok>) {
    const found = endpoints.find(id ?? "");
    return found === undefined ? notFound("Webhook") : work(found);
  }
}

const show = ({ id, url, description, metadata, events, disabled, createdAt, updatedAt }: StoredEndpoint) => ({
  id,
  url,
  description,
  metadata,
  filter_types: events,
  disabled,
  rate_limit: null,
  created_at: createdAt,
  updated_at: updatedAt,
});
