export { type Analytics, type AnalyticsName, analyticsFacts, createAnalytics, type NewFact } from "./analytics.ts";
export { observabilityConfig, observabilityFaults, type ObservabilityConfig } from "./config.ts";
export type { TelemetryContext } from "./context.ts";
export { redact } from "./domain/redact.ts";
export { redactText } from "./domain/secrets.ts";
export { continueTrace } from "./domain/traceparent.ts";
export { observabilityJobs } from "./jobs.ts";
export { ObservabilityError, type ObservabilityErrorCode } from "./errors.ts";
export type { Level, Meter } from "./meter.ts";
export type {
  AnalyticsEvent,
  AnalyticsFact,
  Fields,
  FlushOptions,
  FlushReport,
  LogLevel,
  Metric,
  Telemetry,
  TelemetryCapabilities,
} from "./port.ts";
export { type ContextualTelemetry, createTelemetry } from "./service.ts";
