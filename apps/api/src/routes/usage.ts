import { Hono } from "hono";
import type { System } from "../compose.ts";
import { callerInWorkspace, type CallerVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { UsageQuery, UsageShape } from "./usage-shapes.ts";
import { query } from "./validation.ts";

/** What a workspace used, for whoever sees what it pays, and for programs that watch it. */
export function usageRoutes({ identity }: Pick<System, "identity">) {
  return new Hono<{ Variables: CallerVariables }>().get(
    "/workspaces/:workspaceId/usage",
    operation(readUsage),
    callerInWorkspace(identity),
    query(UsageQuery),
    async (c) => c.json(await identity.readUsage(c.var.workspace, c.req.valid("query").month), 200),
  );
}

const readUsage = {
  id: "readUsage",
  access: "billing:read",
  tag: "identity",
  summary: "Seats, active people and API requests of a workspace in a month",
  cache: "no-store",
  limit: "api",
  answers: { 200: UsageShape },
  refuses: ["403 identity.forbidden", "503 identity.unavailable"],
} as const;
