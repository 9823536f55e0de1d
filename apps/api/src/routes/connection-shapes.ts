import { z } from "zod";

/** What goes over the wire about vendors by whom people sign in. */

export const SocialProviderShape = z.enum(["google", "github", "apple", "oidc"]).meta({
  id: "SocialProvider",
  description: "A vendor at which people have accounts; `oidc` is the installation's own provider.",
});

export const SocialProviders = z
  .object({
    providers: z.array(SocialProviderShape),
    ways: z
      .object({
        password: z.boolean(),
        mail: z.boolean(),
        passkeys: z.boolean(),
        secondFactor: z.boolean(),
        social: z.boolean(),
        profile: z.boolean(),
        members: z.boolean(),
        manyWorkspaces: z.boolean(),
        domains: z.boolean(),
        apiKeys: z.boolean(),
      })
      .describe("What people can sign in with on pages of ours, and what else accounts and workspaces have."),
    place: z.string().nullable().describe("What people call the one place where they sign in, if it is another's."),
  })
  .meta({
    id: "SocialProviders",
    description: "Those that people can sign in by here, in the order to offer them in, and what else there is.",
  });

export const ConnectionList = z
  .object({ connections: z.array(z.object({ provider: SocialProviderShape, connectedAt: z.iso.datetime() })) })
  .meta({ id: "ConnectionList", description: "By whom the caller can sign in, oldest first." });

export const ConnectionWish = z
  .strictObject({ provider: SocialProviderShape })
  .meta({ id: "ConnectionWish", description: "By whom the caller wants to sign in from now on." });

export const SocialProof = z
  .strictObject({ provider: SocialProviderShape, next: z.string().max(2_000) })
  .meta({ id: "SocialProof", description: "By whom the caller proves who they are, and the page to come back to." });

export const Departure = z
  .object({ url: z.string() })
  .meta({ id: "Departure", description: "Where to send the browser, which keeps a cookie until it is back." });
