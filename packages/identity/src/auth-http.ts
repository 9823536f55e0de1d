import { type AuthCall, type FieldError, isAuthEndpoint, parseForm } from "./auth-forms.ts";
import { TERMS_VERSION } from "./terms.ts";

/**
 * What `/api/auth` answers, whichever provider is behind it: a fixed body for each success, a problem document
 * (RFC 9457) for everything else. Nothing that a library says gets out, and nothing that was sent comes back.
 */
const PROBLEMS = {
  "identity.invalid_input": { status: 422, title: "Some of it is not valid" },
  "identity.terms_not_accepted": { status: 422, title: "The terms have to be accepted as they are now" },
  "identity.password_breached": { status: 422, title: "This password is known from leaks elsewhere" },
  "identity.password_guessable": {
    status: 422,
    title: "This password is little more than a name, an address or the product's name",
  },
  "identity.disposable_address": { status: 422, title: "Addresses that are made to be thrown away are not taken here" },
  "identity.human_check_failed": { status: 422, title: "The check that a person is there did not pass" },
  "identity.invalid_token": { status: 422, title: "This link was used, has expired, or was never one" },
  "identity.invalid_code": { status: 422, title: "This code is not right, was used, or has expired" },
  "identity.social_off": { status: 422, title: "This way in is not set up here" },
  "identity.sso_off": { status: 422, title: "Nobody of this domain signs in by single sign-on here" },
  "identity.social_expired": {
    status: 422,
    title: "Too much time has passed, or this was begun elsewhere: begin again",
  },
  "identity.social_address_known": { status: 409, title: "There is an account by now: sign in instead" },
  "identity.notice_refused": { status: 400, title: "This notice was not signed for us, is too old, or came before" },
  "identity.wrong_credentials": {
    status: 401,
    title: "The e-mail address or the password is not right, or the address is not confirmed",
  },
  "identity.passkey_refused": { status: 401, title: "This passkey lets nobody in here, or it took too long" },
  "identity.wrong_password": { status: 401, title: "The password is not right" },
  "identity.second_factor_required": { status: 401, title: "Send a code of the second factor as well" },
  "identity.wrong_second_factor": {
    status: 401,
    title: "This code is not right, was used already, or is too old",
  },
  "identity.sign_in_expired": {
    status: 401,
    title: "This sign-in took too long, or was given too many wrong codes: begin it again",
  },
  "identity.foreign_origin": { status: 403, title: "This was sent from another site" },
  "identity.no_endpoint": { status: 404, title: "Not found" },
  "identity.json_only": { status: 415, title: "Unsupported media type" },
  "identity.too_many_sign_ups": { status: 429, title: "Too many sign-ups from this network" },
  "identity.sign_ups_closed": { status: 403, title: "Nobody can sign up at the moment, save who was invited" },
  "identity.too_many_attempts": { status: 429, title: "Too many attempts" },
  "identity.unavailable": { status: 503, title: "Not available right now" },
} as const;
export type AuthProblemCode = keyof typeof PROBLEMS;

export interface AuthProblem {
  readonly code: AuthProblemCode;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}

export function problemResponse({ code, errors, retryAfterSeconds }: AuthProblem, requestId?: string): Response {
  const { status, title } = PROBLEMS[code];
  const body = {
    type: "about:blank",
    title,
    status,
    code,
    ...(requestId !== undefined && { requestId }),
    ...(errors !== undefined && { errors }),
  };
  return Response.json(body, {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    },
  });
}

/** What a page has to know after a success. A page's session travels in its cookie and nowhere else. */
const ANSWERS: Readonly<Record<AuthCall["endpoint"], object>> = {
  "sign-up/email": { status: "verification_sent" },
  "sign-in/email": { status: "signed_in" },
  "sign-in/token": { status: "signed_in" },
  "sign-in/second-factor": { status: "signed_in" },
  "passkey/options": {},
  "sign-in/passkey": { status: "signed_in" },
  "request-sign-in-mail": { status: "accepted" },
  "sign-in/link": { status: "signed_in" },
  "sign-in/code": { status: "signed_in" },
  "sign-out": { status: "signed_out" },
  "verify-email": { status: "signed_in" },
  "send-verification-email": { status: "accepted" },
  "request-password-reset": { status: "accepted" },
  "reset-password": { status: "password_changed" },
  "social/begin": { status: "departing" },
  "social/sso": { status: "departing" },
  "social/newcomer": { status: "waiting" },
  "social/accept": { status: "signed_in" },
};

/** What an answer carries. */
export interface Brought {
  readonly cookies?: readonly string[];
  /** No session was opened: the second factor is still to come, at `sign-in/second-factor`. */
  readonly isWaiting?: boolean;
  /** What a program sends as `Authorization: Bearer`. */
  readonly token?: string;
  /** What a browser is to ask a person for. */
  readonly options?: object;
  /** What else the answer says. */
  readonly more?: Readonly<Record<string, string>>;
}

export function successResponse(
  endpoint: AuthCall["endpoint"],
  { cookies = [], token, options, more, isWaiting = false }: Brought = {},
): Response {
  const answer = isWaiting ? { status: "second_factor_required" } : ANSWERS[endpoint];
  const body = { ...answer, ...(token !== undefined && { token }), ...(options && { options }), ...more };
  const response = Response.json(body, { headers: { "cache-control": "no-store" } });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/** The link works, and its address was confirmed before: nobody is signed in by a link that was used. */
export const alreadyVerifiedResponse = (): Response =>
  Response.json({ status: "already_verified" }, { headers: { "cache-control": "no-store" } });

/** Reads a request to the end, and refuses before any provider has seen it. */
export async function readCall(request: Request, origin: string): Promise<AuthCall | AuthProblem> {
  const url = new URL(request.url);
  const endpoint = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : "";
  if (!isAuthEndpoint(endpoint) || request.method !== "POST") return { code: "identity.no_endpoint" };
  if (isForeign(request.headers, origin)) return { code: "identity.foreign_origin" };
  if (!isJson(request.headers)) return { code: "identity.json_only" };

  // Never of the query: what stands in a URL stands in logs and histories.
  const body: unknown = await request.json().catch(() => undefined);
  const read = parseForm(endpoint, body);
  if ("errors" in read) return { code: "identity.invalid_input", errors: read.errors };
  const makesAccount = read.endpoint === "sign-up/email" || read.endpoint === "social/accept";
  if (makesAccount && read.form.termsVersion !== TERMS_VERSION) {
    return { code: "identity.terms_not_accepted" };
  }
  if ("token" in read.form && !TOKEN.test(read.form.token)) return { code: "identity.invalid_token" };
  return read;
}

const PREFIX = "/api/auth/";

/** What no provider would make a token of is none, and never reaches a database that would choke on it. */
const TOKEN = /^[!-~]+$/;

/**
 * A page of another site must not sign anybody in or out, not even without a cookie: whoever types into the wrong account
 * hands over what they type. Browsers say where a request comes from; other programs say nothing, and carry no cookie.
 */
function isForeign(headers: Headers, origin: string): boolean {
  const from = headers.get("origin");
  if (from !== null) return from !== origin;
  const site = headers.get("sec-fetch-site");
  return site === null ? headers.has("cookie") : site !== "same-origin";
}

const isJson = (headers: Headers) => /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
