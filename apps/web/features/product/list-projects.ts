import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { Project } from "./projects.ts";

/** Newest first, as many as the API answers at once. @throws ApiProblem as every read of the API does. */
export async function listProjects(workspaceId: string): Promise<readonly Project[]> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const { projects } = await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].projects.$get({ param }));
  return projects;
}
