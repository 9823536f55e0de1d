import type { Context } from "hono";

/** What the caller names this intent by, the same on each retry; `undefined` when it is missing or not printable. */
export function idempotencyKey(c: Context): string | undefined {
  const key = c.req.header("idempotency-key");
  return key !== undefined && /^[\x21-\x7e]{1,200}$/.test(key) ? key : undefined;
}
