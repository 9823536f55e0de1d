import type { Telemetry } from "../../port.ts";
import { sentryErrors, type SentryOptions } from "./errors.ts";
import { posthogEvents, type PosthogOptions } from "./events.ts";

export { probePosthog, probeSentry } from "./probe.ts";

export interface PosthogSentryOptions {
  readonly posthog: PosthogOptions;
  readonly sentry: SentryOptions;
  /** Where lines go: logs, a copy of each error, and metrics at `debug`. */
  readonly lines: Telemetry;
}

/**
 * The default adapter: events to PostHog, errors to Sentry, lines to the process's output. One owner for each: PostHog
 * captures no exceptions, Sentry gets no logs. Neither is waited for, and what does not arrive is counted.
 */
export function posthogSentryTelemetry({ posthog, sentry, lines }: PosthogSentryOptions): Telemetry {
  const events = posthogEvents(posthog);
  const errors = sentryErrors(sentry);
  return {
    capabilities: { hasConsole: true, countsOnce: true },
    log: lines.log,
    measure: lines.measure,
    captureError(error, fields = {}) {
      lines.captureError(error, fields);
      errors.capture(error, fields);
    },
    track: (event) => events.capture(event),
    trackOnce: (fact, { signal } = {}) => events.captureOnce(fact, signal),
    async flush(options = {}) {
      const [one, other, written] = await Promise.all([
        events.flush(options.signal),
        errors.flush(options.signal),
        lines.flush(options),
      ]);
      return { lost: one + other + written.lost };
    },
  };
}
