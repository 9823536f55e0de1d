import { z } from "zod";

export const observabilityConfig = {
  OBSERVABILITY_PROVIDER: z
    .enum(["posthog-sentry", "log", "memory"])
    .default("posthog-sentry")
    .describe(
      "Where errors and events go. `posthog-sentry`: errors to Sentry, events to PostHog, logs to stdout; `log`: all of it as JSON lines on stdout; `memory` keeps the newest and shows none.",
    ),
  POSTHOG_API_KEY: z
    .string()
    .optional()
    .meta({ from: "PostHog: Settings, Project, General, Project API key" })
    .describe("Key of the PostHog project, `phc_…`. Lets events in and nothing out. Needed by `posthog-sentry`."),
  POSTHOG_HOST: z
    .url({ protocol: /^https?$/ })
    .default("https://eu.i.posthog.com")
    .describe("PostHog's address for events: the region's, or your own. `npm start` sets the local emulator's."),
  SENTRY_DSN: z
    .url({ protocol: /^https?$/, error: "expected https://key@host/project" })
    .refine((value) => /^https?:\/\/\w+@[^/]+\/(.+\/)?\d+$/.test(value), "expected https://key@host/project")
    .optional()
    .meta({ from: "Sentry: Settings, Projects, the project, Client Keys (DSN)" })
    .describe("Where Sentry takes errors, as its project settings show it. Needed by `posthog-sentry`."),
  OBSERVABILITY_METRICS_TOKEN: z
    .string()
    .min(32, "at least 32 characters")
    .optional()
    .meta({ secret: true, random: { bytes: 32, as: "base64url" } })
    .describe(
      "Whoever brings it as a bearer token may read `/api/metrics`: `openssl rand -base64 32`. Without it there are no metrics.",
    ),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("The least level that is written. Metrics are written at `debug`, analytics events at `info`."),
};

export type ObservabilityConfig = z.infer<z.ZodObject<typeof observabilityConfig>>;

/** What each adapter cannot do without, a line each. */
export function observabilityFaults(config: ObservabilityConfig): readonly string[] {
  if (config.OBSERVABILITY_PROVIDER !== "posthog-sentry") return [];
  return (["POSTHOG_API_KEY", "SENTRY_DSN"] as const)
    .filter((name) => config[name] === undefined)
    .map((name) => `${name}: missing, and OBSERVABILITY_PROVIDER=posthog-sentry needs it`);
}
