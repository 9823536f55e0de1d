import { z } from "zod";

export const mediaConfig = {
  MEDIA_PROVIDER: z
    .enum(["none", "memory"])
    .default("none")
    .describe("Where files are stored. `none` switches uploads off; `memory` forgets all on restart."),
};

export type MediaConfig = z.infer<z.ZodObject<typeof mediaConfig>>;
