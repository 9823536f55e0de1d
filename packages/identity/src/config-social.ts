import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { VENDORS } from "./social/vendors.ts";

const http = (vendors: string, what: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(vendors)
    .describe(`${what} \`npm start\` sets the local emulator.`);

/** Vendors by whom people sign in. One without a client id is off, and nothing of it is shown. */
export const socialConfig = {
  GOOGLE_CLIENT_ID: z
    .string()
    .min(5)
    .optional()
    .describe(
      "Lets people sign in by Google. Without it that way is off. From Google Cloud: Google Auth Platform, Clients, a client of type Web application.",
    ),
  GOOGLE_CLIENT_SECRET: z
    .string()
    .min(10)
    .optional()
    .meta({ secret: true })
    .describe("Of `GOOGLE_CLIENT_ID`. From Google Cloud: the same client."),
  GOOGLE_AUTHORIZATION_URL: http(VENDORS.google.authorization, "Where people choose their Google account."),
  GOOGLE_TOKEN_URL: http(VENDORS.google.token, "Where Google says who it was."),
  GOOGLE_KEYS_URL: http(VENDORS.google.keys, "The keys that Google signs with."),
  GOOGLE_ISSUER: http(VENDORS.google.issuer, "What Google calls itself in what it signs."),
  GITHUB_CLIENT_ID: z
    .string()
    .min(5)
    .optional()
    .describe(
      "Lets people sign in by GitHub. Without it that way is off. From GitHub: Settings, Developer settings, OAuth Apps.",
    ),
  GITHUB_CLIENT_SECRET: z
    .string()
    .min(10)
    .optional()
    .meta({ secret: true })
    .describe("Of `GITHUB_CLIENT_ID`. From GitHub: the same app, Generate a new client secret."),
  GITHUB_AUTHORIZATION_URL: http(VENDORS.github.authorization, "Where people agree at GitHub."),
  GITHUB_TOKEN_URL: http(VENDORS.github.token, "Where GitHub trades a code in."),
  GITHUB_API_URL: http(VENDORS.github.api, "GitHub's REST API, without a trailing slash."),
  APPLE_CLIENT_ID: z
    .string()
    .min(3)
    .optional()
    .describe(
      "Lets people sign in by Apple. Without it that way is off. From Apple Developer: Identifiers, a Services ID with Sign in with Apple.",
    ),
  APPLE_TEAM_ID: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, "expected ten capital letters and digits")
    .optional()
    .describe("Of `APPLE_CLIENT_ID`. From Apple Developer: Membership details."),
  APPLE_KEY_ID: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, "expected ten capital letters and digits")
    .optional()
    .describe("Names the key of `APPLE_PRIVATE_KEY`. From Apple Developer: Keys, the key with Sign in with Apple."),
  APPLE_PRIVATE_KEY: z
    .string()
    .refine(isSigningKey, "expected the text of the key's .p8 file, in one line with \\n for each line break")
    .optional()
    .meta({ secret: true })
    .describe(
      "Signs what Apple takes for a client secret, anew for each call. From Apple Developer: the same key, downloaded once as a .p8 file.",
    ),
  APPLE_AUTHORIZATION_URL: http(VENDORS.apple.authorization, "Where people sign in at Apple."),
  APPLE_TOKEN_URL: http(VENDORS.apple.token, "Where Apple says who it was."),
  APPLE_KEYS_URL: http(VENDORS.apple.keys, "The keys that Apple signs with."),
  APPLE_ISSUER: http(VENDORS.apple.issuer, "What Apple calls itself in what it signs."),
};

export type SocialConfig = z.infer<z.ZodObject<typeof socialConfig>>;

const NEEDED = [
  ["GOOGLE_CLIENT_ID", ["GOOGLE_CLIENT_SECRET"]],
  ["GITHUB_CLIENT_ID", ["GITHUB_CLIENT_SECRET"]],
  ["APPLE_CLIENT_ID", ["APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"]],
] as const satisfies readonly (readonly [keyof SocialConfig, readonly (keyof SocialConfig)[]])[];

/** What a vendor that is set up still lacks, a line each. Names variables, never shows a value. */
export function socialFaults(env: SocialConfig): readonly string[] {
  return NEEDED.flatMap(([id, names]) =>
    names
      .filter((name) => env[id] !== undefined && env[name] === undefined)
      .map((name) => `${name}: missing, and ${id} needs it`),
  );
}

/** The addresses of those that are set up, by variable: for whoever refuses some of them. */
export function socialAddresses(env: SocialConfig): readonly (readonly [name: string, url: string])[] {
  const vendors = ["GOOGLE", "GITHUB", "APPLE"].filter(
    (vendor) => Reflect.get(env, `${vendor}_CLIENT_ID`) !== undefined,
  );
  return Object.entries(env).flatMap(([name, value]) => {
    const isAddress = /_(URL|ISSUER)$/.test(name) && vendors.some((vendor) => name.startsWith(`${vendor}_`));
    return isAddress && typeof value === "string" ? [[name, value] as const] : [];
  });
}

function isSigningKey(text: string): boolean {
  try {
    const key = createPrivateKey(text.replaceAll(String.raw`\n`, "\n"));
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  } catch {
    return false;
  }
}
