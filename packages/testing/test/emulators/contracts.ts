import { type BoundCase, bindCases } from "./contract.ts";
import { posthogContract } from "./posthog-contract.ts";
import { resendContract } from "./resend-contract.ts";
import { sentryContract } from "./sentry-contract.ts";

/** Every emulator's contract, for tests and for `npm run specs:check`. */
export const contracts: Readonly<Record<"resend" | "posthog" | "sentry", readonly BoundCase[]>> = {
  resend: bindCases(resendContract),
  posthog: bindCases(posthogContract),
  sentry: bindCases(sentryContract),
};
