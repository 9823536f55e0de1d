import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { OwnState } from "./own-runs.ts";

/* What people of a workspace read of its background work. Both throw ApiProblem as every read of the API does. */

interface Wanted {
  readonly state: OwnState | undefined;
  /** `nextCursor` of the page before. */
  readonly after: string | undefined;
}

/** Jobs alone: what follows each change is written in the audit log, in words. */
export async function readOwnRuns(workspaceId: string, { state, after }: Wanted) {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const query = { kind: "job" as const, ...(state && { state }), ...(after !== undefined && { cursor: after }) };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].runs.$get({ param, query }));
}

export async function readOwnRun(workspaceId: string, runId: string) {
  const param = { workspaceId: encodeURIComponent(workspaceId), runId: encodeURIComponent(runId) };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].runs[":runId"].$get({ param }));
}
