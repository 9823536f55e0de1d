import type { Description } from "./description.ts";

/** Byte for byte, on whatever the API answers. */
export const SECURITY_HEADERS = {
  "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
  "x-frame-options": "SAMEORIGIN",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "x-dns-prefetch-control": "on",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

export const CACHE_HEADER: Readonly<Record<string, string>> = {
  "no-store": "no-store",
  catalogue: "public, max-age=3600",
  stream: "no-store, no-transform",
};

const OWN_ORIGIN = "http://localhost:3000";

/** Words that only somebody who looks inside could know. */
const INSIDE =
  /node_modules|\.ts:\d|\bat [\w.<>]+ \(|\bselect .+ from\b|insert into|drizzle|postgres|better[- ]?auth|zoderror|econnrefused/i;

/**
 * Holds an answer against the description of its route and against what is true of every answer.
 * @throws Error that names the route and what is wrong with it.
 */
export async function assertContract(description: Description, request: Request, response: Response): Promise<void> {
  const { pathname } = new URL(request.url);
  const where = `${request.method} ${pathname} → ${response.status}`;
  const fail = (fault: string, detail = "") => {
    throw new Error(`${where}: ${fault}${detail === "" ? "" : `\n${detail}`}`);
  };

  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    if (response.headers.get(name) !== value) fail(`${name} is ${response.headers.get(name)}, expected ${value}`);
  }
  if (response.headers.has("x-powered-by")) fail("says what powers it");
  if (!response.headers.has("x-request-id")) fail("has no request id");
  const allowed = response.headers.get("access-control-allow-origin");
  if (allowed !== null && allowed !== request.headers.get("origin")) fail(`lets ${allowed} read it`);

  const route = description.findRoute(request.method, decoded(pathname));
  const isSuccess = response.ok || response.status === 304;
  const cache = isSuccess && route ? CACHE_HEADER[route["x-cache-class"]] : "no-store";
  if (response.headers.get("cache-control") !== cache) {
    fail(`cache-control is ${response.headers.get("cache-control")}, expected ${cache}`);
  }
  if (request.method === "HEAD" || request.method === "OPTIONS" || response.status === 304) return;
  // Never ends; its events are held against the description where they are read.
  if (isSuccess && route?.responses["200"]?.content?.["text/event-stream"] !== undefined) return;

  const text = await response.text();
  if (response.status === 303 && route?.responses["303"] !== undefined) {
    const { origin } = new URL(response.headers.get("location") ?? "");
    if (text !== "" || origin !== OWN_ORIGIN) fail(`leads to ${origin}, with a body of ${text.length}`);
    return;
  }
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const body = parsed(text);
  if (route === undefined) {
    if (isSuccess) fail("is a success of a route that is not described");
    const fault = description.findProblemFault(body);
    if (fault !== undefined) fail(fault, text);
  } else {
    const fault = description.findFault(route, { status: response.status, type, body });
    if (fault !== undefined) fail(fault, text);
  }
  if (isSuccess) return;
  if (INSIDE.test(text)) fail("tells what is inside", text);
  // A health that is not well is described as such; what is not described has failed above.
  if (type !== "application/problem+json" && route !== undefined) return;
  const { status, requestId } = body as { status: number; requestId: string };
  if (status !== response.status) fail(`calls itself ${status}`);
  if (requestId !== response.headers.get("x-request-id")) fail("has another request id than its header");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** As the router reads it: an escaped slash stays one. */
function decoded(pathname: string): string {
  return pathname.replaceAll(/(?:%[0-9a-f]{2})+/gi, (match) => {
    try {
      return decodeURI(match);
    } catch {
      return match;
    }
  });
}
