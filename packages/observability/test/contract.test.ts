import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { ContextualTelemetry } from "@ninefold/observability";
import { telemetryCases, type TelemetrySubject, type Written } from "./conformance.ts";
import { rewired, targets } from "./targets.ts";
import { openWire, type Wire, type WireFault } from "@ninefold/testing/wire";

describeConformance("Telemetry", telemetryCases, targets);

describeMutants("Telemetry (memory)", telemetryCases, targets.memory, {
  "is used bare": (subject) => ({ ...subject, telemetry: { ...subject.telemetry, ...subject.bare } }),
  "drops debug records": breaking((good) => ({
    log: (level, message, fields) => (level === "debug" ? undefined : good.log(level, message, fields)),
  })),
  "forgets what caused an error": breaking((good) => ({
    captureError: (error, context) =>
      good.captureError(error instanceof Error ? Object.assign(error, { cause: undefined }) : error, context),
  })),
  "captures errors only": breaking((good) => ({
    captureError: (error, context) => (error instanceof Error ? good.captureError(error, context) : undefined),
  })),
  "rounds metrics": breaking((good) => ({
    measure: (metric) => good.measure({ ...metric, value: Math.round(metric.value) }),
  })),
  "counts what is not a number as nothing": breaking((good) => ({
    measure: (metric) => good.measure({ ...metric, value: Number.isFinite(metric.value) ? metric.value : 0 }),
  })),
  "forgets the tenant of an event": breaking((good) => ({
    track: (event) => good.track({ ...event, tenantId: null }),
  })),
  "knows passwords only by their plain name": renaming((name) => name === "Passwd" || name === "newPassWord"),
  "does not look into lists": renaming((_name, place) => place.includes("[]")),
  "does not look deep": renaming((_name, place) => place.length > 6),
  "does not look into text": breaking((good) => ({
    log: (level, message, fields) => good.log(level, message.replace(/\W+/g, " "), fields),
  })),
  "trusts an error's own properties": breaking((good) => ({
    captureError: (error, context) =>
      good.captureError(error, { ...context, copy: JSON.stringify({ ...fieldsOf(error) }).replace(/\W+/g, "_") }),
  })),
  "keeps a query's parameters": breaking((good) => ({
    captureError: (error, context) => good.captureError(error, { ...context, values: fieldsOf(error)["params"] }),
  })),
  "keeps what Postgres says in detail": breaking((good) => ({
    captureError: (error, context) => good.captureError(error, { ...context, note: fieldsOf(error)["detail"] }),
  })),
  "trusts attributes and properties": (subject) => ({
    ...subject,
    telemetry: {
      ...subject.telemetry,
      measure: (metric) => subject.bare.measure(metric),
      track: (event) => subject.bare.track(event),
    },
  }),
  "hides everything": breaking((good) => ({
    log: (level, message, fields = {}) =>
      good.log(level, message, Object.fromEntries(Object.keys(fields).map((name) => [name, "[redacted]"]))),
  })),
  "chokes on a value that contains itself": breaking((good) => ({
    log: (level, message, fields) => {
      JSON.stringify(fields, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
      good.log(level, message, fields);
    },
  })),
  "writes all of a megabyte": (subject) => ({
    ...subject,
    telemetry: {
      ...subject.telemetry,
      log: (level, message, fields = {}) => {
        const isLong = Object.values(fields).some((value) => typeof value === "string" && value.length > 100_000);
        (isLong ? subject.bare : subject.telemetry).log(level, message, fields);
      },
    },
  }),
  "throws what an adapter throws": breaking((good) => ({
    track: (event) => {
      structuredClone(event);
      good.track(event);
    },
  })),
  "keeps the caller's fields": (subject) => {
    const lent: Written[] = [];
    return {
      ...subject,
      telemetry: {
        ...subject.telemetry,
        log: (level, message, fields = {}) => void lent.push({ kind: "log", level, message, fields }),
      },
      written: async () => [...lent, ...(await subject.written())],
    };
  },
  "says that something was lost": breaking((good) => ({
    flush: async (options) => ({ lost: (await good.flush(options)).lost + 1 }),
  })),
  "forgets which fact it was": breaking((good) => ({
    trackOnce: (fact, options) => good.trackOnce({ ...fact, id: randomUUID() }, options),
  })),
  "dates a fact when it is told": breaking((good) => ({
    trackOnce: (fact, options) => good.trackOnce({ ...fact, occurredAt: new Date() }, options),
  })),
  "tells a fact that was given up": breaking((good) => ({ trackOnce: (fact) => good.trackOnce(fact) })),
  "forgets what is noted on the way": breaking(() => ({ note: () => undefined })),
  "has one context for everybody": (subject) => {
    const first = { used: false };
    return breaking((good) => ({
      run: (context, work) => {
        if (first.used) return work();
        first.used = true;
        return good.run(context, work);
      },
    }))(subject);
  },
  "fails a flush that is given up": breaking((good) => ({
    flush: async (options) => {
      options?.signal?.throwIfAborted();
      return good.flush(options);
    },
  })),
});

const changing = (change: (body: string) => string): WireFault => ({
  toRequest: (request) => ({ ...request, body: change(request.body) }),
});

/** Faults between an SDK and its vendor, as a proxy, a gateway or a change at the vendor's would bring them. */
const onTheWire = {
  "makes every fact a new one": changing((body) =>
    body.replaceAll(/"uuid":"[^"]+"/g, () => `"uuid":"${randomUUID()}"`),
  ),
  "loses the workspace": changing((body) => body.replaceAll('"$groups"', '"$grps"')),
  "loses what caused an error": changing((body) => body.replaceAll('"source":"cause"', '"source":"cuase"')),
  "loses the person": changing((body) => body.replaceAll(/"user":\{"id":/g, '"usr":{"id":')),
  "cuts requests in half": changing((body) => body.slice(0, body.length / 2)),
  "calls every failure a success": { ...changing(() => "{}"), toAnswer: (answer) => ({ ...answer, status: 200 }) },
  "answers 503 to everything": { ...changing(() => "{}"), toAnswer: (answer) => ({ ...answer, status: 503 }) },
} as const satisfies Record<string, WireFault>;

let wire: Wire;
beforeAll(async () => {
  wire = await openWire(onTheWire);
});
afterAll(() => wire.close());

/** What passes over a wire at all; the rest is decided before, and the same for every adapter. */
const overTheWire = telemetryCases.filter(({ name }) =>
  ["writes an error", "writes an event", "says which request", "tells a fact", "O-25", "O-21"].some((part) =>
    name.startsWith(part),
  ),
);

describeMutants(
  "Telemetry (posthog-sentry)",
  overTheWire,
  targets["posthog-sentry"],
  Object.fromEntries(
    Object.keys(onTheWire).map((fault): [string, Mutant<TelemetrySubject>] => [
      `${fault} on the wire`,
      (subject) => rewired(subject, (url) => wire.through(fault, url)),
    ]),
  ),
);

function breaking(broken: (good: ContextualTelemetry) => Partial<ContextualTelemetry>): Mutant<TelemetrySubject> {
  return (subject) => ({ ...subject, telemetry: { ...subject.telemetry, ...broken(subject.telemetry) } });
}

/** Gives the fields that the predicate names a harmless name, so that nothing redacts them. */
function renaming(misses: (name: string, place: readonly string[]) => boolean): Mutant<TelemetrySubject> {
  const rename = (value: unknown, place: readonly string[]): unknown => {
    if (place.length > 9) return value;
    if (Array.isArray(value)) return value.map((item) => rename(item, [...place, "[]"]));
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return fieldsFrom(value, place);
  };
  const fieldsFrom = (fields: object, place: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        misses(name, place) && name !== "nested" ? `x${place.length}` : name,
        rename(value, [...place, name]),
      ]),
    );
  return breaking((good) => ({
    log: (level, message, fields = {}) => good.log(level, message, fieldsFrom(fields, [])),
  }));
}

function fieldsOf(error: unknown): Record<string, unknown> {
  return error instanceof Error ? Object.fromEntries(Object.entries(error)) : {};
}
