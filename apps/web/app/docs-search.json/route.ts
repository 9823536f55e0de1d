import { searchIndex } from "../../features/marketing/docs/search-index.ts";

/** Made when the site is built. */
export const dynamic = "force-static";

export function GET(): Response {
  return Response.json(searchIndex(), { headers: { "cache-control": "public, max-age=300" } });
}
