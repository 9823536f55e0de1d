/** What the API takes of an error in a page; longer texts are cut, since it refuses them. */
export interface WebError {
  readonly kind: "error" | "rejection" | "render" | "server";
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly path: string;
  readonly requestId?: string;
}

export const WEB_ERRORS = "/api/v1/web-errors";

const SAFE_ID = /^[A-Za-z0-9_-]{8,64}$/;

interface Seen {
  readonly kind: WebError["kind"];
  readonly path: string;
  readonly requestId: string | undefined;
}

/** `undefined` for what is no fault of the page: an answer of the API that it handles, a call that was given up. */
export function webErrorOf(thrown: unknown, { kind, path, requestId }: Seen): WebError | undefined {
  const { name, message, stack } =
    thrown instanceof Error ? thrown : { name: "Thrown", message: textOf(thrown), stack: undefined };
  if (name === "ApiProblem" || name === "AbortError" || message === "") return undefined;
  return {
    kind,
    name: name.slice(0, 100),
    message: message.slice(0, 1_000),
    ...(stack !== undefined && { stack: stack.slice(0, 8_000) }),
    path: path.replace(/[?#].*$/s, "").slice(0, 300),
    ...(requestId !== undefined && SAFE_ID.test(requestId) && { requestId }),
  };
}

function textOf(thrown: unknown): string {
  try {
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return "something that can not be read";
  }
}
