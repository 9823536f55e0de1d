import { Hono } from "hono";
import type { System } from "../compose.ts";
import { operation } from "./operation.ts";
import { StatusShape } from "./ops-safety-shapes.ts";

/**
 * What nobody would notice otherwise: mail is accepted at once and sent later. Whatever else is away says so itself, to
 * who asks for it.
 */
export const statusRoutes = (system: Pick<System, "safety">) =>
  new Hono().get("/status", operation(readStatus), async (c) => {
    const isLate = await system.safety.isAway("notifications.email");
    return c.json({ mail: isLate ? ("late" as const) : ("on_time" as const) }, 200);
  });

const readStatus = {
  id: "readStatus",
  tag: "ops-safety",
  summary: "Whether mail goes out, or waits",
  access: "anyone",
  cache: "no-store",
  limit: "public",
  answers: { 200: StatusShape },
} as const;
