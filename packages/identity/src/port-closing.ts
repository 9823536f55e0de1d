import type { CallOptions } from "./port-options.ts";
import type { Workspace } from "./port-workspaces.ts";

/** The end of a workspace: closed by an owner, taken back for a while, then erased. */
export interface ClosingPort {
  /**
   * From here on it is not there for anybody, and its open invitations are revoked. Its slug stays taken.
   * @throws IdentityError `identity.forbidden` unless the actor may `workspace:delete` now; `identity.workspace_not_found`
   * when they are no member, and when it is closed already.
   */
  closeWorkspace(ref: ClosingRef, options?: CallOptions): Promise<ClosedWorkspace>;
  /**
   * As it was, its invitations excepted.
   * @throws IdentityError `identity.workspace_not_found` unless it is closed, the actor owns it, and it may still be taken back.
   */
  reopenWorkspace(ref: ClosingRef, options?: CallOptions): Promise<Workspace>;
  /** Those that the person owns and may still take back, the last closed first. Empty for an unknown person. */
  listClosedWorkspaces(userId: string, options?: CallOptions): Promise<readonly ClosedWorkspace[]>;
  /** Those that nobody can take back any more, the first closed first. */
  listErasableWorkspaces(limit: number, options?: CallOptions): Promise<readonly string[]>;
  /**
   * Ends it for good, with its members, teams, roles and invitations. Its slugs stay nobody's for as long as
   * `domain/limits.ts` says. False, and nothing happens, unless it can be erased.
   */
  eraseWorkspace(workspaceId: string, options?: CallOptions): Promise<boolean>;
}

export interface ClosingRef {
  readonly workspaceId: string;
  readonly actorId: string;
}

export interface ClosedWorkspace {
  readonly workspace: Workspace;
  readonly closedAt: Date;
  /** Until then it may be taken back. */
  readonly erasableAt: Date;
}
