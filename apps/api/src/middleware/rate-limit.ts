import type { Identity } from "@ninefold/identity";
import { LIMIT_CLASSES, type LimitClass, type Limits, networkOf, type Standing } from "@ninefold/ops-safety";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { refuse } from "../problem.ts";
import { keyHolderOf, secretIn } from "./api-key.ts";
import type { RequestVariables } from "./request.ts";
import { sessionOf } from "./session-of.ts";

export interface LimiterVariables extends RequestVariables {
  /** Counts this request in a class; `undefined` where it was let through uncounted. Each route calls it for its own. */
  count: (request: Request, name: LimitClass) => Promise<Counted | undefined>;
}

interface Counted {
  readonly granted: boolean;
  readonly retryAfterSeconds: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Needs {
  readonly limits: Limits;
  readonly identity: Pick<Identity, "findSession" | "findKeyHolder">;
}

/** Lets routes hold whoever asks to their class. Who that is, is decided here. */
export const rateLimits = ({ limits, identity }: Needs) =>
  createMiddleware<{ Variables: LimiterVariables }>(async (c, next) => {
    c.set("count", async (request, name) => {
      const who = await callerOf(request, name, identity);
      const standing = await limits.count(name, { who, requestId: c.var.requestId });
      return standing && toCounted(name, standing);
    });
    await next();
  });

/** Goes on if the class lets this request through, and tells in any case how the caller stands. */
export async function limited(c: Context, name: LimitClass, next: () => Promise<void>): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- set by rateLimits, before every route
  const count = c.get("count") as LimiterVariables["count"] | undefined;
  const counted = await count?.(c.req.raw, name);
  if (counted?.granted === false) {
    c.res = refuse(c, "ops_safety.rate_limited");
    c.header("Retry-After", String(counted.retryAfterSeconds));
  } else {
    await next();
  }
  for (const [header, value] of Object.entries(counted?.headers ?? {})) c.header(header, value);
}

/**
 * Whoever has no session and no key, or one that can't be read just now, is counted by address. All keys of a service
 * account count as one: a second key is no second allowance.
 */
async function callerOf(request: Request, name: LimitClass, identity: Needs["identity"]): Promise<string> {
  if (LIMIT_CLASSES[name].by === "caller") {
    const known = await knownCaller(request, identity).catch(() => undefined);
    if (known !== undefined) return known;
  }
  const address = request.headers.get("x-forwarded-for");
  return address === null ? "address:unknown" : `address:${networkOf(address)}`;
}

async function knownCaller(request: Request, identity: Needs["identity"]): Promise<string | undefined> {
  const { headers } = request;
  if (secretIn(headers) !== undefined) {
    const holder = await keyHolderOf(identity, request);
    return holder && `service:${holder.serviceAccountId}`;
  }
  if (!headers.has("cookie") && !headers.has("authorization")) return undefined;
  const session = await sessionOf(identity, request);
  return session && `person:${session.person.id}`;
}

/** draft-ietf-httpapi-ratelimit-headers-11: structured fields, one policy each. */
function toCounted(name: LimitClass, { limit, granted, remaining, resetSeconds }: Standing): Counted {
  return {
    granted,
    retryAfterSeconds: resetSeconds,
    headers: {
      "RateLimit-Policy": `"${name}";q=${limit.requests};w=${limit.windowMs / 1_000}`,
      RateLimit: `"${name}";r=${remaining};t=${resetSeconds}`,
    },
  };
}
