import { AsyncLocalStorage } from "node:async_hooks";
import { traceIdOf } from "./domain/traceparent.ts";

/** What one unit of work belongs to: a request, or an attempt of a job. On every log line and error that it writes. */
export interface TelemetryContext {
  /** Joins what one click causes, from its request through events and jobs to its mail. */
  readonly requestId: string;
  /** W3C Trace Context header value. */
  readonly traceparent?: string | undefined;
  readonly userId?: string | undefined;
  readonly tenantId?: string | undefined;
  /** Of an API key, where a program asks: its id, never its secret. */
  readonly keyId?: string | undefined;
  /** Of a job's attempt: its task and its run. */
  readonly job?: string | undefined;
  readonly runId?: string | undefined;
}

/** Each holds its own: two systems in one process, as tests have them, do not see each other's. */
export function createContext() {
  const storage = new AsyncLocalStorage<TelemetryContext>();
  return {
    /** Runs `work`, and all that it starts, inside this context and no other. */
    run: <T>(context: TelemetryContext, work: () => T): T => storage.run({ ...context }, work),

    /** Adds what is known by now, such as who asks. Outside of any context, nothing. */
    note(more: Partial<Omit<TelemetryContext, "requestId">>): void {
      const current = storage.getStore();
      if (current !== undefined) Object.assign(current, more);
    },

    /** What the caller belongs to; `undefined` outside of any request and job. */
    context: (): TelemetryContext | undefined => storage.getStore(),

    /** The same as fields of a record: only what is known, and of the trace its id. */
    fields(): Readonly<Record<string, string>> {
      const { traceparent, ...ids } = storage.getStore() ?? {};
      const known = { ...ids, traceId: traceparent === undefined ? undefined : traceIdOf(traceparent) };
      return Object.fromEntries(
        Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
    },
  };
}
