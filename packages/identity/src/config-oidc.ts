import { z } from "zod";

/** The OpenID provider at which people sign in where `IDENTITY_PROVIDER` is `oidc`. Nothing else looks at it. */
export const oidcConfig = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "What the OpenID provider calls itself, to the letter: its discovery document lies under it. Needed by `oidc`. `npm start` sets the local emulator.",
    ),
  OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe(
      "This product at the OpenID provider: a confidential client with the authorization code flow. Needed by `oidc`.",
    ),
  OIDC_CLIENT_SECRET: z
    .string()
    .min(8)
    .optional()
    .meta({ secret: true })
    .describe("Of `OIDC_CLIENT_ID`. Needed by `oidc`. From the provider: the same client."),
  OIDC_NAME: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .describe("What people call the OpenID provider, such as Acme Login: the sign-in page says it. Needed by `oidc`."),
};

type OidcConfig = z.infer<z.ZodObject<typeof oidcConfig>>;

/** What `oidc` lacks, a line each. Names variables, never shows a value. */
export function oidcFaults(env: OidcConfig & { readonly IDENTITY_PROVIDER: string }): readonly string[] {
  if (env.IDENTITY_PROVIDER !== "oidc") return [];
  return (["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"] as const)
    .filter((name) => env[name] === undefined)
    .map((name) => `${name}: missing, and IDENTITY_PROVIDER=oidc needs it`);
}
