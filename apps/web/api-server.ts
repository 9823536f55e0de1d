import { headers } from "next/headers";
import { type Api, apiClient } from "./api.ts";
import { readEnv } from "./env.ts";

const FORWARDED = ["cookie", "x-request-id", "x-forwarded-for", "user-agent"] as const;

/**
 * Calls the API while a page is made, on behalf of the person who asked for it: their session, request id and address go along.
 * Every call throws ApiProblem as `fetchApi` does.
 */
export function apiAsVisitor(): Api {
  return apiClient({ baseUrl: readEnv().API_URL, headers: forwarded });
}

/** Joins a page with the log lines it caused; something to quote. */
export async function currentRequestId(): Promise<string | undefined> {
  return (await headers()).get("x-request-id") ?? undefined;
}

/** What goes along of the request that a page is made for. */
export async function forwarded(): Promise<Record<string, string>> {
  const incoming = await headers();
  const present = FORWARDED.flatMap((name) => {
    const value = incoming.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(present);
}
