import { z } from "zod";

export const opsSafetyConfig = {
  OPS_SAFETY_PROVIDER: z
    .enum(["postgres", "memory", "none"])
    .default("postgres")
    .describe(
      "Where kill switches and flags are kept. `postgres`: seen by every process; `memory`: in each process, gone on restart; `none` keeps none.",
    ),
  OPS_SAFETY_LIMITS: z
    .enum(["standard", "relaxed"])
    .optional()
    .describe(
      "How many requests a caller may make: `relaxed` is a hundred times `standard`, for load tests. Unset, local and test are relaxed. Production takes `standard` alone.",
    ),
  OPS_SAFETY_ENCRYPTION_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, "expected 32 bytes as base64url: 43 characters")
    .optional()
    .meta({ secret: true, random: { bytes: 32, as: "base64url" } })
    .describe(
      "Seals what is kept for somebody: answers to requests with an idempotency key, personal exports. 32 bytes as base64url: `openssl rand -base64 32 | tr '+/' '-_' | tr -d '='`. Needed from `preview` on.",
    ),
};

export type OpsSafetyConfig = z.infer<z.ZodObject<typeof opsSafetyConfig>>;
