import type { CallOptions } from "./port-options.ts";

export interface Workspace {
  readonly id: string;
  /** Unique in the deployment, part of every URL of the workspace. */
  readonly slug: string;
  readonly name: string;
}

export interface MemberRef {
  readonly workspaceId: string;
  /** Who wants it. */
  readonly actorId: string;
  /** Whose membership it is. */
  readonly userId: string;
}

/**
 * What becomes of a workspace after it was made. Each method reads the actor's role anew, and throws
 * `identity.forbidden` when it does not allow this, `identity.workspace_not_found` when the actor is no member.
 */
export interface WorkspacesPort {
  /**
   * What is left out stays. The slug that it had goes on finding the workspace, and nobody else can have it, for as long
   * as `domain/limits.ts` says.
   * @throws IdentityError `identity.slug_taken`, also under a race; `identity.too_many_slugs` while it keeps as many as
   * it may.
   */
  updateWorkspace(change: WorkspaceChange, options?: CallOptions): Promise<Workspace>;
  /**
   * Makes the member an owner and the actor an admin, both or neither. To oneself, it changes nothing.
   * @throws IdentityError `identity.member_not_found`.
   */
  transferOwnership(transfer: MemberRef, options?: CallOptions): Promise<void>;
}

export interface WorkspaceChange {
  readonly workspaceId: string;
  readonly actorId: string;
  readonly name?: string;
  readonly slug?: string;
}
