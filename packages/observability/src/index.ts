export { observabilityConfig, type ObservabilityConfig } from "./config.ts";
export { ObservabilityError, type ObservabilityErrorCode } from "./errors.ts";
export type {
  AnalyticsEvent,
  Fields,
  FlushOptions,
  FlushReport,
  LogLevel,
  Metric,
  Telemetry,
  TelemetryCapabilities,
} from "./port.ts";
export { createTelemetry } from "./service.ts";
