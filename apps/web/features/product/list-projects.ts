import { ApiProblem, asProblem, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { Project } from "./projects.ts";

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
