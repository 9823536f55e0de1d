import type { Context } from "hono";
import type { RequestVariables } from "../../middleware/request.ts";
import { refuse } from "../../problem.ts";
import { Done, DONE } from "../shapes.ts";

interface Delivery {
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly requestId: string;
}

/**
 * Hands on the bytes as they came, since a signature holds of those only. Whoever signs is believed, and nobody is signed
 * in: a signature that does not hold is a 401, not the 403 of its kind.
 */
export async function receiveSigned(
  c: Context<{ Variables: RequestVariables }>,
  forged: "billing.invalid_signature" | "notifications.invalid_signature",
  receive: (delivery: Delivery) => Promise<void>,
) {
  const body = new Uint8Array(await c.req.arrayBuffer());
  try {
    await receive({ body, headers: c.req.raw.headers, requestId: c.var.requestId });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === forged) return refuse(c, forged);
    throw error;
  }
  return c.json(DONE, 200);
}

export const delivered = {
  cache: "no-store",
  // One address sends for everybody, and what is not signed by it ends before the database.
  limit: "none",
  answers: { 200: Done },
  isRaw: true,
} as const;
