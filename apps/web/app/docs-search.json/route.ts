import { hasContent } from "../../content.ts";
import { searchIndex } from "../../features/marketing/docs/search-index.ts";

/** Made when the site is built. */
export const dynamic = "force-static";

export function GET(): Response {
  if (!hasContent()) return new Response(null, { status: 404 });
  return Response.json(searchIndex(), { headers: { "cache-control": "public, max-age=300" } });
}
