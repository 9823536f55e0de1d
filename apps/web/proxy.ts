import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment, readEnv } from "./env.ts";
import { ADDRESS_LANGUAGE, asLanguage, LANGUAGE_COOKIE } from "./languages.ts";
import { hasConsole, isConsoleApi } from "./features/dev/allowed.ts";
import { hashScripts, readScriptHashes } from "./script-hashes.ts";
import { hashPolicy, noncePolicy } from "./security-headers.ts";
import { findSitePage, missingContent, siteLinks, type SitePage } from "./site.ts";
import { themeScript } from "./ui/theme.ts";

const SAFE_ID = /^[A-Za-z0-9_-]{8,64}$/;
const YEAR_S = 365 * 24 * 60 * 60;
/** Public pages are the same for everybody; a minute is what a correction may take to be seen. */
const PUBLIC_PAGE = "public, max-age=60";

/** In development every page is made per request, also those that bring a script without a nonce. */
const THEME_SCRIPT = isDevelopment ? hashScripts(`<script>${themeScript}</script>`) : [];

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
    // The API asks the same of the host that was asked for; what a proxy in front says of it ends here.
    const isShut = isConsoleApi(pathname) && !hasConsole(readEnv(), request.headers);
    const path = isShut ? "/api/none" : `${pathname}${search}`;
    return NextResponse.rewrite(new URL(path, readEnv().API_URL), { request: { headers } });
  }

  const page = findSitePage(pathname);
  const response = redirection(request, page) ?? answer(request, headers, page);
  response.headers.set("x-request-id", requestId);
  // Where a script of the page can read it, so that an error names the request that made the page.
  response.headers.set("server-timing", `request;desc="${requestId}"`);
  return response;
}

/** To the one address of a public page or of what has none, and away from a choice of language, which a cookie keeps from then on. */
function redirection(request: NextRequest, page: SitePage | undefined): NextResponse | undefined {
  const url = request.nextUrl.clone();
  if (page !== undefined) {
    if (page.address === url.pathname) return undefined;
    url.pathname = page.address;
    return NextResponse.redirect(url, 308);
  }
  // Next finds a page in any case of its letters; it has one address all the same.
  const meant = findSitePage(url.pathname.toLowerCase());
  if (meant !== undefined) {
    url.pathname = meant.address;
    return NextResponse.redirect(url, 308);
  }
  const missing = missingContent(url.pathname);
  if (missing !== undefined) {
    url.pathname = missing;
    return NextResponse.redirect(url, 307);
  }
  const language = asLanguage(url.searchParams.get("language"));
  if (language === undefined) return undefined;
  url.searchParams.delete("language");
  const response = NextResponse.redirect(url, 307);
  response.cookies.set(LANGUAGE_COOKIE, language, {
    path: "/",
    maxAge: YEAR_S,
    sameSite: "lax",
    secure: readEnv().APP_URL.startsWith("https:"),
  });
  return response;
}

function answer(request: NextRequest, headers: Headers, page: SitePage | undefined): NextResponse {
  // A caller's own policy header would decide which nonce the page's scripts carry.
  headers.delete("content-security-policy");
  headers.delete("content-security-policy-report-only");
  // An address that is missing under a language says so in that language.
  const addressed = page === undefined ? asLanguage(request.nextUrl.pathname.split("/")[1]) : undefined;
  if (addressed === undefined) headers.delete(ADDRESS_LANGUAGE);
  else headers.set(ADDRESS_LANGUAGE, addressed);
  const hashes = isDevelopment || page === undefined ? undefined : readScriptHashes()[page.route];
  const policy = hashes ? hashPolicy(hashes) : policyOfRequest(request.nextUrl.pathname);
  if (hashes === undefined) headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (page !== undefined) {
    response.headers.set("link", siteLinks(page, readEnv().APP_URL));
    if (hashes !== undefined) response.headers.set("cache-control", PUBLIC_PAGE);
  }
  return response;
}

function policyOfRequest(pathname: string): string {
  const { MEDIA_DELIVERY_ORIGIN: delivery, MEDIA_UPLOAD_ORIGIN: upload, HUMAN_CHECK_ORIGIN } = readEnv();
  // On the one page that shows it.
  const frames = pathname === "/sign-up" ? HUMAN_CHECK_ORIGIN : undefined;
  const allowed = { hashes: THEME_SCRIPT, media: { delivery, upload }, frames };
  return noncePolicy(btoa(crypto.randomUUID()), isDevelopment, allowed);
}

/** Takes the caller's request id when it is harmless, else makes one: it ends up in logs, headers and on error pages. */
function safeId(given: string | null): string {
  return given !== null && SAFE_ID.test(given) ? given : crypto.randomUUID();
}

export const config = {
  // All but files, which are the same for everybody.
  matcher: [
    "/((?!_next/static/|_next/image|(?:favicon[.]ico|icon[.]svg|apple-icon[.]png|manifest[.]webmanifest|sw[.]js)$|icons/|screens/|social-image/).*)",
  ],
};
