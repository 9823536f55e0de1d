import { Hono } from "hono";
import type { System } from "../../compose.ts";
import type { RequestVariables } from "../../middleware/request.ts";
import { refuse } from "../../problem.ts";
import { operation } from "../operation.ts";
import { delivered, receiveSigned } from "./receive.ts";

/** What the mail vendor tells us. */
export function notificationWebhookRoutes({ notifications }: Pick<System, "notifications">) {
  return new Hono<{ Variables: RequestVariables }>().post("/resend", operation(receiveReport), async (c) => {
    // Where mail goes another way there is no secret to prove anything with.
    if (!notifications.capabilities.reports) return refuse(c, "http.no_route");
    return receiveSigned(c, "notifications.invalid_signature", (delivery) => notifications.receive(delivery));
  });
}

const receiveReport = {
  ...delivered,
  id: "receiveMailReport",
  access: "vendor",
  tag: "notifications",
  summary: "A report of the mail vendor about a mail, signed by it",
  refuses: [
    "401 notifications.invalid_signature",
    "404 http.no_route",
    "422 notifications.invalid_report",
    "503 tenancy.database_unavailable",
  ],
} as const;
