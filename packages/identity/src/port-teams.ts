import type { CallOptions } from "./port-options.ts";

/** Some members of a workspace under a name. It allows nothing by itself: roles do. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** In the order in which they came. */
  readonly memberIds: readonly string[];
}

/**
 * Teams inside a workspace. Nobody is in a team of a workspace that they do not belong to, and whoever leaves it leaves
 * its teams. Each method that changes something reads the actor's role anew, and throws `identity.forbidden` when it does
 * not allow this, `identity.workspace_not_found` when the actor is no member.
 */
export interface TeamsPort {
  /** By name. Empty for an unknown workspace. */
  listTeams(workspaceId: string, options?: CallOptions): Promise<readonly Team[]>;
  /**
   * @throws IdentityError `identity.team_name_taken`, whatever its case, also under a race; `identity.too_many_teams`
   * beyond `domain/limits.ts`.
   */
  createTeam(input: NewTeam, options?: CallOptions): Promise<Team>;
  /** The same name changes nothing. @throws IdentityError `identity.team_not_found`, `identity.team_name_taken`. */
  renameTeam(change: TeamRef & { readonly name: string }, options?: CallOptions): Promise<void>;
  /** Its members stay in the workspace; open invitations into it bring into no team. @throws IdentityError `identity.team_not_found`. */
  removeTeam(ref: TeamRef, options?: CallOptions): Promise<void>;
  /** A repeat changes nothing. @throws IdentityError `identity.team_not_found`, `identity.member_not_found`. */
  addTeamMember(ref: TeamMemberRef, options?: CallOptions): Promise<void>;
  /** A member who is not in it changes nothing. Throws as `addTeamMember` does. */
  removeTeamMember(ref: TeamMemberRef, options?: CallOptions): Promise<void>;
}

export interface NewTeam {
  readonly workspaceId: string;
  readonly actorId: string;
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly name: string;
}

export interface TeamRef {
  readonly workspaceId: string;
  readonly actorId: string;
  readonly teamId: string;
}

export interface TeamMemberRef extends TeamRef {
  readonly userId: string;
}
