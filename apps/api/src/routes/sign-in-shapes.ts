import { z } from "zod";
import { CustomName, RoleName } from "./identity-shapes.ts";
import { Id, Instant } from "./shapes.ts";
import { text } from "./validation.ts";

/** What goes over the wire about domains of workspaces, and how their people sign in. */

export const DomainShape = z
  .object({
    id: Id,
    domain: z.string().meta({ description: "In ASCII." }),
    state: z
      .enum(["claimed", "verified", "lost"])
      .meta({ description: "`lost`: verified, and its record is missing. People sign in by it until `endsAt`." }),
    record: z
      .object({ name: z.string(), value: z.string() })
      .meta({ description: "The TXT record that shows it to be the workspace's. It has to stay." }),
    verifiedAt: Instant.nullable(),
    expiresAt: Instant.nullable().meta({ description: "Of a claim: from then on it is none." }),
    endsAt: Instant.nullable().meta({ description: "Of a lost one: from then on it is a mere claim." }),
  })
  .meta({ id: "Domain", description: "A domain that a workspace says is its own." });

export const NewDomain = z.strictObject({ domain: text(300) }).meta({ id: "NewDomain" });

export const SignInConnectionShape = z
  .object({
    issuer: z.string(),
    clientId: z.string(),
    isOn: z.boolean(),
    isRequired: z.boolean().meta({
      description: "Whether people of the verified domains get in by it alone. Owners get in by any way.",
    }),
    role: RoleName,
    roleName: CustomName,
  })
  .meta({ id: "SignInConnection", description: "A workspace's OpenID provider. Its client secret is never answered." });

export const WorkspaceSignIn = z
  .object({
    domains: z.array(DomainShape),
    connection: SignInConnectionShape.nullable(),
    redirectUri: z.string().meta({ description: "What the provider has to know of this product." }),
  })
  .meta({ id: "WorkspaceSignIn", description: "How the people of a workspace's domains sign in." });

export const SavedConnection = z
  .strictObject({
    issuer: text(500),
    clientId: text(500).min(1),
    clientSecret: text(2_000).min(1).optional().meta({ description: "Absent: the one that there is." }),
    role: RoleName.meta({ description: "What newcomers become. Nobody becomes an owner or an admin." }),
  })
  .meta({ id: "SavedConnection" });

export const ConnectionSwitch = z
  .strictObject({ isOn: z.boolean(), isRequired: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Say what is to change.")
  .meta({ id: "ConnectionSwitch", description: "Only what is given changes." });

export const OfferedConnections = z
  .object({
    connections: z.array(z.object({ workspaceId: Id, workspaceName: z.string(), connectedAt: Instant.nullable() })),
  })
  .meta({
    id: "OfferedConnections",
    description: "Workspaces whose single sign-on the caller has connected, or could.",
  });
export const OfferedWish = z.strictObject({ workspaceId: Id }).meta({ id: "OfferedWish" });
