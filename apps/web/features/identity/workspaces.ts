import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

export type Me = InferResponseType<Api["v1"]["me"]["$get"]>;

/** A workspace as the person asking sees it. */
export type Workspace = Me["workspaces"][number];

export type Role = Workspace["role"];

export function workspacePath(slug: string): string {
  return `/w/${encodeURIComponent(slug)}`;
}
