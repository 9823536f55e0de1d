import type { InferResponseType } from "hono/client";
import { type Api, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";

type AuditPage = InferResponseType<Api["v1"]["workspaces"][":workspaceId"]["audit"]["$get"], 200>;
export type AuditEntry = AuditPage["entries"][number];

interface Wanted {
  /** `nextCursor` of the page before. */
  readonly after?: string | undefined;
  readonly action?: string | undefined;
}

/** Newest first, a page at a time. For owners and admins. @throws ApiProblem as every read of the API does. */
export async function listAudit(workspaceId: string, { after, action }: Wanted): Promise<AuditPage> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  const query = { ...(after !== undefined && { cursor: after }), ...(action !== undefined && { action }) };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].audit.$get({ param, query }));
}
