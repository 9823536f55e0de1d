import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import { workspacePath } from "../identity/workspaces.ts";

type ProjectsRoute = Api["v1"]["workspaces"][":workspaceId"]["projects"];

export type Project = InferResponseType<ProjectsRoute["$get"]>["projects"][number];

export function projectPath(slug: string, id: string): string {
  return `${workspacePath(slug)}/projects/${encodeURIComponent(id)}`;
}
