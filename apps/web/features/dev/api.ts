import type { DevelopmentType } from "@ninefold/api";
import { hc, type InferResponseType } from "hono/client";
import { fetchApi } from "../../api.ts";

/** The routes of the console, which are no part of the API's own: they exist on a person's own machine alone. */
export function developmentClient(baseUrl: string, headers?: () => Promise<Record<string, string>>) {
  return hc<DevelopmentType>(`${baseUrl}/api/dev`, { fetch: fetchApi, ...(headers && { headers }) });
}

/** As the browser reaches it. */
export const development = /* @__PURE__ */ developmentClient("");

export type ConsoleState = InferResponseType<typeof development.state.$get, 200>;
export type ConsoleVendor = NonNullable<ConsoleState["vendors"]>[number];
export type ConsoleFlag = NonNullable<ConsoleState["flags"]>[number];
