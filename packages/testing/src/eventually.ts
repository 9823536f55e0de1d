import { setTimeout as delay } from "node:timers/promises";
import { TestingError } from "./errors.ts";

interface Patience {
  /** What is waited for, as it is said when it does not come. */
  readonly what: string;
  readonly timeoutMs: number;
  /** Between two looks; 100 ms when absent. */
  readonly everyMs?: number;
}

/**
 * Looks until it is there, and answers it. For what the product does later: mail, news, the log, a job.
 * @throws TestingError `testing.no_effect` when it does not come in time.
 */
export async function eventually<Found>(
  look: () => Promise<Found | undefined>,
  { what, timeoutMs, everyMs = 100 }: Patience,
): Promise<Found> {
  const until = Date.now() + timeoutMs;
  while (true) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() >= until) throw new TestingError("testing.no_effect", `${what} did not come within ${timeoutMs} ms`);
    await delay(everyMs);
  }
}
