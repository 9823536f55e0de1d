import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { problem, respond } from "../problem.ts";
import type { RequestVariables } from "./request.ts";

/** The same headers that the web app sends on pages. An API answers no document, so its content policy allows nothing. */
export const securityHeaders = secureHeaders({
  strictTransportSecurity: "max-age=63072000; includeSubDomains; preload",
  xFrameOptions: "SAMEORIGIN",
  xContentTypeOptions: "nosniff",
  referrerPolicy: "strict-origin-when-cross-origin",
  xDnsPrefetchControl: "on",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xXssProtection: false,
});

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A change that carries a session cookie must come from our own origin, and as JSON: a form of another site can send
 * neither that `Origin` nor that type. No cross-origin header is ever sent, so a browser elsewhere can't read answers.
 */
export const sameOrigin = (origin: string) =>
  createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    if (READS.has(c.req.method) || !c.req.header("cookie")) return next();
    if (c.req.header("origin") !== origin) {
      return respond(c, problem({ status: 403, code: "http.foreign_origin", requestId: c.var.requestId }));
    }
    if (!c.req.header("content-type")?.startsWith("application/json")) {
      return respond(c, problem({ status: 415, code: "http.json_only", requestId: c.var.requestId }));
    }
    return next();
  });
