import { IdentityError } from "../errors.ts";
import type { OpenIdProviders } from "../port-sso.ts";

/** Where no workspace has a provider of its own. */
export const NO_PROVIDERS: OpenIdProviders = {
  test: async () => Promise.reject(ssoOff()),
  departure: async () => Promise.reject(ssoOff()),
  arrival: async () => Promise.reject(ssoOff()),
};

export const ssoOff = () => new IdentityError("identity.sso_off", "Nobody signs in by single sign-on here.");
