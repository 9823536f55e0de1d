import { z } from "zod";

/** Read by `e2e/env.ts` only: the product itself never needs these. */
export const testingConfig = {
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .describe("Where the journeys find the running product. `npm run e2e` starts one and sets it."),
  RESEND_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .describe(
      "The mail vendor's emulator, where journeys read what the product sent. `npm run e2e` starts one and sets it.",
    ),
  EMULATOR_CONTROL_URL: z
    .url({ protocol: /^https?$/ })
    .describe("Where the tour makes a vendor misbehave. `npm run tour` starts the emulators and sets it."),
  OPERATOR_EMAIL: z
    .string()
    .min(3)
    .describe("Who signs in where journeys need an operator of the platform. `npm run e2e` makes one and sets it."),
  OPERATOR_PASSWORD: z.string().min(8).describe("The password of `OPERATOR_EMAIL`."),
  CHROMIUM_PATH: z
    .string()
    .min(1)
    .optional()
    .describe("The Chromium or Chrome that tests drive. Unset, the usual places are tried."),
};

export type TestingConfig = { readonly [Name in keyof typeof testingConfig]: z.infer<(typeof testingConfig)[Name]> };
