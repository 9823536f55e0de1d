import { z } from "zod";

export const workflowsConfig = {
  WORKFLOWS_PROVIDER: z
    .enum(["postgres", "inline", "memory"])
    .default("postgres")
    .describe(
      "What runs background jobs. `postgres`: a queue in the database, worked off by the worker; `inline`: the process that handed them over; `memory` records them and runs none.",
    ),
};

export type WorkflowsConfig = z.infer<z.ZodObject<typeof workflowsConfig>>;
