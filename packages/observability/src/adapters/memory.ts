import { ObservabilityError } from "../errors.ts";
import type { AnalyticsEvent, Fields, LogLevel, Metric, Telemetry } from "../port.ts";

/** What one call wrote, in the shape in which the log adapter writes it as well. */
export type TelemetryRecord =
  | { readonly kind: "log"; readonly level: LogLevel; readonly message: string; readonly fields: Fields }
  | { readonly kind: "error"; readonly level: "error"; readonly error: unknown; readonly fields: Fields }
  | { readonly kind: "metric"; readonly level: "debug"; readonly metric: Metric }
  | { readonly kind: "event"; readonly level: "info"; readonly event: AnalyticsEvent };

export interface MemoryTelemetry extends Telemetry {
  /** The newest records, oldest first. */
  records(): readonly TelemetryRecord[];
}

/** Keeps the newest `keep` records (1_000 when absent) until the process ends. @throws ObservabilityError `observability.invalid_option`. */
export function memoryTelemetry(options: { readonly keep?: number } = {}): MemoryTelemetry {
  const { keep = 1_000 } = options;
  if (!Number.isInteger(keep) || keep < 1) {
    throw new ObservabilityError("observability.invalid_option", "keep is a whole number, 1 or more");
  }
  const records: TelemetryRecord[] = [];
  const told = new Set<string>();
  const write = (record: TelemetryRecord) => {
    records.push(record);
    if (records.length > keep) records.shift();
  };

  return {
    capabilities: { hasConsole: false, countsOnce: true },
    records: () => [...records],
    log: (level, message, fields = {}) => write({ kind: "log", level, message, fields }),
    captureError: (error, fields = {}) => write({ kind: "error", level: "error", error, fields }),
    measure: (metric) => write({ kind: "metric", level: "debug", metric }),
    track: (event) => write({ kind: "event", level: "info", event }),
    async trackOnce(fact, { signal } = {}) {
      if (signal?.aborted) throw new ObservabilityError("observability.unavailable", "given up before it was written");
      if (!told.has(fact.id)) write({ kind: "event", level: "info", event: fact });
      told.add(fact.id);
    },
    flush: async () => ({ lost: 0 }),
  };
}
