import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment, readEnv } from "./env.ts";
import { readScriptHashes } from "./script-hashes.ts";
import { hashPolicy, noncePolicy } from "./security-headers.ts";

const SAFE_ID = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * One origin: `/api/*` goes on to the API under the same path. Everything else is a page, which gets a request id and
 * a content policy: with the hashes of its scripts when it was made at build time, else with a nonce.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const headers = new Headers(request.headers);
  const requestId = safeId(headers.get("x-request-id"));
  headers.set("x-request-id", requestId);
  // Not `rewrites()` in next.config: that fixes the address at build time and sends no client address.
  if (pathname === "/api" || pathname.startsWith("/api/")) {
    return NextResponse.rewrite(new URL(`${pathname}${search}`, readEnv().API_URL), { request: { headers } });
  }

  // A caller's own policy header would decide which nonce the page's scripts carry.
  headers.delete("content-security-policy");
  headers.delete("content-security-policy-report-only");
  // In development every page is made per request.
  const hashes = isDevelopment ? undefined : readScriptHashes()[pathname];
  const policy = hashes ? hashPolicy(hashes) : noncePolicy(btoa(crypto.randomUUID()), isDevelopment);
  if (hashes === undefined) headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Takes the caller's request id when it is harmless, else makes one: it ends up in logs, headers and on error pages. */
function safeId(given: string | null): string {
  return given !== null && SAFE_ID.test(given) ? given : crypto.randomUUID();
}

export const config = { matcher: ["/((?!_next/static|_next/image|icon|apple-icon|favicon).*)"] };
