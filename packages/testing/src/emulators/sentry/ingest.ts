import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer, EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import { type EnvelopeItem, parseEnvelope } from "./envelope.ts";
import type { SentryState } from "./state.ts";

const Event = z.record(z.string(), z.unknown());
const MOST_EVENT_BYTES = 1024 * 1024;

interface IngestOptions {
  readonly publicKey: string;
  readonly projectId: string;
}

/** The one door of the vendor that its SDKs use. */
export function ingestRoutes(
  { store, clock }: EmulatorKit,
  { errors, items }: SentryState,
  { publicKey, projectId }: IngestOptions,
): Vendor["routes"] {
  function keep({ type, payload }: EnvelopeItem, eventId: string | undefined): void {
    const receivedAt = clock.now().toISOString();
    const event = type === "event" ? Event.safeParse(payload) : undefined;
    if (event?.success) {
      const { event_id: own } = event.data;
      const id = typeof own === "string" ? own : (eventId ?? newId());
      errors.put(id, { id, event: event.data, receivedAt });
    } else {
      const id = newId();
      items.put(id, { id, type, payload: payload ?? null, receivedAt });
    }
  }

  return {
    "POST /api/:project/envelope/": (request): Answer => {
      const given = keyOf(request);
      if (given === undefined) return refuse(401, "missing authorization information");
      if (given !== publicKey || request.params["project"] !== projectId) {
        return refuse(403, "event submission rejected with_reason: ProjectId");
      }
      const envelope = parseEnvelope(request.text);
      if (envelope === undefined) return refuse(400, "invalid event envelope");
      if (envelope.items.some(({ payload }) => sizeOf(payload) > MOST_EVENT_BYTES)) {
        return refuse(413, "envelope exceeded size limits for type 'event'");
      }
      const { event_id: id } = envelope.header;
      const eventId = typeof id === "string" ? id : undefined;
      store.change(() => envelope.items.forEach((item) => keep(item, eventId)));
      return { status: 200, body: eventId === undefined ? {} : { id: eventId } };
    },
  };
}

/** In the query, as the SDKs for JavaScript have it, else in the header. */
function keyOf({ query, headers }: EmulatorRequest): string | undefined {
  return query.get("sentry_key") ?? /sentry_key=(\w+)/.exec(headers.get("x-sentry-auth") ?? "")?.[1];
}

const newId = () => randomUUID().replaceAll("-", "");
const sizeOf = (payload: unknown) => Buffer.byteLength(JSON.stringify(payload) ?? "");

/** As the vendor's relay words it (relay 26.4, read 2026-11-21). */
const refuse = (status: number, detail: string): Answer => ({ status, body: { detail } });
