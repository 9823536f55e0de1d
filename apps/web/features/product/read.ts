import { ApiProblem, asProblem, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { Project } from "./projects.ts";
import type { Task } from "./tasks.ts";

/** Whether they stand in close rows. What can't be asked for is off: a flag fails no page. */
export async function hasCompactProjects(workspaceId: string): Promise<boolean> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const flags = await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].flags.$get({ param })).catch(asProblem);
  return !(flags instanceof ApiProblem) && flags.compactProjects;
}

/** Newest first, as many as the API answers at once. @throws ApiProblem as every read of the API does. */
export async function listProjects(workspaceId: string): Promise<readonly Project[]> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const { projects } = await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].projects.$get({ param }));
  return projects;
}

/** `undefined` when the workspace has none such. @throws ApiProblem as every read of the API does. */
export async function findProject(workspaceId: string, projectId: string): Promise<Project | undefined> {
  const param = { workspaceId: encodeURIComponent(workspaceId), projectId: encodeURIComponent(projectId) };
  const found = unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].projects[":projectId"].$get({ param }));
  return found.catch((error: unknown) => {
    if (error instanceof ApiProblem && error.kind === "not_found") return undefined;
    throw error;
  });
}

/** In the order in which they were made. @throws ApiProblem as every read of the API does. */
export async function listTasks(workspaceId: string, projectId: string): Promise<readonly Task[]> {
  const param = { workspaceId: encodeURIComponent(workspaceId), projectId: encodeURIComponent(projectId) };
  const { tasks } = await unwrap(
    apiAsVisitor().v1.workspaces[":workspaceId"].projects[":projectId"].tasks.$get({ param }),
  );
  return tasks;
}
