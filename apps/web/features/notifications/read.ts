import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { Preference } from "./notification.ts";

/** @throws ApiProblem as every read of the API does. */
export async function listPreferences(): Promise<readonly Preference[]> {
  const { preferences } = await unwrap(apiAsVisitor().v1.me["notification-preferences"].$get());
  return preferences;
}
