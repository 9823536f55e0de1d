import { BillingError } from "@ninefold/billing";
import { Hono } from "hono";
import type { System } from "../../compose.ts";
import type { RequestVariables } from "../../middleware/request.ts";
import { refuse } from "../../problem.ts";
import { operation } from "../operation.ts";
import { Done, DONE } from "../shapes.ts";

/** What the payment vendor tells us. Whoever signs is believed, and nobody is signed in. */
export function billingWebhookRoutes({ billing }: Pick<System, "billing">) {
  return new Hono<{ Variables: RequestVariables }>().post("/:vendor", operation(receiveDelivery), async (c) => {
    // Of a vendor that is not in use there is no secret to prove anything with.
    if (c.req.param("vendor") !== billing.vendor || !billing.capabilities.sells) return refuse(c, "http.no_route");
    const body = new Uint8Array(await c.req.arrayBuffer());
    try {
      await billing.receive({ body, headers: c.req.raw.headers, requestId: c.var.requestId });
    } catch (error) {
      if (error instanceof BillingError && error.code === "billing.invalid_signature") return refuse(c, error.code);
      throw error;
    }
    return c.json(DONE, 200);
  });
}

const receiveDelivery = {
  id: "receiveBillingDelivery",
  access: "vendor",
  tag: "billing",
  summary: "A delivery of the payment vendor, signed by it",
  cache: "no-store",
  // One address sends for all workspaces, and what is not signed by it ends before the database.
  limit: "none",
  answers: { 200: Done },
  refuses: [
    "401 billing.invalid_signature",
    "404 http.no_route",
    "422 billing.invalid_delivery",
    "503 tenancy.database_unavailable",
  ],
  isRaw: true,
} as const;
