import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

type Admin = Api["v1"]["admin"];

export type KillSwitch = InferResponseType<Admin["switches"]["$get"], 200>["switches"][number];
export type ProcessReport = InferResponseType<Admin["dependencies"]["$get"], 200>["processes"][number];
export type Flag = InferResponseType<Admin["flags"]["$get"], 200>["flags"][number];
export type FlagValue = Flag["fallback"];
export type Runbook = InferResponseType<Admin["runbooks"]["$get"], 200>["runbooks"][number];
