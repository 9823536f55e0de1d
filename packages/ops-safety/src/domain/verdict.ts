import { OpsSafetyError } from "../errors.ts";

/**
 * Whether an error says that the dependency does not work. One that turns a request down (`invalid`, `conflict`, …) works;
 * so does one that limits us. What nobody gave a kind counts: it is the network, or an answer that nobody can read.
 */
export function isOutage(error: unknown): boolean {
  const { kind, retryable } = partsOf(error);
  if (typeof kind !== "string") return true;
  return kind === "unavailable" && retryable !== false;
}

/**
 * Whether the same call may succeed when it is made again. What the guard itself threw is final, but for the deadline of
 * one attempt.
 */
export function isRepeatable(error: unknown): boolean {
  if (error instanceof OpsSafetyError) return error.code === "ops_safety.deadline_exceeded";
  return partsOf(error).retryable === true;
}

/** What the dependency asked for: `retryAfterSeconds` on the error, as an adapter reads it from `Retry-After`. */
export function retryAfterMsOf(error: unknown): number | undefined {
  const { retryAfterSeconds: seconds } = partsOf(error);
  return typeof seconds === "number" && seconds >= 0 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

/** Never a message: it may hold what somebody typed. */
export function codeOf(error: unknown): string {
  const { code, name } = partsOf(error);
  return typeof code === "string" ? code : typeof name === "string" ? name : "unknown";
}

interface Parts {
  readonly kind?: unknown;
  readonly retryable?: unknown;
  readonly retryAfterSeconds?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
}

/** Errors of other packages are known by their shape. */
const partsOf = (error: unknown): Parts => (typeof error === "object" && error !== null ? error : {});
