import { isIP } from "node:net";
import { z } from "zod";
import { oidcConfig } from "./config-oidc.ts";
import { socialConfig } from "./config-social.ts";

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

const domains = (description: string) =>
  z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((one) => one.trim().toLowerCase())
        .filter((one) => one !== ""),
    )
    .refine(
      (list) => list.every((one) => DOMAIN.test(one)),
      "expected domains such as example.net, separated by commas",
    )
    .describe(description);

const addresses = (description: string) =>
  z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    )
    .refine(
      (list) =>
        list.every((one) => isIP(one.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1")) !== 0),
      "expected addresses such as 1.1.1.1 or 127.0.0.1:5353, separated by commas",
    )
    .describe(description);

/** What identity needs from the environment. `apps/api/src/env.ts` parses it. */
export const identityConfig = {
  IDENTITY_PROVIDER: z
    .enum(["better-auth", "oidc", "single-user", "memory"])
    .default("better-auth")
    .describe(
      "Who signs the people in. `oidc` leaves that to an OpenID provider of your own; `single-user` has one owner and no sign-in, and is refused in production.",
    ),
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
  IDENTITY_HUMAN_CHECK: z
    .enum(["none", "turnstile"])
    .default("none")
    .describe(
      "Who tells people from programs at sign-up. `turnstile` is Cloudflare's; the web app needs `HUMAN_CHECK_ORIGIN` with it.",
    ),
  TURNSTILE_SITE_KEY: z.string().optional().describe("Names the widget in the page. Needed by `turnstile`."),
  TURNSTILE_SECRET_KEY: z
    .string()
    .optional()
    .meta({ secret: true })
    .describe(
      "Asks what a token is worth. Needed by `turnstile`. From Cloudflare's dashboard: Turnstile, the widget's settings.",
    ),
  TURNSTILE_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://challenges.cloudflare.com")
    .describe("Where Turnstile is. Without a trailing slash."),
  IDENTITY_DISPOSABLE_ADDRESSES: z
    .enum(["refuse", "accept"])
    .default("refuse")
    .describe("Whether an account can have an address that is made to be thrown away. The list is in this process."),
  IDENTITY_DISPOSABLE_ALSO: domains("Domains, separated by commas, that count as such beside the list's own."),
  IDENTITY_DISPOSABLE_NEVER: domains("Domains, separated by commas, that never do, whatever the list says."),
  IDENTITY_DNS_SERVERS: addresses(
    "DNS servers that are asked whose a domain is, such as `1.1.1.1,9.9.9.9`, separated by commas. Unset: this machine's. `npm start` sets the local emulator.",
  ),
  PWNED_PASSWORDS_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://api.pwnedpasswords.com")
    .describe("Where the range API of Have I Been Pwned is, or a copy of it. Without a trailing slash."),
  ...socialConfig,
  ...oidcConfig,
};

interface HumanCheckSettings {
  readonly IDENTITY_HUMAN_CHECK: "none" | "turnstile";
  readonly TURNSTILE_SITE_KEY?: string | undefined;
  readonly TURNSTILE_SECRET_KEY?: string | undefined;
}

/** What the chosen check lacks, a line each. */
export function identityFaults(env: HumanCheckSettings): readonly string[] {
  if (env.IDENTITY_HUMAN_CHECK !== "turnstile") return [];
  return (["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET_KEY"] as const)
    .filter((name) => env[name] === undefined)
    .map((name) => `${name}: missing, and IDENTITY_HUMAN_CHECK=turnstile needs it`);
}
