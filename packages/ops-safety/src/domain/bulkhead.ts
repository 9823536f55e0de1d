import { OpsSafetyError } from "../errors.ts";

export interface BulkheadPolicy {
  /** Calls at once. */
  readonly limit: number;
  /** Callers that may wait for a place. */
  readonly queue: number;
}

export interface Bulkhead {
  readonly running: number;
  readonly waiting: number;
  /**
   * Runs `work` as soon as there is a place, first come, first served. Who gives up while waiting leaves the queue.
   * @throws OpsSafetyError `ops_safety.overloaded`, at once, when the queue is full; the reason of `signal`.
   */
  run<T>(work: () => Promise<T>, options: { readonly what: string; readonly signal: AbortSignal }): Promise<T>;
}

/** Keeps one slow dependency from taking every connection and all the memory that this process has. */
export function createBulkhead({ limit, queue }: BulkheadPolicy): Bulkhead {
  let running = 0;
  const waiting = new Set<() => void>();

  /** A place goes from hand to hand: were it free in between, a newcomer would overtake who waits. */
  const leave = () => {
    const [next] = waiting;
    if (next === undefined) running -= 1;
    else next();
  };

  return {
    get running() {
      return running;
    },
    get waiting() {
      return waiting.size;
    },
    async run(work, { what, signal }) {
      signal.throwIfAborted();
      if (running < limit) running += 1;
      else if (waiting.size < queue) await place(waiting, signal);
      else throw new OpsSafetyError("ops_safety.overloaded", `${what}: ${limit} calls run and ${queue} wait already`);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

function place(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const enter = () => {
    waiting.delete(enter);
    signal.removeEventListener("abort", giveUp);
    resolve();
  };
  const giveUp = () => {
    waiting.delete(enter);
    reject(signal.reason);
  };
  waiting.add(enter);
  signal.addEventListener("abort", giveUp, { once: true });
  return promise;
}
