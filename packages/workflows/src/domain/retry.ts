const maxBackoffMs = 60 * 60 * 1000;

/** How long a run waits after its `attempt`th attempt (1 for the first) has failed. */
export function waitAfter(attempt: number, backoffMs: number): number {
  return Math.min(backoffMs * 2 ** (attempt - 1), maxBackoffMs);
}

/** Every error class of the project says whether a repeat can help; an error that does not say may be repeated. */
export function isPermanent(error: unknown): boolean {
  return typeof error === "object" && error !== null && "retryable" in error && error.retryable === false;
}
