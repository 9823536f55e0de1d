import { z } from "zod";

export const marketingConfig = {
  MARKETING_PROVIDER: z
    .enum(["none", "memory"])
    .default("none")
    .describe(
      "Where docs and blog come from. `none` has no pages; `memory` serves the ones that the app is built with.",
    ),
};

export type MarketingConfig = z.infer<z.ZodObject<typeof marketingConfig>>;
