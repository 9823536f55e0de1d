import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

type ProjectsRoute = Api["v1"]["workspaces"][":workspaceId"]["projects"];

export type Project = InferResponseType<ProjectsRoute["$get"]>["projects"][number];
