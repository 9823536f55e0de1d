import { setTimeout as delay } from "node:timers/promises";
import { createContext } from "./context.ts";
import { redact, redactFields, type PlainFields } from "./domain/redact.ts";
import { ObservabilityError } from "./errors.ts";
import type { Meter } from "./meter.ts";
import type { AnalyticsEvent, Fields, Telemetry } from "./port.ts";

export interface TelemetryOptions {
  /** Adds the same numbers up for whoever scrapes them. Handed what an adapter is handed: plain, bounded and finite. */
  readonly meter?: Pick<Meter, "measure"> | undefined;
}

/** The port as the apps call it, and the context that its records belong to. */
export type ContextualTelemetry = Telemetry & Omit<ReturnType<typeof createContext>, "fields">;

/**
 * Puts the rules of the port above an adapter: what it is handed is redacted, plain and bounded, says which request or
 * job it belongs to, and nothing that it throws reaches a caller. Adapters are never used bare.
 */
export function createTelemetry(adapter: Telemetry, { meter }: TelemetryOptions = {}): ContextualTelemetry {
  const { fields: contextFields, ...context } = createContext();
  let failures = 0;

  function attempt(write: () => void): void {
    try {
      write();
    } catch {
      failures += 1;
    }
  }

  /** What a caller says of itself wins: it knows better which run failed, say, than whoever reports it. */
  const inContext = (fields: Fields | undefined): PlainFields => ({ ...contextFields(), ...redactFields(fields) });

  return {
    ...context,
    capabilities: adapter.capabilities,
    log: (level, message, fields) => attempt(() => adapter.log(level, textOf(message), inContext(fields))),
    captureError: (error, fields) => attempt(() => adapter.captureError(redact(error), inContext(fields))),
    measure: (metric) =>
      attempt(() => {
        if (!Number.isFinite(metric.value)) throw new RangeError("not a finite number");
        // Without the context: an id would make each request a series of its own.
        const attributes = primitives(redactFields(metric.attributes));
        const safe = { ...metric, name: textOf(metric.name), attributes };
        meter?.measure(safe);
        adapter.measure(safe);
      }),
    track: (event) => attempt(() => adapter.track(plain(event))),

    async trackOnce(fact, options = {}) {
      const { id, occurredAt } = fact;
      try {
        await adapter.trackOnce({ ...plain(fact), id, occurredAt }, options);
      } catch (error) {
        if (error instanceof ObservabilityError) throw error;
        throw new ObservabilityError("observability.unavailable", "the adapter failed", { cause: error });
      }
    },

    async flush(options = {}) {
      const { signal } = options;
      const { promise: givenUp, resolve } = Promise.withResolvers<undefined>();
      const giveUp = () => resolve(undefined);
      signal?.addEventListener("abort", giveUp, { once: true });
      if (signal?.aborted) giveUp();
      const flushed = (async () => adapter.flush(options))().catch(() => undefined);
      // An adapter that obeys the signal knows what it cut off, and says so a moment later.
      const late = givenUp.then(() => Promise.race([flushed, delay(LAST_WORDS_MS, undefined, { ref: false })]));
      const report = await Promise.race([flushed, late]);
      signal?.removeEventListener("abort", giveUp);
      return { lost: failures + (report?.lost ?? 0) };
    },
  };
}

const LAST_WORDS_MS = 50;

function plain({ name, actorId, tenantId, properties }: AnalyticsEvent): AnalyticsEvent {
  return { name: textOf(name), actorId: textOf(actorId), tenantId, properties: redactFields(properties) };
}

function textOf(message: string): string {
  const text = redact(message);
  return typeof text === "string" ? text : "[no text]";
}

function primitives(fields: PlainFields): Record<string, Primitive> {
  return Object.fromEntries(Object.entries(fields).filter(isPrimitive));
}

function isPrimitive(entry: [string, unknown]): entry is [string, Primitive] {
  return typeof entry[1] !== "object";
}

type Primitive = string | number | boolean;
