import { z } from "zod";

export const workflowsConfig = {
  WORKFLOWS_PROVIDER: z
    .enum(["inline", "memory"])
    .default("inline")
    .describe(
      "What runs background jobs. `inline`: the process that enqueued them; `memory` records them and runs none.",
    ),
};

export type WorkflowsConfig = z.infer<z.ZodObject<typeof workflowsConfig>>;
