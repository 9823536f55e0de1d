import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { clientAddress } from "./middleware/client-address.ts";
import { accessLog, requestId, type RequestVariables } from "./middleware/request.ts";
import { sameOrigin, securityHeaders } from "./middleware/security.ts";
import type { System } from "./compose.ts";
import { problem, respond, toProblem } from "./problem.ts";
import { fullHealthRoute, healthRoutes } from "./routes/health.ts";
import { identityRoutes } from "./routes/identity.ts";
import { projectRoutes } from "./routes/projects.ts";

interface AppOptions {
  /** The one origin that may change things with a session cookie. */
  readonly origin: string;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

const ONE_MEGABYTE = 1024 * 1024;

/** Middleware in order, then the routes of each system. The whole API lives under `/api`. */
export function createApp(system: System, { origin, trustedProxies }: AppOptions) {
  return new Hono<{ Variables: RequestVariables }>()
    .basePath("/api")
    .use(
      requestId,
      clientAddress(trustedProxies),
      securityHeaders,
      accessLog(system.telemetry),
      compress(),
      sameOrigin(origin),
    )
    .use(async (c, next) => {
      await next();
      // Nothing is cacheable unless its route says so: most answers belong to one person.
      if (!c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
    })
    .use(
      bodyLimit({
        maxSize: ONE_MEGABYTE,
        onError: (c) => respond(c, problem({ status: 413, code: "http.too_large", requestId: c.get("requestId") })),
      }),
    )
    .onError((error, c) => {
      const body = toProblem(error, c.var.requestId);
      if (body.status >= 500) system.telemetry.captureError(error, { requestId: c.var.requestId });
      return respond(c, body);
    })
    .notFound((c) => respond(c, problem({ status: 404, code: "http.no_route", requestId: c.get("requestId") })))
    .all("/auth/*", async (c) => {
      const answer = await system.identity.handle(c.req.raw);
      if (answer.status < 500) return answer;
      return respond(c, problem({ status: 503, code: "identity.unavailable", requestId: c.var.requestId }));
    })
    .route("/health", healthRoutes(system))
    .route("/v1", fullHealthRoute(system))
    .route("/v1", identityRoutes(system))
    .route("/v1", projectRoutes(system));
}

/** The web app's typed client is made from this. */
export type ApiType = ReturnType<typeof createApp>;
