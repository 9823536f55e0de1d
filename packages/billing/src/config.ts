import { z } from "zod";

export const billingConfig = {
  BILLING_PROVIDER: z
    .enum(["none", "memory"])
    .default("none")
    .describe("Who takes the money. `none` puts everyone on the default plan; `memory` forgets all on restart."),
};

export type BillingConfig = z.infer<z.ZodObject<typeof billingConfig>>;
