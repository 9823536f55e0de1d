interface Needs {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly now: () => Date;
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
const version = typeof BUILD_COMMIT === "string" ? BUILD_COMMIT.slice(0, 7) : "source";

/** The database is what nothing works without: when it is gone the status is `down`, not `degraded`. */
export function createHealth({ ping, now }: Needs) {
  return async (): Promise<Health> => {
    const database = await ping().then(
      () => "ok" as const,
      () => "error" as const,
    );
    return { status: database === "ok" ? "ok" : "down", timestamp: now().toISOString(), version, checks: { database } };
  };
}
