import type { InferResponseType } from "hono/client";
import { type Api, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";

export type ExportList = InferResponseType<Api["v1"]["me"]["exports"]["$get"], 200>;

/** @throws ApiProblem as every read of the API does. */
export async function listExports(): Promise<ExportList> {
  return unwrap(apiAsVisitor().v1.me.exports.$get());
}
