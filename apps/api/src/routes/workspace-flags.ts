import { Hono } from "hono";
import type { System } from "../compose.ts";
import { workspaceFlags } from "../flags.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { WorkspaceFlags } from "./admin-shapes.ts";
import { operation } from "./operation.ts";

export function workspaceFlagRoutes({ identity, safety }: Pick<System, "identity" | "safety">) {
  return new Hono<{ Variables: WorkspaceVariables }>().get(
    "/workspaces/:workspaceId/flags",
    operation(readFlags),
    signedIn(identity),
    inWorkspace(identity),
    async (c) => c.json(await workspaceFlags(safety, c.var.workspace.context.tenantId), 200),
  );
}

const readFlags = {
  id: "readFlags",
  access: "workspace:read",
  tag: "ops-safety",
  summary: "What the pages of a workspace go by",
  cache: "no-store",
  limit: "api",
  answers: { 200: WorkspaceFlags },
} as const;
