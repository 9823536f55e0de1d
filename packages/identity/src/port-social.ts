import type { CallOptions } from "./port-options.ts";
import type { SessionRef } from "./port-account.ts";

/** Vendors at which people have accounts already, in the order in which pages offer them. */
export const SOCIAL_VENDORS = ["google", "github", "apple"] as const;
export type SocialVendor = (typeof SOCIAL_VENDORS)[number];
/** Beside them the one OpenID provider that an installation names itself. */
export const SOCIAL_PROVIDERS = [...SOCIAL_VENDORS, "oidc"] as const;
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
  /** What people call the place where they sign in, where that is another's page alone; `undefined` where it is ours. */
  readonly signInPlace: string | undefined;
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
  /** The vendor's page. @throws IdentityError `identity.unavailable` where a vendor has to be asked for it. */
  departure(provider: SocialProvider, secrets: SocialSecrets, wish?: Freshness): Promise<string>;
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

/** Whether only somebody will do who proves anew at the vendor who they are. A vendor that can't ask for it does not. */
export interface Freshness {
  readonly isFresh: boolean;
}

export interface SocialAnswer extends Partial<Freshness> {
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
  /** Of a vendor that tells of it. */
  readonly session?: VendorSession;
}

/** What a session of ours came from. */
export interface VendorSession {
  /** Under which the vendor tells of its end. */
  readonly id: string | undefined;
  /** When the person proved there who they are. */
  readonly authenticatedAt: Date | undefined;
}
