import { Hono } from "hono";
import type { System } from "../compose.ts";
import { keyed } from "../middleware/idempotency-key.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { callerInWorkspace, type CallerVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { NewProject, ProjectList, ProjectExportShape, ProjectShape } from "./product-shapes.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const ids = pathIds({ workspaceId: pathId("A workspace."), projectId: pathId("A project of the workspace.") });

export function projectRoutes(system: Pick<System, "identity" | "projects" | "idempotency" | "telemetry">) {
  const { identity, projects } = system;
  const caller = callerInWorkspace(identity);
  return new Hono<{ Variables: CallerVariables }>()
    .get("/workspaces/:workspaceId/projects", operation(listProjects), caller, async (c) => {
      return c.json({ projects: await projects.list(c.var.workspace.context) }, 200);
    })
    .post(
      "/workspaces/:workspaceId/projects",
      operation(createProject),
      caller,
      jsonBody(NewProject),
      idempotent(system),
      async (c) => {
        return c.json(await projects.create(c.var.workspace.context, c.req.valid("json")), 201);
      },
    )
    .get("/workspaces/:workspaceId/projects/:projectId", operation(readProject), caller, ids, async (c) => {
      return c.json(await projects.find(c.var.workspace.context, c.req.valid("param").projectId), 200);
    })
    .delete("/workspaces/:workspaceId/projects/:projectId", operation(deleteProject), caller, ids, async (c) => {
      await projects.delete(c.var.workspace.context, c.req.valid("param").projectId);
      return c.json(DONE, 200);
    })
    .post("/workspaces/:workspaceId/projects/export", operation(exportProjects), caller, keyed, async (c) => {
      return c.json(await projects.export(c.var.workspace.context, c.var.idempotencyKey), 200);
    });
}

const listProjects = {
  id: "listProjects",
  access: "project:read",
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
  access: "project:write",
  summary: "Create a project",
  answers: { 201: ProjectShape },
  refuses: [
    "402 billing.limit_reached",
    "403 identity.forbidden",
    "422 product.invalid_name",
    "503 tenancy.database_unavailable",
  ],
} as const;

const readProject = {
  ...listProjects,
  id: "readProject",
  access: "project:read",
  summary: "One project of a workspace",
  answers: { 200: ProjectShape },
  refuses: ["403 identity.forbidden", "404 product.project_not_found", "503 tenancy.database_unavailable"],
} as const;

const deleteProject = {
  ...readProject,
  id: "deleteProject",
  access: "project:delete",
  summary: "Delete a project with its tasks and files, for good",
  answers: { 200: Done },
} as const;

const exportProjects = {
  ...listProjects,
  id: "exportProjects",
  access: "project:read",
  summary: "Every project as comma-separated values; needs an `Idempotency-Key` header",
  answers: { 200: ProjectExportShape },
  refuses: ["402 billing.limit_reached", "403 identity.forbidden", "503 tenancy.database_unavailable"],
} as const;
