import { relyingParty } from "../openid/relying-party.ts";

/** Whether a provider says of itself what a sign-in needs. @throws IdentityError `identity.unavailable`, `identity.social_refused`. */
export async function probeOpenid(issuer: string, { signal }: { readonly signal: AbortSignal }): Promise<void> {
  const nobody = { clientId: "probe", redirectUri: "https://probe.invalid/" };
  const party = relyingParty({ issuer, allowHttp: issuer.startsWith("http:"), ...nobody });
  await party.endSessionUrl("https://probe.invalid/", { signal });
}
