/**
 * Takes what the running system has to tell. Fire and forget: nothing is answered, no caller waits, and nothing is
 * promised to arrive, so whatever has to survive belongs into the outbox and not here.
 *
 * Contract (checked by `telemetryCases`, on an adapter inside `createTelemetry`): no method but `trackOnce` throws,
 * whatever it is given and however the adapter fails; secrets are gone before an adapter sees them; a value is taken as it is at the
 * call; what one call writes is bounded, whatever its size.
 */
export interface Telemetry {
  readonly capabilities: TelemetryCapabilities;

  /** One line for the people who run the system. `message` is a constant; what varies goes into `fields`. */
  log(level: LogLevel, message: string, fields?: Fields): void;

  /** A failure that nobody expected. `error` is whatever was thrown, its `cause` and `errors` included. */
  captureError(error: unknown, context?: Fields): void;

  /** A number to be added up or compared over time. One that is not finite is dropped. */
  measure(metric: Metric): void;

  /** What somebody did, for analytics: repeated calls count again. */
  track(event: AnalyticsEvent): void;
  /**
   * The same for a fact that has an id, and waits until the vendor has it: for a job, which repeats what failed. Where
   * `capabilities.countsOnce`, the same fact again is counted once. The one method that does throw.
   * @throws ObservabilityError `observability.unavailable` when the vendor did not take it, or `signal` was aborted.
   */
  trackOnce(fact: AnalyticsFact, options?: FlushOptions): Promise<void>;

  /**
   * Waits until what was written so far has left the process, or `signal` is aborted. Never rejects. Without a signal
   * it may take as long as the vendor does: a shutdown passes one.
   */
  flush(options?: FlushOptions): Promise<FlushReport>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface TelemetryCapabilities {
  /** False: it is all written where the process's output goes, and there is no page to look at. */
  readonly hasConsole: boolean;
  /** Whether a fact that is told twice counts once. */
  readonly countsOnce: boolean;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

/** Anything at all: it is redacted, cut and made plain before it is written. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Metric {
  /** `system.thing_measured`, from a closed set: never an id, a path or a name that a person chose. */
  readonly name: string;
  /** `count` is added up; of `distribution`, percentiles are of interest. */
  readonly kind: "count" | "distribution";
  readonly value: number;
  readonly unit: "1" | "ms" | "bytes";
  /** Each combination is a series of its own: few keys, few values. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

export interface AnalyticsEvent {
  /** `system.something_happened`. */
  readonly name: string;
  /** Who did it: our id of a person or service, never an address. */
  readonly actorId: string;
  readonly tenantId: string | null;
  readonly properties?: Fields;
}

/** An event that happened once, whoever tells it and however often. */
export interface AnalyticsFact extends AnalyticsEvent {
  /** UUID. The same for every attempt. */
  readonly id: string;
  readonly occurredAt: Date;
}

export interface FlushOptions {
  readonly signal?: AbortSignal;
}

export interface FlushReport {
  /** Records known to be lost since the process started: dropped, or cut off by this flush. */
  readonly lost: number;
}
