import { unwrap } from "../../api.ts";
import { forwarded } from "../../api-server.ts";
import { readEnv } from "../../env.ts";
import { developmentClient } from "./api.ts";

/** The console as it is while the page is made. @throws ApiProblem `not_found` where the API has none. */
export async function readConsole() {
  return unwrap(developmentClient(new URL(readEnv().API_URL).origin, forwarded).state.$get());
}
