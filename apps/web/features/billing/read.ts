import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { Billing } from "./billing.ts";

/** For owners and admins. @throws ApiProblem as every read of the API does. */
export async function readBilling(workspaceId: string): Promise<Billing> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  return unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].billing.$get({ param }));
}
