import { z } from "zod";

export const marketingConfig = {
  MARKETING_PROVIDER: z
    .enum(["fumadocs", "none"])
    .default("fumadocs")
    .describe(
      "Where docs, blog and changelog come from, read when the web app is built. `fumadocs` reads the docs folder; `none` has no pages, and their addresses are not found.",
    ),
  DOCS_REPOSITORY_URL: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe(
      "Where the source can be seen, up to the branch: https://github.com/you/product/blob/main. With it docs link to the files that they name and to where a page can be edited; read when the web app is built.",
    ),
};

export type MarketingConfig = z.infer<z.ZodObject<typeof marketingConfig>>;
