import { Hono } from "hono";
import type { System } from "../../compose.ts";
import type { RequestVariables } from "../../middleware/request.ts";
import { refuse } from "../../problem.ts";
import { operation } from "../operation.ts";
import { delivered, receiveSigned } from "./receive.ts";

/** What the payment vendor tells us. */
export function billingWebhookRoutes({ billing }: Pick<System, "billing">) {
  return new Hono<{ Variables: RequestVariables }>().post("/:vendor", operation(receiveDelivery), async (c) => {
    // Of a vendor that is not in use there is no secret to prove anything with.
    if (c.req.param("vendor") !== billing.vendor || !billing.capabilities.sells) return refuse(c, "http.no_route");
    return receiveSigned(c, "billing.invalid_signature", (delivery) => billing.receive(delivery));
  });
}

const receiveDelivery = {
  ...delivered,
  id: "receiveBillingDelivery",
  access: "vendor",
  tag: "billing",
  summary: "A delivery of the payment vendor, signed by it",
  refuses: [
    "401 billing.invalid_signature",
    "404 http.no_route",
    "422 billing.invalid_delivery",
    "503 tenancy.database_unavailable",
  ],
} as const;
