/**
 * Knows people, their sessions and their memberships. Knows nothing about permissions, routes or tenant data: the
 * service turns a membership into a tenant context, and `permissions.ts` says what a role may do.
 *
 * Contract (checked by the conformance suite): a session ends for good at sign-out; an unknown address and a wrong
 * password are told apart by nobody; a workspace has an owner from the moment it exists; no vendor error escapes.
 */
export interface IdentityProvider {
  readonly capabilities: IdentityCapabilities;
  /** Answers the provider's own endpoints, mounted under `/api/auth`. Never throws: a failure is a response. */
  handle(request: Request): Promise<Response>;
  /** Who sends a request with these headers. `undefined` for no, an ended or a forged session; throws only when the provider is unavailable. */
  findSession(headers: Headers, options?: CallOptions): Promise<Session | undefined>;
  /**
   * Creates a workspace with `ownerId` as its owner, both or neither.
   * @throws IdentityError `identity.slug_taken` when another workspace has the slug, also under a race.
   */
  createWorkspace(input: NewWorkspace, options?: CallOptions): Promise<Membership>;
  /** The person's memberships, oldest first. Empty for an unknown person. */
  listMemberships(userId: string, options?: CallOptions): Promise<readonly Membership[]>;
  /** `undefined` alike for an unknown workspace and for one that the person does not belong to. */
  findMembership(userId: string, workspace: WorkspaceRef, options?: CallOptions): Promise<Membership | undefined>;
}

/** What providers honestly differ on. */
export interface IdentityCapabilities {
  /** People sign up and in with e-mail and password on our own pages. */
  readonly password: boolean;
  /** People can hold several workspaces. */
  readonly manyWorkspaces: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Lower case, as the provider stores it. */
  readonly email: string;
}

export interface Session {
  readonly id: string;
  readonly person: Person;
  readonly expiresAt: Date;
}

export interface Workspace {
  readonly id: string;
  /** Unique in the deployment, part of every URL of the workspace. */
  readonly slug: string;
  readonly name: string;
}

export type Role = "owner" | "admin" | "member" | "viewer";

export interface Membership {
  readonly workspace: Workspace;
  readonly role: Role;
}

export interface NewWorkspace {
  readonly name: string;
  readonly slug: string;
  readonly ownerId: string;
}

export type WorkspaceRef = { readonly id: string } | { readonly slug: string };

export interface CallOptions {
  readonly signal?: AbortSignal;
}
