import { z } from "zod";
import { socialConfig } from "./config-social.ts";

/** What identity needs from the environment. `apps/api/src/env.ts` parses it. */
export const identityConfig = {
  IDENTITY_PROVIDER: z
    .enum(["better-auth", "single-user", "memory"])
    .default("better-auth")
    .describe("Who knows the people. `single-user` has one owner and no sign-in, and is refused in production."),
  BETTER_AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .meta({ secret: true, random: { bytes: 32, as: "base64url" } })
    .describe("Signs session cookies. At least 32 characters: `openssl rand -base64 32`. Needed by `better-auth`."),
  IDENTITY_BREACHED_PASSWORDS: z
    .enum(["pwned-passwords", "offline"])
    .optional()
    .describe(
      "Who knows leaked passwords. `offline` is a list of 49,000 in this process; `pwned-passwords` asks Have I Been Pwned as well, which sees five digits of a hash. Unset: the latter from stage `preview` on.",
    ),
  PWNED_PASSWORDS_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://api.pwnedpasswords.com")
    .describe("Where the range API of Have I Been Pwned is, or a copy of it. Without a trailing slash."),
  ...socialConfig,
};
