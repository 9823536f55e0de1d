import { NotificationsError } from "@ninefold/notifications";
import { Hono } from "hono";
import type { System } from "../../compose.ts";
import type { RequestVariables } from "../../middleware/request.ts";
import { refuse } from "../../problem.ts";
import { operation } from "../operation.ts";
import { Done, DONE } from "../shapes.ts";

/** What the mail vendor tells us. Whoever signs is believed, and nobody is signed in. */
export function notificationWebhookRoutes({ notifications }: Pick<System, "notifications">) {
  return new Hono<{ Variables: RequestVariables }>().post("/resend", operation(receiveReport), async (c) => {
    // Where mail goes another way there is no secret to prove anything with.
    if (!notifications.capabilities.reports) return refuse(c, "http.no_route");
    const body = new Uint8Array(await c.req.arrayBuffer());
    try {
      await notifications.receive({ body, headers: c.req.raw.headers, requestId: c.var.requestId });
    } catch (error) {
      if (error instanceof NotificationsError && error.code === "notifications.invalid_signature") {
        return refuse(c, error.code);
      }
      throw error;
    }
    return c.json(DONE, 200);
  });
}

const receiveReport = {
  id: "receiveMailReport",
  access: "vendor",
  tag: "notifications",
  summary: "A report of the mail vendor about a mail, signed by it",
  cache: "no-store",
  // One address sends for everybody, and what is not signed by it ends before the database.
  limit: "none",
  answers: { 200: Done },
  refuses: [
    "401 notifications.invalid_signature",
    "404 http.no_route",
    "422 notifications.invalid_report",
    "503 tenancy.database_unavailable",
  ],
  isRaw: true,
} as const;
