import { once } from "node:events";
import { pino } from "pino";
import { ObservabilityError } from "../../errors.ts";
import type { LogLevel, Telemetry } from "../../port.ts";

export interface LogTelemetryOptions {
  /** Takes one line, its newline included. Standard output when absent. */
  readonly write?: (line: string) => void;
  readonly level?: LogLevel;
}

/** One JSON object a line. What varies stays under its own key, so that no field can pass for a level, time or message. */
export function logTelemetry(options: LogTelemetryOptions = {}): Telemetry {
  const { write = writeToStdout, level = "info" } = options;
  const logger = pino(
    {
      level,
      base: null,
      messageKey: "message",
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // Errors arrive as plain data; pino's own serializers would look for more.
      serializers: {},
    },
    { write },
  );

  return {
    capabilities: { hasConsole: false, countsOnce: false },
    log: (at, message, fields = {}) => logger[at]({ kind: "log", fields }, message),
    captureError: (error, fields = {}) => logger.error({ kind: "error", error, fields }),
    measure: (metric) => logger.debug({ kind: "metric", metric }),
    track: (event) => logger.info({ kind: "event", event }),
    async trackOnce(fact, { signal } = {}) {
      if (signal?.aborted) throw new ObservabilityError("observability.unavailable", "given up before it was written");
      logger.info({ kind: "event", event: fact });
    },
    async flush({ signal } = {}) {
      if (options.write === undefined && process.stdout.writableNeedDrain) {
        await once(process.stdout, "drain", { ...(signal && { signal }) }).catch(() => undefined);
      }
      return { lost: 0 };
    },
  };
}

function writeToStdout(line: string): void {
  process.stdout.write(line);
}
