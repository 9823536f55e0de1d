import { OpsSafetyError } from "../errors.ts";

export interface Deadline {
  readonly deadlineMs: number;
  /** Names the work in the error. */
  readonly what: string;
  /** The caller's own. Its reason is what the promise rejects with. */
  readonly signal?: AbortSignal | undefined;
}

/** Ten minutes: beyond that it is a job and not a call. Longer timers would overflow into firing at once. */
const maxDeadlineMs = 600_000;

/**
 * Settles as `work` does, unless the deadline or the caller's signal comes first: then it rejects at once, whether or
 * not the work obeys the signal that it was given. The timer does not keep the process alive.
 * @throws OpsSafetyError `ops_safety.deadline_exceeded`; `ops_safety.invalid_deadline` unless it is 1 to 600_000 whole
 *   milliseconds; the reason of the caller's signal.
 */
export async function withDeadline<T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { deadlineMs, what, signal } = deadline;
  if (!Number.isInteger(deadlineMs) || deadlineMs < 1 || deadlineMs > maxDeadlineMs) {
    throw new OpsSafetyError("ops_safety.invalid_deadline", `${what}: a deadline is 1 to ${maxDeadlineMs} whole ms`);
  }
  signal?.throwIfAborted();

  const controller = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown) => {
    // First the promise: what the work throws when it is aborted must not take the place of the reason.
    reject(reason);
    controller.abort(reason);
  };
  const onDeadline = () =>
    end(new OpsSafetyError("ops_safety.deadline_exceeded", `${what} took longer than ${deadlineMs} ms`));
  const onAbort = () => end(signal?.reason);

  const timer = setTimeout(onDeadline, deadlineMs).unref();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
