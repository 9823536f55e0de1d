import type { CallOptions } from "./port-options.ts";
import type { SessionRef } from "./port-account.ts";
import type { SignInIssuer } from "./port-domains.ts";
import type { SocialAnswer, SocialDeparture, SocialPerson, SocialSecrets } from "./port-social.ts";

/**
 * People by the OpenID provider of a workspace of theirs. It speaks for the addresses of the workspace's verified domains
 * and for no others, whoever they are connected to.
 */
export interface SsoPort {
  /** Of the workspaces that the person is in, those by whose connection they sign in, or could. By name. */
  listOfferedConnections(userId: string, options?: CallOptions): Promise<readonly OfferedConnection[]>;
  /**
   * Sends the browser of this session to the workspace's provider. Back from there, in the same session, its person is
   * connected. @throws IdentityError `identity.sso_off` unless it is offered to this person.
   */
  beginOfferedConnection(wish: OfferedWish, options?: CallOptions): Promise<SocialDeparture>;
  /** The provider's person does not get in any more. None is fine. */
  endOfferedConnection(ref: OfferedRef, options?: CallOptions): Promise<void>;
}

export interface OfferedConnection {
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** Null: not connected. */
  readonly connectedAt: Date | null;
}

export interface OfferedRef {
  readonly userId: string;
  readonly workspaceId: string;
}

export type OfferedWish = SessionRef & Pick<OfferedRef, "workspaceId">;

/** A connection that is on, of a workspace that is open. */
export interface SsoConnection extends SignInIssuer {
  readonly workspaceId: string;
  readonly workspaceName: string;
}

/** What OpenID providers do that customers name, in our words. */
export interface OpenIdProviders {
  /** Reads what the provider says of itself. @throws IdentityError `identity.issuer_refused` saying what is wrong. */
  test(at: SignInIssuer, options?: CallOptions): Promise<void>;
  /** Its page. @throws IdentityError `identity.unavailable`. */
  departure(at: SignInIssuer, asked: SsoDeparture): Promise<string>;
  /**
   * Trades what the browser brought for who it is: signed by this issuer, for us, for this browser and for now. `isVerified`
   * is whether the provider lets the address stand. @throws IdentityError `identity.social_refused`, `identity.unavailable`.
   */
  arrival(at: SignInIssuer, brought: SocialAnswer & { readonly redirectUri: string }): Promise<SocialPerson>;
}

export interface SsoDeparture {
  readonly secrets: SocialSecrets;
  readonly redirectUri: string;
  /** What somebody has typed, for the provider's own form. */
  readonly hint?: string | undefined;
}
