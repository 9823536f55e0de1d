import { redact, redactFields, type PlainFields } from "./domain/redact.ts";
import type { Telemetry } from "./port.ts";

/**
 * Puts the rules of the port above an adapter: what it is handed is redacted, plain and bounded, and nothing that it
 * throws reaches a caller. Adapters are never used bare.
 */
export function createTelemetry(adapter: Telemetry): Telemetry {
  let failures = 0;

  function attempt(write: () => void): void {
    try {
      write();
    } catch {
      failures += 1;
    }
  }

  return {
    capabilities: adapter.capabilities,

    log: (level, message, fields) => attempt(() => adapter.log(level, textOf(message), redactFields(fields))),

    captureError: (error, context) => attempt(() => adapter.captureError(redact(error), redactFields(context))),

    measure: (metric) =>
      attempt(() => {
        if (!Number.isFinite(metric.value)) throw new RangeError("not a finite number");
        adapter.measure({
          ...metric,
          name: textOf(metric.name),
          attributes: primitives(redactFields(metric.attributes)),
        });
      }),

    track: (event) =>
      attempt(() => {
        const { name, actorId, tenantId, properties } = event;
        adapter.track({ name: textOf(name), actorId: textOf(actorId), tenantId, properties: redactFields(properties) });
      }),

    async flush(options = {}) {
      const { signal } = options;
      const { promise: givenUp, resolve } = Promise.withResolvers<undefined>();
      const giveUp = () => resolve(undefined);
      signal?.addEventListener("abort", giveUp, { once: true });
      if (signal?.aborted) giveUp();
      const flushed = (async () => adapter.flush(options))().catch(() => undefined);
      const report = await Promise.race([flushed, givenUp]);
      signal?.removeEventListener("abort", giveUp);
      return { lost: failures + (report?.lost ?? 0) };
    },
  };
}

function textOf(message: string): string {
  const plain = redact(message);
  return typeof plain === "string" ? plain : "[no text]";
}

function primitives(fields: PlainFields): Record<string, Primitive> {
  return Object.fromEntries(Object.entries(fields).filter(isPrimitive));
}

function isPrimitive(entry: [string, unknown]): entry is [string, Primitive] {
  return typeof entry[1] !== "object";
}

type Primitive = string | number | boolean;
