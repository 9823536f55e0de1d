import { randomBytes } from "node:crypto";
import { IdentityError } from "../../errors.ts";
import type { SignInIssuer } from "../../port-domains.ts";
import type { OpenIdProviders } from "../../port-sso.ts";
import type { PublicFetch } from "../public-fetch/index.ts";
import { relyingParty } from "./relying-party.ts";

export interface OpenIdProvidersOptions {
  /** Every call to a provider goes through it: what customers type is fetched from the internet alone. */
  readonly fetch: PublicFetch;
  /** For a provider on this machine. */
  readonly allowHttp?: boolean;
  readonly now?: () => Date;
}

/**
 * The providers that workspaces name, one relying party for each sign-in: what one of them says stays its own. No breaker
 * stands before them, since one customer's provider that is away would keep another's people out.
 */
export function openIdProviders(options: OpenIdProvidersOptions): OpenIdProviders {
  const { fetch, allowHttp = false, now } = options;
  const at = ({ issuer, clientId, clientSecret }: SignInIssuer, redirectUri: string) =>
    relyingParty({ issuer, clientId, clientSecret, redirectUri, fetch, allowHttp, ...(now && { now }) });

  return {
    async test(issuer) {
      const secrets = { state: make(), nonce: make(), verifier: make() };
      try {
        // Nobody goes there: it is made of what the provider says of itself.
        await at(issuer, "https://example.com/").departure(secrets);
      } catch (error) {
        throw refused(error);
      }
    },

    departure: (issuer, { secrets, redirectUri, hint }) =>
      at(issuer, redirectUri).departure(secrets, hint === undefined ? {} : { loginHint: hint }),

    async arrival(issuer, { query, secrets, redirectUri }) {
      const { subject, email, name, isDenied } = await at(issuer, redirectUri).arrival({ query, secrets });
      return { subject, email, name, isVerified: !isDenied };
    },
  };
}

const make = () => randomBytes(32).toString("base64url");

/** One sentence for all of it: what is behind an address that somebody typed is not theirs to learn from us. */
const refused = (cause: unknown) =>
  new IdentityError(
    "identity.issuer_refused",
    "Nothing that is usable is at this issuer: a discovery document under /.well-known/openid-configuration, of exactly this issuer, on a public address over https.",
    { cause },
  );
