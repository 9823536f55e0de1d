import { z } from "zod";

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
};
