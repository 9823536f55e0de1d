import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

/** As the list of a whole workspace has it. */
export type WorkspaceFile = InferResponseType<
  Api["v1"]["workspaces"][":workspaceId"]["files"]["$get"],
  200
>["files"][number];
