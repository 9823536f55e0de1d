/** What one look at something came to. */
export type Outcome<T> =
  | { readonly value: T; readonly latencyMs: number }
  | { readonly error: unknown; readonly latencyMs: number; readonly isLate: boolean };

/** Does the work, and gives it up at the deadline whether or not it obeys its signal. Never rejects. */
export async function within<T>(deadlineMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
  const began = performance.now();
  const deadline = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const reason = new Error(`no answer within ${deadlineMs / 1_000} s`);
    deadline.abort(reason);
    late.reject(reason);
  }, deadlineMs);
  const latencyMs = () => Math.round(performance.now() - began);
  try {
    const value = await Promise.race([Promise.resolve(deadline.signal).then(work), late.promise]);
    return { value, latencyMs: latencyMs() };
  } catch (error) {
    return { error, latencyMs: latencyMs(), isLate: deadline.signal.aborted };
  } finally {
    clearTimeout(timer);
  }
}

/** In one line for a person. Errors of adapters hold no secrets in their messages; what a library says is cut. */
export function sayError(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const root = rootOf(error);
  const said = root === error ? error.message : `${error.message} (${root.message})`;
  return said.replaceAll(/\s+/g, " ").trim().slice(0, 300) || error.name;
}

/** A connection that is refused says so at the bottom, and nothing at the top. */
function rootOf(error: Error): Error {
  const { cause } = error;
  return cause instanceof Error && /fetch failed|did not answer|Connection error/.test(error.message)
    ? rootOf(cause)
    : error;
}
