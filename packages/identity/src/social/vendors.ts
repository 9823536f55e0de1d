import type { SocialVendor } from "../port-social.ts";

/** Where a vendor is asked, and what for. `issuer` names it in what it signs; a vendor that signs nothing has no key set. */
export interface VendorAddresses {
  readonly authorization: string;
  readonly token: string;
  readonly issuer: string;
  readonly keys?: string;
  /** Of the REST API that says who somebody is, where no signed token does. Without a trailing slash. */
  readonly api?: string;
}

/**
 * The vendors' own (their discovery documents and developer guides, read 2026-11-22). A test compares them with the
 * providers that the auth library has built in, so that a vendor that moves is noticed when that library is raised.
 */
export const VENDORS = {
  google: {
    authorization: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    issuer: "https://accounts.google.com",
    keys: "https://www.googleapis.com/oauth2/v3/certs",
  },
  github: {
    authorization: "https://github.com/login/oauth/authorize",
    token: "https://github.com/login/oauth/access_token",
    issuer: "https://github.com/login/oauth",
    api: "https://api.github.com",
  },
  apple: {
    authorization: "https://appleid.apple.com/auth/authorize",
    token: "https://appleid.apple.com/auth/token",
    issuer: "https://appleid.apple.com",
    keys: "https://appleid.apple.com/auth/keys",
  },
} as const satisfies Readonly<Record<SocialVendor, VendorAddresses>>;

export const SCOPES: Readonly<Record<SocialVendor, readonly string[]>> = {
  google: ["openid", "email", "profile"],
  github: ["read:user", "user:email"],
  apple: ["name", "email"],
};
