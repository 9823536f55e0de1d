import { isSocialProvider, type SocialProvider, type Voucher } from "../port-social.ts";
import { appleName } from "./apple-name.ts";

/**
 * The one address under `/api/auth` that a browser is led to by another site: `GET /api/auth/callback/:provider`, for the
 * provider of a workspace `/sso/:workspaceId` in its place, and a form for Apple. It takes nothing but what OAuth says, changes nothing without the cookie of the browser that began, and
 * answers with nothing but a way to a page of ours.
 */
export type Back =
  | {
      readonly kind: "led";
      /** Of a workspace: `sso:` and the workspace, whatever its connection is at the moment. */
      readonly provider: Voucher;
      readonly query: URLSearchParams;
    }
  | {
      readonly kind: "posted";
      readonly provider: SocialProvider;
      readonly query: URLSearchParams;
      readonly state: string;
      readonly name: string;
    };

export interface Arrival {
  /** A page of ours. */
  readonly page: string;
  /** What its reader has to know, as one of a closed list: nothing that a vendor says gets into an address. */
  readonly problem?: SocialProblem;
  readonly connected?: SocialProvider | "sso";
  /** Where somebody was on the way to. */
  readonly next?: string;
  readonly cookies?: readonly string[];
}

export const SOCIAL_PROBLEMS = [
  "stale",
  "declined",
  "refused",
  "unavailable",
  "unverified",
  "address-known",
  "taken",
  "another",
  "other-person",
  "second-factor",
  "sso-off",
  "other-domain",
  "not-member",
] as const;
export type SocialProblem = (typeof SOCIAL_PROBLEMS)[number];

/** `undefined` for what is no callback. */
export async function readBack(request: Request): Promise<Back | undefined> {
  const url = new URL(request.url);
  const provider = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : "";
  const [, workspaceId] = /^sso\/([0-9a-f-]{36})$/.exec(provider) ?? [];
  if (workspaceId !== undefined && request.method === "GET") {
    return { kind: "led", provider: `sso:${workspaceId}`, query: said(url.searchParams) };
  }
  if (!isSocialProvider(provider)) return undefined;
  if (request.method === "GET") return { kind: "led", provider, query: said(url.searchParams) };
  if (request.method !== "POST" || provider !== "apple") return undefined;
  const form = isForm(request.headers) ? new URLSearchParams(await request.text().catch(() => "")) : EMPTY;
  const query = said(form);
  return { kind: "posted", provider, query, state: query.get("state") ?? "", name: appleName(form.get("user") ?? "") };
}

/** The same answer, by a link to the same place: browsers send the cookie along with that. */
export const onward = (origin: string, provider: SocialProvider, query: URLSearchParams): Response =>
  seeOther(`${origin}${PREFIX}${provider}?${query.toString()}`, []);

export function leadTo(origin: string, { page, problem, connected, next, cookies = [] }: Arrival): Response {
  const url = new URL(page, origin);
  if (problem !== undefined) url.searchParams.set("problem", problem);
  if (connected !== undefined) url.searchParams.set("connected", connected);
  if (next !== undefined) url.searchParams.set("next", next);
  return seeOther(url.href, cookies);
}

function seeOther(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

const PREFIX = "/api/auth/callback/";
const EMPTY = new URLSearchParams();

/** Of what came, the parameters that OAuth has (RFC 6749, RFC 9207), and each once. */
function said(given: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ["code", "state", "iss", "error"]) {
    const [value, ...more] = given.getAll(name);
    if (value !== undefined && more.length === 0 && value.length <= MOST) query.set(name, value);
  }
  return query;
}
const MOST = 2_000;

const isForm = (headers: Headers) =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers.get("content-type") ?? "");
