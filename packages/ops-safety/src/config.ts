import { z } from "zod";

export const opsSafetyConfig = {
  OPS_SAFETY_PROVIDER: z
    .enum(["memory", "none"])
    .default("memory")
    .describe("Where kill switches are kept. `memory`: in each process, gone on restart; `none` keeps none."),
};

export type OpsSafetyConfig = z.infer<z.ZodObject<typeof opsSafetyConfig>>;
