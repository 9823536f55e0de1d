import { randomBytes, randomUUID } from "node:crypto";
import { type ContextualTelemetry, continueTrace } from "@ninefold/observability";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";

export interface RequestVariables {
  /** Joins everything that this request causes. Echoed as `X-Request-Id`. */
  requestId: string;
  /** Adds to every record of this request what is known by now: who asks, in which workspace. */
  note: ContextualTelemetry["note"];
}

const SAFE_ID = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * Takes the caller's request id when it is harmless, else makes one: it ends up in logs and in headers. All that runs
 * inside says it belongs to this request, and to the caller's trace, without being told.
 */
export const requestContext = (telemetry: Pick<ContextualTelemetry, "run" | "note">) =>
  createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    const given = c.req.header("x-request-id");
    const requestId = given !== undefined && SAFE_ID.test(given) ? given : randomUUID();
    const traceparent = continueTrace(c.req.header("traceparent"), (bytes) => randomBytes(bytes).toString("hex"));
    c.set("requestId", requestId);
    c.set("note", telemetry.note);
    await telemetry.run({ requestId, traceparent }, next);
    c.header("X-Request-Id", requestId);
  });

/**
 * One line and one measure a request. The route's pattern and not the path: an address may hold a token, as links in mail
 * do, and each path would be a series of its own.
 */
export const accessLog = (telemetry: Pick<ContextualTelemetry, "log" | "measure">) =>
  createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    const started = performance.now();
    await next();
    const durationMs = performance.now() - started;
    const route = routePath(c, -1);
    const { method } = c.req;
    const { status } = c.res;
    telemetry.log("info", "request", { method, route, status, durationMs: Math.round(durationMs) });
    telemetry.measure({
      name: "http.request_duration",
      kind: "distribution",
      value: durationMs,
      unit: "ms",
      attributes: { method: METHODS.has(method) ? method : "_OTHER", route, status, class: latencyClass(route) },
    });
  });

/** Whatever else somebody sends as a method is one series. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** How fast a route has to be, p95: health 50 ms, auth 200, simple 100, complex 500, upload 2,000. */
export type LatencyClass = "health" | "auth" | "simple" | "complex" | "upload";

const CLASSES: readonly (readonly [RegExp, LatencyClass])[] = [
  [/^\/api\/(v1\/)?health/, "health"],
  [/^\/api\/auth\//, "auth"],
  [/upload/, "upload"],
  [/^\/api\/(v1\/admin|webhooks|metrics)|search|usage|audit|export/, "complex"],
];

export function latencyClass(route: string): LatencyClass {
  return CLASSES.find(([pattern]) => pattern.test(route))?.[1] ?? "simple";
}
