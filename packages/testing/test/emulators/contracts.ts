import { type BoundCase, bindCases } from "./contract.ts";
import { appleContract } from "./apple-contract.ts";
import { dodoContract } from "./dodo-contract.ts";
import { githubContract } from "./github-contract.ts";
import { googleContract } from "./google-contract.ts";
import { imagekitContract } from "./imagekit-contract.ts";
import { companyContract } from "./company-contract.ts";
import { posthogContract } from "./posthog-contract.ts";
import { resendContract } from "./resend-contract.ts";
import { sentryContract } from "./sentry-contract.ts";
import { triggerContract } from "./trigger-contract.ts";

/** Every emulator's contract, for tests and for `npm run specs:check`. */
export const contracts: Readonly<
  Record<
    "resend" | "dodo" | "imagekit" | "posthog" | "sentry" | "trigger" | "google" | "github" | "apple" | "openid",
    readonly BoundCase[]
  >
> = {
  resend: bindCases(resendContract),
  dodo: bindCases(dodoContract),
  imagekit: bindCases(imagekitContract),
  posthog: bindCases(posthogContract),
  sentry: bindCases(sentryContract),
  trigger: bindCases(triggerContract),
  google: bindCases(googleContract),
  github: bindCases(githubContract),
  apple: bindCases(appleContract),
  openid: bindCases(companyContract),
};
