import type { CallOptions } from "./port-options.ts";
import type { SessionRef } from "./port-account.ts";

/** Vendors at which people have accounts already, in the order in which pages offer them. */
export const SOCIAL_PROVIDERS = ["google", "github", "apple"] as const;
export type SocialProvider = (typeof SOCIAL_PROVIDERS)[number];
export const isSocialProvider = (text: string): text is SocialProvider =>
  (SOCIAL_PROVIDERS as readonly string[]).includes(text);

/** Who vouches for somebody: a vendor, or the connection that a workspace has made. */
export type Voucher = SocialProvider | `sso:${string}`;

/**
 * People whom a vendor vouches for. Who that is goes by the vendor's own name for a person (its subject) and by nothing
 * else: an address that the vendor says opens no account, and connects none.
 */
export interface SocialPort {
  /** Those that are set up here. Empty where there is none, and where the provider has no such way. */
  readonly socialProviders: readonly SocialProvider[];
  /** Oldest first. Empty for an unknown person. */
  listConnections(userId: string, options?: CallOptions): Promise<readonly Connection[]>;
  /**
   * Sends the browser of this session to a vendor. Back from there, and in the same session alone, the vendor's person is
   * connected, or (`confirm`) the session's sign-in is a recent one if it is a person who was connected before.
   * @throws IdentityError `identity.social_off` unless the vendor is set up.
   */
  beginConnection(wish: ConnectionWish, options?: CallOptions): Promise<SocialDeparture>;
  /**
   * The vendor's person does not get in any more. None is fine. A way in always stays: the confirmed address takes a
   * link to a new password.
   */
  endConnection(ref: ConnectionRef, options?: CallOptions): Promise<void>;
}

export interface Connection {
  readonly provider: SocialProvider;
  readonly connectedAt: Date;
}

export interface ConnectionRef {
  readonly userId: string;
  readonly provider: SocialProvider;
}

export interface ConnectionWish extends SessionRef {
  readonly provider: SocialProvider;
  readonly purpose: "connect" | "confirm";
  /** Of our pages, for `confirm`: where the person was. */
  readonly next?: string;
}

export interface SocialDeparture {
  /** At the vendor. */
  readonly url: string;
  /** What the browser has to keep until it is back. */
  readonly cookies: readonly string[];
}

/** What the vendors do, in our words: asked for a page, and told what the browser brought back from it. */
export interface SocialVendors {
  readonly providers: readonly SocialProvider[];
  /** The vendor's page. Made here: nobody is asked. */
  departure(provider: SocialProvider, secrets: SocialSecrets): Promise<string>;
  /**
   * Trades what the browser brought for who it is. What the vendor signed is verified, and meant for us, for this
   * browser and for now.
   * @throws IdentityError `identity.social_refused` for everything that is not so; `identity.unavailable`.
   */
  arrival(provider: SocialProvider, brought: SocialAnswer, options?: CallOptions): Promise<SocialPerson>;
}

/** Each is made from what one browser alone holds. */
export interface SocialSecrets {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
}

export interface SocialAnswer {
  /** The query of our callback, as it came. */
  readonly query: URLSearchParams;
  readonly secrets: SocialSecrets;
}

export interface SocialPerson {
  /** The vendor's own name for them, which never becomes another person's. */
  readonly subject: string;
  /** In lower case; `undefined` where the vendor gives none. */
  readonly email: string | undefined;
  /** Whether the vendor says that the address is theirs. */
  readonly isVerified: boolean;
  /** Empty where the vendor gives none. */
  readonly name: string;
}
