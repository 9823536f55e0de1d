import { randomUUID } from "node:crypto";
import type { Telemetry } from "@ninefold/observability";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";

export interface RequestVariables {
  /** Joins everything that this request causes. Echoed as `X-Request-Id`. */
  requestId: string;
}

const SAFE_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Takes the caller's request id when it is harmless, else makes one: it ends up in logs and in headers. */
export const requestId = createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
  const given = c.req.header("x-request-id");
  const id = given !== undefined && SAFE_ID.test(given) ? given : randomUUID();
  c.set("requestId", id);
  await next();
  c.header("X-Request-Id", id);
});

/** One line a request. The route's pattern and not the path: an address may hold a token, as links in mail do. */
export const accessLog = (telemetry: Pick<Telemetry, "log">) =>
  createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    const started = performance.now();
    await next();
    telemetry.log("info", "request", {
      requestId: c.var.requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: Math.round(performance.now() - started),
    });
  });
