import { IdentityError } from "../errors.ts";
import type { SocialVendors } from "../port-social.ts";

/** Where nobody vouches for people. */
export const NO_VENDORS: SocialVendors = {
  providers: [],
  departure: async () => Promise.reject(off()),
  arrival: async () => Promise.reject(off()),
};

export const off = () => new IdentityError("identity.social_off", "This way in is not set up here.");
