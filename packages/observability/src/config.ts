import { z } from "zod";

export const observabilityConfig = {
  OBSERVABILITY_PROVIDER: z
    .enum(["log", "memory"])
    .default("log")
    .describe(
      "Where logs, errors, metrics and events go. `log`: JSON lines on stdout; `memory` keeps the newest and shows none.",
    ),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("The least level that is written. Metrics are written at `debug`, analytics events at `info`."),
};

export type ObservabilityConfig = z.infer<z.ZodObject<typeof observabilityConfig>>;
