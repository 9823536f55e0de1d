import type { CallOptions } from "./port-options.ts";
import type { AccountProvider } from "./port-account.ts";
import type { PasskeysPort } from "./port-passkeys.ts";
import type { KeysPort } from "./port-keys.ts";
import type { MailCodes } from "./port-mail-codes.ts";
import type { ClosingPort } from "./port-closing.ts";
import type { HeldRole, InvitableRole, Role, RolesPort } from "./port-roles.ts";
import type { SecondFactorProvider } from "./port-second-factor.ts";
import type { DomainsPort } from "./port-domains.ts";
import type { SocialPort } from "./port-social.ts";
import type { SsoPort } from "./port-sso.ts";
import type { TeamsPort } from "./port-teams.ts";
import type { UsagePort } from "./port-usage.ts";
import type { MemberRef, Workspace, WorkspacesPort } from "./port-workspaces.ts";

export type { CallOptions } from "./port-options.ts";
export type { MemberRef, Workspace } from "./port-workspaces.ts";

/**
 * Knows people, their sessions, workspaces, memberships and invitations. Knows nothing about permissions of routes,
 * tenant data or mail: the service turns a membership into a tenant context and renders what a mail has to say.
 *
 * Contract (checked by the conformance suite): a session ends for good at sign-out, and belongs to a confirmed address;
 * nobody can tell a known address from an unknown one; a link works once; a workspace has an owner from the moment it
 * exists until it is gone, also under races; what is not yours looks like what does not exist; each change is told as
 * one fact, or not made; no vendor error escapes.
 *
 * Every method throws IdentityError `identity.unavailable` when the provider can't be reached, beside what it names.
 */
export interface IdentityProvider
  extends
    AccountProvider,
    ClosingPort,
    KeysPort,
    DomainsPort,
    MailCodes,
    PasskeysPort,
    RolesPort,
    SecondFactorProvider,
    SocialPort,
    SsoPort,
    TeamsPort,
    UsagePort,
    WorkspacesPort {
  readonly capabilities: IdentityCapabilities;
  /**
   * Answers the endpoints under `/api/auth` that `auth-forms.ts` lists, and a problem document (RFC 9457) with a code of
   * ours for everything else. Never throws: a failure is a response.
   */
  handle(request: Request, options?: HandleOptions): Promise<Response>;
  /**
   * Who sends a request with these headers: by a cookie, or by `Authorization: Bearer` with what `sign-in/token` answered.
   * `undefined` for no, an ended, an idle or a forged session. Noted as the time at which the session was last seen.
   */
  findSession(headers: Headers, options?: CallOptions): Promise<Session | undefined>;
  /** `undefined` for an unknown id, and for a text that is none. */
  findPerson(userId: string, options?: CallOptions): Promise<KnownPerson | undefined>;
  /** By an address in lower case. For operators and seeds: whoever else asks must not learn whether there is somebody. */
  findPersonByAddress(address: string, options?: CallOptions): Promise<KnownPerson | undefined>;
  /** What is left out stays. @throws IdentityError `identity.person_not_found`. */
  updatePerson(userId: string, changes: PersonChanges, options?: CallOptions): Promise<Person>;
  /**
   * Notes which picture stands for a person or workspace, by a key that means nothing here; null for none. A repeat
   * changes nothing. @throws IdentityError `identity.person_not_found`, `identity.workspace_not_found`.
   */
  setPicture(of: PictureOf, key: string | null, options?: CallOptions): Promise<void>;
  /** The keys of those that have one, by id. What is unknown is left out. */
  listPictures(of: PicturesOf, options?: CallOptions): Promise<ReadonlyMap<string, string>>;
  /** Whether the person runs the platform. No method of this port makes one: the owner of the database does. */
  isOperator(userId: string, options?: CallOptions): Promise<boolean>;
  /**
   * For one mail: confirms the address together with the password, once, for 24 hours. `undefined` when the address is
   * confirmed already or the person unknown.
   */
  mintVerificationToken(userId: string, options?: CallOptions): Promise<MintedToken | undefined>;
  /**
   * For one mail: good once, for one hour, and until another one was used. It confirms the address as well, and ends
   * every session. `undefined` for an unknown person.
   */
  mintPasswordResetToken(userId: string, options?: CallOptions): Promise<MintedToken | undefined>;

  /**
   * Creates a workspace with `ownerId` as its owner, both or neither.
   * @throws IdentityError `identity.slug_taken` when another workspace has the slug, also under a race;
   * `identity.too_many_workspaces` beyond what `domain/limits.ts` lets a person make in a day.
   */
  createWorkspace(input: NewWorkspace, options?: CallOptions): Promise<Membership>;
  /** The person's memberships, oldest first. Empty for an unknown person. */
  listMemberships(userId: string, options?: CallOptions): Promise<readonly Membership[]>;
  /** `undefined` alike for an unknown workspace and for one that the person does not belong to. */
  findMembership(userId: string, workspace: WorkspaceRef, options?: CallOptions): Promise<Membership | undefined>;

  /** Oldest first. Empty for an unknown workspace. */
  listMembers(workspaceId: string, options?: CallOptions): Promise<readonly Member[]>;
  /**
   * Gives a member another role; the same one changes nothing. What they had invited to, could not any more and nobody
   * has accepted is revoked. Roles are read anew, whatever the caller has seen.
   * @throws IdentityError `identity.forbidden`, `identity.member_not_found`, `identity.role_not_found`,
   * `identity.last_owner`, `identity.workspace_not_found` when the actor is no member.
   */
  changeRole(change: RoleChange, options?: CallOptions): Promise<void>;
  /** Ends a membership, one's own included, and revokes that person's pending invitations. Throws as `changeRole` does. */
  removeMember(removal: MemberRef, options?: CallOptions): Promise<void>;

  /**
   * Invites an address, into a team as well where it names one. A pending invitation of it that has expired makes way.
   * @throws IdentityError `identity.already_invited`, `identity.already_member`, `identity.forbidden`,
   * `identity.invalid_role` for an owner, `identity.role_not_found`, `identity.team_not_found`, `identity.workspace_not_found`
   * when the inviter is no member;
   * `identity.invited_recently`, `identity.too_many_invitations` beyond `domain/limits.ts`, also under a race.
   */
  createInvitation(input: NewInvitation, options?: CallOptions): Promise<Invitation>;
  /** Pending and not expired, newest first. */
  listInvitations(workspaceId: string, options?: CallOptions): Promise<readonly Invitation[]>;
  /**
   * Asks for its mail again, and has it open until `expiresAt` from now on, also when it had expired. What it brings into
   * has to be the actor's to give.
   * @throws IdentityError `identity.invitation_not_found` unless it is pending in this workspace; `identity.forbidden`;
   * `identity.invited_recently`, `identity.too_many_invitations` beyond `domain/limits.ts`, also under a race.
   */
  resendInvitation(resent: InvitationRef & { readonly expiresAt: Date }, options?: CallOptions): Promise<Invitation>;
  /** @throws IdentityError `identity.invitation_not_found` unless it is pending in this workspace; `identity.forbidden`. */
  revokeInvitation(ref: InvitationRef, options?: CallOptions): Promise<void>;
  /** What its mail says, to whomever it is for. `undefined` unless it is pending and not expired. */
  findInvitationLetter(invitationId: string, options?: CallOptions): Promise<InvitationLetter | undefined>;
  /** Pending, not expired, and for exactly the person's confirmed address. Newest first. */
  listReceivedInvitations(userId: string, options?: CallOptions): Promise<readonly ReceivedInvitation[]>;
  /** One of those; `undefined` for any other id. */
  findReceivedInvitation(answer: Answer, options?: CallOptions): Promise<ReceivedInvitation | undefined>;
  /**
   * Makes the person a member, and one of the team that it names. Repeated by a person who is still a member, it answers the same membership.
   * @throws IdentityError `identity.invitation_not_found` for everything but one of those.
   */
  acceptInvitation(answer: Answer, options?: CallOptions): Promise<Membership>;
  /** @throws IdentityError `identity.invitation_not_found` for everything but one of those. */
  declineInvitation(answer: Answer, options?: CallOptions): Promise<void>;

  /**
   * Facts that this provider holds itself, oldest first, handed out once. Empty for a provider that writes
   * `identity.facts` in the same commit as the change, as every durable one does.
   */
  takeFacts(limit: number): Promise<readonly ProviderFact[]>;
}

/** What providers honestly differ on. */
export interface IdentityCapabilities {
  /** People sign up and in with e-mail and password on our own pages. */
  readonly password: boolean;
  /** People sign in with passkeys as well. */
  readonly passkeys: boolean;
  /** People sign in by a link or a code that is mailed to them. */
  readonly mail: boolean;
  /** People can hold several workspaces. */
  readonly manyWorkspaces: boolean;
  /** Workspaces have members who are invited, given roles and removed. */
  readonly members: boolean;
  /** People can sign in by way of a vendor: which ones is set up (`socialProviders`). */
  readonly social: boolean;
  /** People sign in at another's page, which is the only way: passwords and the like are its own. */
  readonly elsewhere: boolean;
  /** Workspaces show domains to be theirs, and have a sign-in of their own for the people of these. */
  readonly domains: boolean;
  /** People can change their name and language. */
  readonly profile: boolean;
  /** People can ask for a second factor at each sign-in of theirs. */
  readonly secondFactor: boolean;
  /** Workspaces can have service accounts, and programs ask with keys of theirs. */
  readonly apiKeys: boolean;
}

/** Languages that mails and pages speak. */
export type Locale = "en" | "id";

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Lower case, as the provider stores it. */
  readonly email: string;
  readonly locale: Locale;
}

export interface KnownPerson {
  readonly person: Person;
  /** Whether the person has shown that the address is theirs. */
  readonly verified: boolean;
}

/** What a link in a mail carries. */
export interface MintedToken {
  readonly token: string;
  /** From then on it is refused. What the mail says of it is this, and not the rule that it was made by. */
  readonly expiresAt: Date;
}

export interface PersonChanges {
  readonly name?: string;
  readonly locale?: Locale;
}

export type PictureOf = { readonly userId: string } | { readonly workspaceId: string };

export interface PicturesOf {
  readonly userIds: readonly string[];
  readonly workspaceIds: readonly string[];
}

export interface Session {
  readonly id: string;
  readonly person: Person;
  readonly expiresAt: Date;
  /** When the person last proved who they are in it: at sign-in, or by giving the password or a passkey again. */
  readonly authTime: Date;
  /** The connection of a workspace by which it was opened; absent for every other way in. */
  readonly connectionId?: string;
}

/** As it is now: what it allows may have changed by the next request. */
export interface Membership extends HeldRole {
  readonly workspace: Workspace;
  /** The connection by which alone this person gets in; absent where any way in will do. */
  readonly requiredConnection?: string;
}

export interface Member extends HeldRole {
  readonly person: Pick<Person, "id" | "name" | "email">;
  readonly joinedAt: Date;
}

export interface NewWorkspace {
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly name: string;
  readonly slug: string;
  readonly ownerId: string;
}

export type WorkspaceRef = { readonly id: string } | { readonly slug: string };

export interface RoleChange extends MemberRef {
  readonly role: Role;
}

export interface NewInvitation {
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly workspaceId: string;
  readonly inviterId: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly teamId?: string;
  readonly expiresAt: Date;
}

export interface InvitationRef {
  readonly workspaceId: string;
  readonly actorId: string;
  readonly invitationId: string;
}

export interface Answer {
  readonly userId: string;
  readonly invitationId: string;
}

/** As the workspace sees it. */
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: InvitableRole;
  readonly roleName: string | null;
  readonly teamId: string | null;
  readonly expiresAt: Date;
  /** The last time that its mail was asked for. */
  readonly invitedAt: Date;
  readonly inviterName: string;
}

/** As the invited person sees it. */
export interface ReceivedInvitation {
  readonly id: string;
  readonly workspaceName: string;
  readonly inviterName: string;
  readonly role: InvitableRole;
  readonly roleName: string | null;
  readonly expiresAt: Date;
}

/** As its mail sees it. */
export interface InvitationLetter extends ReceivedInvitation {
  readonly email: string;
  /** Of the person who has that address, else of the inviter. */
  readonly locale: Locale;
}

/** Ids only. `scope` says whose it is: a workspace's, else a person's. */
export interface ProviderFact {
  readonly id: string;
  /** One of `events.ts`. */
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
  readonly scope: { readonly tenantId: string | null; readonly userId: string | null };
  readonly occurredAt: Date;
}

export interface HandleOptions {
  /** Repeated in problem documents, so that a person's report finds the log line. */
  readonly requestId?: string;
}
