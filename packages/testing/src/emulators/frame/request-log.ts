const KEPT = 1_000;

/** One request as it came in and was answered. Held in memory only, without the caller's key. */
export interface LoggedRequest {
  readonly at: Date;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** As the emulator names it, `POST /emails`; absent when it has no such route. */
  readonly route: string | undefined;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  /** `undefined` when the connection was closed without an answer. */
  readonly answer: { readonly status: number; readonly body: unknown } | undefined;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Oldest first, the newest 1,000. */
  all(): readonly LoggedRequest[];
  /** What the vendor may know and this emulator does not. A run that leaves one behind has proven nothing. */
  unknown(): readonly LoggedRequest[];
  clear(): void;
}

export function createRequestLog(): RequestLog {
  let kept: LoggedRequest[] = [];
  // Apart from the others: many good requests must not push one of these out.
  let unknown: LoggedRequest[] = [];
  return {
    add(request) {
      kept = [...kept, request].slice(-KEPT);
      if (request.route === undefined) unknown = [...unknown, request].slice(-KEPT);
    },
    all: () => kept,
    unknown: () => unknown,
    clear() {
      kept = [];
      unknown = [];
    },
  };
}
