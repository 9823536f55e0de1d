import { Hono } from "hono";
import type { System } from "../compose.ts";
import { keyed, type KeyedVariables } from "../middleware/idempotency-key.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { inWorkspace, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { NewProject, ProjectList, ProjectExportShape, ProjectShape } from "./shapes.ts";
import { jsonBody } from "./validation.ts";

export function projectRoutes(system: Pick<System, "identity" | "projects" | "idempotency" | "telemetry">) {
  const { identity, projects } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: KeyedVariables }>()
    .get("/workspaces/:workspaceId/projects", operation(listProjects), person, member, async (c) => {
      c.var.workspace.require("project:read");
      return c.json({ projects: await projects.list(c.var.workspace.context) }, 200);
    })
    .post(
      "/workspaces/:workspaceId/projects",
      operation(createProject),
      person,
      member,
      jsonBody(NewProject),
      idempotent(system),
      async (c) => {
        c.var.workspace.require("project:write");
        return c.json(await projects.create(c.var.workspace.context, c.req.valid("json")), 201);
      },
    )
    .post("/workspaces/:workspaceId/projects/export", operation(exportProjects), person, member, keyed, async (c) => {
      c.var.workspace.require("project:read");
      return c.json(await projects.export(c.var.workspace.context, c.var.idempotencyKey), 200);
    });
}

const listProjects = {
  id: "listProjects",
  tag: "product",
  summary: "The projects of a workspace",
  cache: "no-store",
  limit: "api",
  answers: { 200: ProjectList },
  refuses: ["403 identity.forbidden", "503 tenancy.database_unavailable"],
} as const;

const createProject = {
  ...listProjects,
  id: "createProject",
  summary: "Create a project",
  answers: { 201: ProjectShape },
  refuses: [
    "402 billing.limit_reached",
    "403 identity.forbidden",
    "422 product.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const exportProjects = {
  ...listProjects,
  id: "exportProjects",
  summary: "Every project as comma-separated values; needs an `Idempotency-Key` header",
  answers: { 200: ProjectExportShape },
  refuses: ["402 billing.limit_reached", "403 identity.forbidden", "503 tenancy.database_unavailable"],
} as const;
