import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/**
 * RFC 9457 problem details. `code` and `requestId` are extension members; `errors` names the fields at fault, and
 * `dependency` what is away.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly detail?: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  readonly dependency?: string;
}

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** Codes that no system owns, each with its one status. Codes of systems carry a kind, which decides. */
const STATUS_OF_CODE = {
  "http.malformed": 400,
  "identity.unauthenticated": 401,
  // One answer for whatever is no key that works: it tells nobody which one was one.
  "identity.invalid_key": 401,
  // Not the 403 of its kind: whoever delivers has not shown who they are.
  "billing.invalid_signature": 401,
  "notifications.invalid_signature": 401,
  "http.foreign_origin": 403,
  "http.no_route": 404,
  "http.too_large": 413,
  "http.json_only": 415,
  "http.invalid_body": 422,
  "http.invalid_query": 422,
  "http.too_many_requests": 429,
  "ops_safety.rate_limited": 429,
  "identity.unavailable": 503,
  internal: 500,
} as const satisfies Record<string, ContentfulStatusCode>;
type HttpCode = keyof typeof STATUS_OF_CODE;

const STATUS_OF_KIND = {
  invalid: 422,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limited: 429,
  payment_required: 402,
  unavailable: 503,
} as const satisfies Record<string, ContentfulStatusCode>;

const TITLE: Readonly<Record<number, string>> = {
  400: "The request can't be read",
  401: "Sign in first",
  402: "The plan does not include it",
  403: "Not allowed",
  404: "Not found",
  409: "It conflicts with what is there",
  413: "Too large",
  415: "Unsupported media type",
  422: "Some of it is not valid",
  429: "Too many requests",
  500: "Something failed on our side",
  503: "Not available right now",
};

/** Where the status alone would say the wrong thing. */
const TITLE_OF_CODE: Readonly<Partial<Record<string, string>>> = {
  "identity.invalid_key": "This key does not work",
  "billing.invalid_signature": "The signature does not match",
  "notifications.invalid_signature": "The signature does not match",
};

interface Away {
  /** It does not answer: what was not done, what works all the same, what to do. */
  readonly silent: string;
  /** Somebody has switched it off. */
  readonly off: string;
}

/** What is said of each vendor that a request waits for, by its dependency. What vendors said themselves goes to the log. */
const AWAY: Readonly<Partial<Record<string, Away>>> = {
  billing: {
    silent:
      "The payment vendor does not answer. Nothing was charged, the plan is as it was, and everything else works. Try again in a minute.",
    off: "Buying and cancelling are switched off for now. The plan is as it was, and everything else works.",
  },
  media: {
    silent:
      "The place where files are kept does not answer. What is stored there is safe, and everything else works. Try again in a minute.",
    off: "Pictures and files are switched off for now. Everything else works.",
  },
};

const SWITCHED_OFF = /[.](?:switched_off|disabled)$/;

/** A system's error, recognised by shape and not by class: a second copy of a package must not turn a 404 into a 500. */
interface ContextError extends Error {
  readonly code: string;
  readonly kind: keyof typeof STATUS_OF_KIND;
  /** On what the guard threw in place of a call. */
  readonly dependency?: unknown;
}

/** The one place where failures become HTTP. What is not a system's own error is a bare 500, its text for the log only. */
export function toProblem(error: unknown, requestId: string): Problem {
  // The tenancy door's errors are mistakes of ours, save for a pool that is full.
  if (isContextError(error) && (error.name !== "TenancyError" || error.kind === "unavailable")) {
    const said = error.kind === "unavailable" ? whatIsAway(error) : { detail: error.message };
    return problem({ status: STATUS_OF_KIND[error.kind], code: error.code, requestId, ...said });
  }
  if (error instanceof HTTPException) {
    // Hono throws 400 for a body that is no JSON, and nothing else that reaches this line.
    const code = error.status === 400 ? "http.malformed" : "http.refused";
    return problem({ status: error.status, code, requestId });
  }
  return problem({ status: 500, code: "internal", requestId });
}

/** A system names its vendor by its own name; what the guard throws says which one it was about. */
function whatIsAway({ code, dependency: named }: ContextError): Pick<Problem, "detail" | "dependency"> {
  const dependency = typeof named === "string" ? named : code.slice(0, code.indexOf("."));
  const away = Object.hasOwn(AWAY, dependency) ? AWAY[dependency] : undefined;
  return away === undefined ? {} : { dependency, detail: SWITCHED_OFF.test(code) ? away.off : away.silent };
}

/** How long whoever was refused should wait, in whole seconds; absent where the error does not say. */
export function retryAfterOf(error: unknown): number | undefined {
  if (!isContextError(error) || !("retryAfterSeconds" in error)) return undefined;
  return typeof error.retryAfterSeconds === "number" ? error.retryAfterSeconds : undefined;
}

/** Answers with one of the codes that no system owns. */
export function refuse(c: Context, code: HttpCode, errors?: readonly FieldError[]): Response {
  return respond(
    c,
    problem({ status: STATUS_OF_CODE[code], code, requestId: requestIdOf(c), ...(errors && { errors }) }),
  );
}

/** A failure that nobody foresaw can come before the request has its id. */
export function requestIdOf(c: Context): string {
  const id: unknown = c.get("requestId");
  return typeof id === "string" ? id : "";
}

interface ProblemInput {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly detail?: string | undefined;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  readonly dependency?: string;
}

export function problem({ status, code, detail, requestId, errors, dependency }: ProblemInput): Problem {
  return {
    type: "about:blank",
    title: TITLE_OF_CODE[code] ?? TITLE[status] ?? "The request failed",
    status,
    code,
    ...(detail !== undefined && { detail }),
    requestId,
    ...(errors !== undefined && { errors }),
    ...(dependency !== undefined && { dependency }),
  };
}

export function respond(c: Context, body: Problem): Response {
  return c.json(body, body.status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
}

function isContextError(error: unknown): error is ContextError {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    "kind" in error &&
    typeof error.kind === "string" &&
    error.kind in STATUS_OF_KIND
  );
}
