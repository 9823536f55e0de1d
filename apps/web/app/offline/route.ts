import { offlinePage } from "../../features/ops-safety/offline-page.ts";

export const dynamic = "force-static";

export function GET(): Response {
  return new Response(offlinePage(), { headers: { "content-type": "text/html; charset=utf-8" } });
}
