import type { ApiType } from "@ninefold/api";
import { hc } from "hono/client";

/** What a failure means to a page, whatever its code. `unavailable` covers no answer at all. */
export type ProblemKind =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "invalid"
  | "limited"
  | "unavailable";

const KIND: Readonly<Record<number, ProblemKind>> = {
  400: "invalid",
  401: "unauthenticated",
  402: "limited",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "invalid",
  429: "limited",
};

export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** Any answer of the API that is no success, and the lack of one. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly kind: ProblemKind;
  /** 0 when nothing answered. */
  readonly status: number;
  /** `<system>.<reason>`, or what the auth library calls it; empty when the answer carried none. */
  readonly code: string;
  /** The fields at fault, for `invalid`. */
  readonly faults: readonly FieldFault[];
  readonly requestId: string | undefined;
  /** What is away behind the API, by its kind: `billing`. */
  readonly dependency: string | undefined;

  constructor(answer: { status: number; body?: unknown; requestId?: string | undefined }, options?: ErrorOptions) {
    const body = isRecord(answer.body) ? answer.body : {};
    super(text(body.detail) ?? text(body.message) ?? text(body.title) ?? `The API answered ${answer.status}.`, options);
    this.status = answer.status;
    this.kind = KIND[answer.status] ?? (answer.status >= 400 && answer.status < 500 ? "invalid" : "unavailable");
    this.code = text(body.code) ?? "";
    this.faults = Array.isArray(body.errors) ? body.errors.filter(isFieldFault) : [];
    this.requestId = text(body.requestId) ?? answer.requestId;
    this.dependency = text(body.dependency);
  }
}

interface Sender {
  /** Where the API is; the page's own origin when absent. */
  readonly baseUrl?: string;
  /** Sent along with every call. */
  readonly headers?: () => Promise<Record<string, string>>;
}

const TIMEOUT_MS = 10_000;

export type Api = ReturnType<typeof apiClient>;

/** The API as a browser reaches it; `api-server.ts` has the one for pages. */
export const api = /* @__PURE__ */ apiClient();

/**
 * A client whose routes, bodies and answers are the API's own types. Every call throws ApiProblem as {@link fetchApi} does.
 * It puts `param` values into the address as they are: pass each through `encodeURIComponent`.
 */
export function apiClient({ baseUrl, headers }: Sender = {}) {
  const origin = baseUrl === undefined ? "/" : new URL(baseUrl).origin;
  return hc<ApiType>(origin, { fetch: fetchApi, ...(headers && { headers }) }).api;
}

/** The answer in the response to a call. */
export async function unwrap<Answer>(response: Promise<{ json(): Promise<Answer> }>): Promise<Answer> {
  return (await response).json();
}

/**
 * The only fetch to our API. Never cached: answers belong to one person. What it resolves with is a success and holds JSON.
 * @throws ApiProblem for every answer that is no success, and when none comes within 10 seconds.
 */
export async function fetchApi(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ accept: "application/json" });
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  const sentId = headers.get("x-request-id") ?? undefined;
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
  const response = await fetch(input, { ...init, cache: "no-store", headers, signal }).catch((cause: unknown) => {
    throw new ApiProblem({ status: 0, requestId: sentId }, { cause });
  });
  // Read here and not by the caller, so that an answer which breaks off or is no JSON is a problem like any other.
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return Response.json(answer, { status: response.status });
  const requestId = response.headers.get("x-request-id") ?? sentId;
  const problem = new ApiProblem({ status: response.ok ? 0 : statusOf(response, answer), body: answer, requestId });
  if (problem.code === "identity.step_up_required" && (await askAgain?.())) return fetchApi(input, init);
  throw problem;
}

let askAgain: (() => Promise<boolean>) | undefined;

/**
 * Who asks for the password when the API wants a recent sign-in: what they answer says whether the refused call is made again.
 * Without anybody, such a call fails. Returns what takes them back.
 */
export function onStepUp(ask: () => Promise<boolean>): () => void {
  askAgain = ask;
  return () => {
    if (askAgain === ask) askAgain = undefined;
  };
}

/** Next answers for an API that is not there with a 500 in plain text, which is a 502 to everybody else. */
const statusOf = ({ status }: Response, answer: unknown) => (status === 500 && answer === undefined ? 502 : status);

/** A failure of the API as a value, for a page that draws it; anything else is a fault of ours and is thrown on. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  throw error;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isFieldFault(value: unknown): value is FieldFault {
  return isRecord(value) && typeof value.path === "string" && typeof value.message === "string";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
