import { z } from "zod";

export const billingConfig = {
  BILLING_PROVIDER: z
    .enum(["dodo", "none", "memory"])
    .default("dodo")
    .describe("Who takes the money. `none` puts everyone on the default plan; `memory` forgets all on restart."),
  DODO_PAYMENTS_API_KEY: z
    .string()
    .min(20, "expected a key of Dodo Payments")
    .optional()
    .meta({ secret: true, from: "Dodo Payments: Developer, API Keys" })
    .describe("Key of the payment vendor, with the right to read and write. Needed by `dodo`."),
  DODO_PAYMENTS_WEBHOOK_KEY: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/, 'expected a secret that starts with "whsec_"')
    .optional()
    .meta({
      secret: true,
      from: "Dodo Payments: Developer, Webhooks, the endpoint at /api/webhooks/dodo, Signing Secret",
    })
    .describe("What the payment vendor signs its webhooks to `/api/webhooks/dodo` with. Needed by `dodo`."),
  DODO_PAYMENTS_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ suggest: { production: "https://live.dodopayments.com", other: "https://test.dodopayments.com" } })
    .describe(
      "Which money: `https://live.dodopayments.com` takes it, `https://test.dodopayments.com` plays. Needed by `dodo`; `npm start` sets the local emulator.",
    ),
};

export type BillingConfig = z.infer<z.ZodObject<typeof billingConfig>>;

/** What the chosen provider still lacks, a line each. Names variables, never shows a value. */
export function billingFaults(env: BillingConfig): readonly string[] {
  const provider = env.BILLING_PROVIDER;
  const missing = NEEDED[provider].filter((name) => env[name] === undefined);
  return missing.map((name) => `${name}: missing, and BILLING_PROVIDER=${provider} needs it`);
}

const NEEDED = {
  dodo: ["DODO_PAYMENTS_API_KEY", "DODO_PAYMENTS_WEBHOOK_KEY", "DODO_PAYMENTS_BASE_URL"],
  memory: [],
  none: [],
} as const satisfies Record<BillingConfig["BILLING_PROVIDER"], readonly (keyof BillingConfig)[]>;
