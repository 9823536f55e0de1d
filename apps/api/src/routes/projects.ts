import { Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { jsonBody } from "./validation.ts";

const NewProject = z.object({ name: z.string().max(200) });

export function projectRoutes({ identity, projects }: Pick<System, "identity" | "projects">) {
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .get("/workspaces/:workspaceId/projects", person, member, async (c) => {
      c.var.workspace.require("project:read");
      return c.json({ projects: await projects.list(c.var.workspace.context) }, 200);
    })
    .post("/workspaces/:workspaceId/projects", person, member, jsonBody(NewProject), async (c) => {
      c.var.workspace.require("project:write");
      return c.json(await projects.create(c.var.workspace.context, c.req.valid("json")), 201);
    });
}
