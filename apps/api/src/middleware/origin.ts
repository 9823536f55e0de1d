import { createMiddleware } from "hono/factory";
import { refuse } from "../problem.ts";
import { namesKey } from "./api-key.ts";
import type { RequestVariables } from "./request.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
const PREFLIGHT_SECONDS = 600;

/**
 * Scripts of our own origin may read answers, also when the API is asked under another host name. No other origin is
 * told anything: its preflight is refused, and no answer carries a cross-origin header for it.
 */
export const crossOrigin = (origin: string) =>
  createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    const isOwn = c.req.header("origin") === origin;
    if (c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined) {
      c.res = isOwn ? preflight() : refuse(c, "http.foreign_origin");
    } else {
      await next();
    }
    c.header("Vary", "Origin", { append: true });
    if (!isOwn) return;
    c.header("Access-Control-Allow-Origin", origin);
    c.header("Access-Control-Allow-Credentials", "true");
    c.header(
      "Access-Control-Expose-Headers",
      "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed",
    );
  });

const preflight = () =>
  new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, DELETE",
      "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, X-Request-Id",
      "Access-Control-Max-Age": String(PREFLIGHT_SECONDS),
    },
  });

/**
 * A change that carries a session cookie must come from our own origin: a form of another site can't say that it does.
 * @param open a path that takes such a form on purpose, and looks at no cookie of it.
 */
export const sameOrigin = (origin: string, open?: string) =>
  createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
    if (c.req.path === open) return next();
    // A page of another site can't send this header without asking first, and is refused then. The cookie is not looked at.
    if (namesKey(c.req.raw.headers)) return next();
    const isForged =
      !READS.has(c.req.method) && c.req.header("cookie") !== undefined && c.req.header("origin") !== origin;
    if (isForged) return refuse(c, "http.foreign_origin");
    return next();
  });

/** Stricter than the reader of bodies, so that what passes here is read as JSON and not taken for empty. */
const JSON_TYPE = /^application\/json(?:; ?charset="?utf-8"?)?$/i;

/** What a change brings along is JSON: a form of another site can't send that without asking first. */
export const jsonOnly = createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
  if (READS.has(c.req.method)) return next();
  const type = c.req.header("content-type");
  const isFine = type === undefined ? !saysItHasBody(c.req.raw.headers) : JSON_TYPE.test(type);
  return isFine ? next() : refuse(c, "http.json_only");
});

const saysItHasBody = (headers: Headers) =>
  headers.has("transfer-encoding") || (headers.get("content-length") ?? "0") !== "0";
