import type { SocialPerson, SocialVendors, VendorSession } from "../../port-social.ts";
import { off } from "../../social/no-vendors.ts";
import type { RelyingParty } from "../openid/relying-party.ts";

export type Guarded = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** The one provider of this installation, as the flow of the sign-in meets vendors. */
export function openidVendor(party: RelyingParty, guarded: Guarded, accountIdOf: AccountIdOf): SocialVendors {
  return {
    providers: ["oidc"],
    departure: async (provider, secrets, { isFresh } = { isFresh: false }) => {
      if (provider !== "oidc") throw off();
      return guarded((signal) => party.departure(secrets, { ...(isFresh && ANEW), signal }));
    },
    arrival: async (provider, { query, secrets, isFresh = false }) => {
      if (provider !== "oidc") throw off();
      const asked = isFresh ? { maxAgeSeconds: ANEW.maxAgeSeconds } : {};
      const found = await guarded((signal) => party.arrival({ query, secrets, signal, ...asked }));
      const { subject, email, isVerified, name, sid, authTime } = found;
      const session: VendorSession = { id: sid, authenticatedAt: authTime };
      return { subject: accountIdOf(subject), email, isVerified, name, session } satisfies SocialPerson;
    },
  };
}

/** A subject is one provider's alone: with another issuer it is another person. */
export type AccountIdOf = (subject: string) => string;
export const accountIdAt =
  (issuer: string): AccountIdOf =>
  (subject) =>
    `${issuer}#${subject}`;

/** The provider asks again, whoever is signed in there. */
const ANEW = { prompt: "login", maxAgeSeconds: 0 } as const;
