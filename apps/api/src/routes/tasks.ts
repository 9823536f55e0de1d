import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { callerInWorkspace, type CallerVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { NewTask, TaskChange, TaskList, TaskShape } from "./product-shapes.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const inProject = { workspaceId: pathId("A workspace."), projectId: pathId("A project of the workspace.") };
const projectIds = pathIds(inProject);
const taskIds = pathIds({ ...inProject, taskId: pathId("A task of the project.") });

export function taskRoutes(system: Pick<System, "identity" | "tasks" | "idempotency" | "telemetry">) {
  const { identity, tasks } = system;
  const caller = callerInWorkspace(identity);
  return new Hono<{ Variables: CallerVariables }>()
    .get("/workspaces/:workspaceId/projects/:projectId/tasks", operation(listTasks), caller, projectIds, async (c) => {
      const { projectId } = c.req.valid("param");
      return c.json({ tasks: await tasks.list(c.var.workspace.context, projectId) }, 200);
    })
    .post(
      "/workspaces/:workspaceId/projects/:projectId/tasks",
      operation(createTask),
      caller,
      projectIds,
      jsonBody(NewTask),
      idempotent(system),
      async (c) => {
        const wanted = { ...c.req.valid("json"), projectId: c.req.valid("param").projectId };
        return c.json(await tasks.create(c.var.workspace.context, wanted), 201);
      },
    )
    .patch(
      "/workspaces/:workspaceId/projects/:projectId/tasks/:taskId",
      operation(changeTask),
      caller,
      taskIds,
      jsonBody(TaskChange),
      async (c) => {
        return c.json(await tasks.change(c.var.workspace.context, c.req.valid("param"), c.req.valid("json")), 200);
      },
    )
    .delete(
      "/workspaces/:workspaceId/projects/:projectId/tasks/:taskId",
      operation(deleteTask),
      caller,
      taskIds,
      async (c) => {
        await tasks.delete(c.var.workspace.context, c.req.valid("param"));
        return c.json(DONE, 200);
      },
    );
}

const REFUSED = ["403 identity.forbidden", "503 tenancy.database_unavailable"] as const;

const listTasks = {
  id: "listTasks",
  access: "task:read",
  tag: "product",
  summary: "The tasks of a project",
  cache: "no-store",
  limit: "api",
  answers: { 200: TaskList },
  refuses: [...REFUSED, "404 product.project_not_found"],
} as const;

const createTask = {
  ...listTasks,
  id: "createTask",
  access: "task:create",
  summary: "Add a task to a project",
  answers: { 201: TaskShape },
  refuses: [
    ...listTasks.refuses,
    "402 billing.limit_reached",
    "409 product.project_full",
    "422 product.invalid_title",
    "422 product.not_a_member",
  ],
} as const;

const changeTask = {
  ...listTasks,
  id: "changeTask",
  access: "task:change",
  summary: "Rename a task, complete or reopen it, or give it to somebody",
  answers: { 200: TaskShape },
  refuses: [...REFUSED, "404 product.task_not_found", "422 product.invalid_title", "422 product.not_a_member"],
} as const;

const deleteTask = {
  ...listTasks,
  id: "deleteTask",
  access: "task:delete",
  summary: "Delete a task, for good",
  answers: { 200: Done },
  refuses: [...REFUSED, "404 product.task_not_found"],
} as const;
