import type { ConsoleVendor } from "./api.ts";
import type { VendorsCopy } from "./copy/vendors.ts";

/** What each vendor calls itself. */
const NAMES: Readonly<Record<string, string>> = {
  resend: "Resend",
  dodo: "Dodo Payments",
  imagekit: "ImageKit",
  posthog: "PostHog",
  sentry: "Sentry",
  stripe: "Stripe",
  twilio: "Twilio",
  trigger: "Trigger.dev",
};

export const vendorName = (name: string) => NAMES[name] ?? name;

/** What the product does meanwhile; `undefined` while nothing is the matter. */
export function consequence({ name, mode }: ConsoleVendor, copy: VendorsCopy): string | undefined {
  const words = copy.words[name] ?? copy.words.other;
  if (mode === "slow") return words.slow;
  return mode === "down" || mode === "failing" ? words.fails : undefined;
}
