import type { CallOptions } from "./port-options.ts";
import type { InvitableRole, Role } from "./port-roles.ts";

/**
 * Domains that workspaces have shown to be theirs, and the sign-in that each has for the people of its domains.
 * A verified domain is one workspace's; a claim that is not verified keeps it from nobody. Each method that changes
 * something reads the actor's role anew, and throws `identity.forbidden` unless it may `sign-in:manage`,
 * `identity.workspace_not_found` when the actor is no member.
 */
export interface DomainsPort {
  /** By name, claims that have run out left out. Empty for an unknown workspace. */
  listDomains(workspaceId: string, options?: CallOptions): Promise<readonly Domain[]>;
  /**
   * Says that it is the workspace's, for as long as `domain/domains.ts` says. A repeat by the same workspace answers the
   * claim that there is, with its token. @throws IdentityError `identity.too_many_domains`.
   */
  claimDomain(claim: NewDomain, options?: CallOptions): Promise<Domain>;
  /**
   * The caller has seen the record. A repeat changes nothing.
   * @throws IdentityError `identity.domain_not_found`, also for a claim that has run out; `identity.domain_taken` when it is
   * another workspace's, also under a race.
   */
  verifyDomain(ref: DomainRef, options?: CallOptions): Promise<Domain>;
  /** Nobody signs in by it any more. @throws IdentityError `identity.domain_not_found`. */
  removeDomain(ref: DomainRef, options?: CallOptions): Promise<void>;
  /** Verified ones that nobody has looked at for a while, of any workspace, the longest ago first. */
  listDomainsToCheck(limit: number, options?: CallOptions): Promise<readonly CheckedDomain[]>;
  /**
   * What a look at the record of a verified domain has shown; `undefined`: nobody could say. Missing, it is lost, and a
   * mere claim again after the days of grace. An unknown one is fine.
   */
  noteDomainCheck(domainId: string, isThere: boolean | undefined, options?: CallOptions): Promise<void>;

  /** `undefined` for an unknown workspace as well. The secret is never answered. */
  findSignInConnection(workspaceId: string, options?: CallOptions): Promise<SignInConnection | undefined>;
  /**
   * Makes the one that the workspace has, or changes it. Another issuer makes another connection, which is off: whoever was
   * connected to the first is not. Nobody gives a role that may more than theirs, and none becomes an owner or an admin.
   * @throws IdentityError `identity.invalid_role`, `identity.role_not_found`, `identity.client_secret_missing` where there
   * is none to keep.
   */
  saveSignInConnection(saved: NewSignInConnection, options?: CallOptions): Promise<SignInConnection>;
  /**
   * What is left out stays. Off, it asks nobody for anything.
   * @throws IdentityError `identity.no_sign_in_connection`; `identity.no_verified_domain` where it would be on for nobody.
   */
  switchSignInConnection(change: SignInSwitch, options?: CallOptions): Promise<SignInConnection>;
  /** With everybody's connection to it. None is fine. */
  removeSignInConnection(ref: SignInRef, options?: CallOptions): Promise<void>;
  /** Where it is and by what name, for whoever tests it. @throws IdentityError `identity.no_sign_in_connection`. */
  findSignInIssuer(ref: SignInRef, options?: CallOptions): Promise<SignInIssuer>;
}

export interface Domain {
  readonly id: string;
  /** Lower case and ASCII. */
  readonly domain: string;
  /** What its record has to hold: `domain/domains.ts` says how. */
  readonly token: string;
  readonly claimedAt: Date;
  /** Of a claim alone: from then on it is none. */
  readonly expiresAt: Date | null;
  /** Null for a claim. */
  readonly verifiedAt: Date | null;
  /** Since when the record of a verified domain is missing. */
  readonly lostAt: Date | null;
  /** When a lost one becomes a claim again. */
  readonly endsAt: Date | null;
}

export interface NewDomain {
  readonly workspaceId: string;
  readonly actorId: string;
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly domain: string;
}

export interface DomainRef {
  readonly workspaceId: string;
  readonly actorId: string;
  readonly domainId: string;
}

export interface CheckedDomain {
  readonly id: string;
  readonly domain: string;
  readonly token: string;
}

export interface SignInConnection {
  readonly id: string;
  /** As the provider calls itself in what it signs. */
  readonly issuer: string;
  readonly clientId: string;
  readonly isOn: boolean;
  /** People of the verified domains get into the workspace by this connection alone; its owners by any way. */
  readonly isRequired: boolean;
  /** What newcomers become. */
  readonly role: InvitableRole;
  readonly roleName: string | null;
}

export interface SignInRef {
  readonly workspaceId: string;
  readonly actorId: string;
}

export interface NewSignInConnection extends SignInRef {
  /** The id that it gets where one is made; one is made up when absent. */
  readonly id?: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: the one that there is. */
  readonly clientSecret?: string;
  readonly role: Role;
}

export interface SignInSwitch extends SignInRef {
  readonly isOn?: boolean;
  readonly isRequired?: boolean;
}

export interface SignInIssuer {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Whom others ask about domains. */
export interface DomainRecords {
  /** The texts under a name; none for a name that is not there. @throws when nobody could say. */
  findTexts(name: string, options?: CallOptions): Promise<readonly string[]>;
  /** Whether more than one company may have addresses in it: a provider of mailboxes, or what registries sell names in. */
  isShared(domain: string): boolean;
}
