import { setTimeout as sleep } from "node:timers/promises";

type Check = () => Promise<void>;

interface Needs {
  /** Rejects when the database does not answer. */
  readonly ping: Check;
  /** What else is worth knowing, by name: each rejects when it is not well. Never a vendor: those have breakers. */
  readonly checks?: Readonly<Record<string, Check>>;
  readonly now: () => Date;
  /** After this a check counts as failed: whoever probes waits no longer either. 1.5 seconds when absent. */
  readonly timeoutMs?: number;
}

export interface Health {
  readonly status: "ok" | "degraded" | "down";
  readonly timestamp: string;
  /** First seven characters of the commit that was built. */
  readonly version: string;
  readonly checks: Readonly<Record<string, "ok" | "error">>;
}

/** Put in by the build; absent when the source runs. */
declare const BUILD_COMMIT: string | undefined;
/** First seven characters of the commit that was built. */
export const version = typeof BUILD_COMMIT === "string" ? BUILD_COMMIT.slice(0, 7) : "source";

/** The database is what nothing works without: when it is gone the status is `down`, else what fails makes `degraded`. */
export function createHealth({ ping, checks = {}, now, timeoutMs = 1_500 }: Needs) {
  const all = Object.entries({ database: ping, ...checks });
  return async (): Promise<Health> => {
    const results = await Promise.all(
      all.map(async ([name, check]) => [name, await outcome(check, timeoutMs)] as const),
    );
    const failed = results.filter(([, result]) => result === "error").map(([name]) => name);
    const status = failed.includes("database") ? "down" : failed.length > 0 ? "degraded" : "ok";
    return { status, timestamp: now().toISOString(), version, checks: Object.fromEntries(results) };
  };
}

async function outcome(check: Check, timeoutMs: number): Promise<"ok" | "error"> {
  const stop = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: stop.signal, ref: false }).then(() => "error" as const);
  const done = Promise.resolve()
    .then(check)
    .then(
      () => "ok" as const,
      () => "error" as const,
    );
  try {
    return await Promise.race([done, late]);
  } finally {
    stop.abort();
  }
}
