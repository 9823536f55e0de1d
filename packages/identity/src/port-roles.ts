import type { CallOptions } from "./port-options.ts";
import type { BuiltInRole, Permission } from "./permissions.ts";

/** The id of a role that a workspace has made (UUID). */
export type CustomRoleId = `${string}-${string}-${string}-${string}-${string}`;
/** A built-in role by its name, one of the workspace's own by its id. */
export type Role = BuiltInRole | CustomRoleId;
/** Ownership is given to a member, never by invitation: the address is not known to be anybody's yet. */
export type InvitableRole = Exclude<Role, "owner">;

/** A role as somebody has it now. */
export interface HeldRole {
  readonly role: Role;
  /** Of a custom role; null for a built-in one, which each language has its own word for. */
  readonly roleName: string | null;
  readonly permissions: readonly Permission[];
}

/** A role that a workspace has made. */
export interface CustomRole {
  readonly id: CustomRoleId;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/**
 * A workspace's own roles. Nobody makes, changes or removes a role that may what they may not, before or after, nor the
 * one that they have. Each method reads the actor's role anew, and throws `identity.forbidden` when it does not allow
 * this, `identity.workspace_not_found` when the actor is no member.
 */
export interface RolesPort {
  /** By name. Empty for an unknown workspace. */
  listRoles(workspaceId: string, options?: CallOptions): Promise<readonly CustomRole[]>;
  /**
   * @throws IdentityError `identity.role_name_taken`, whatever its case, also under a race; `identity.too_many_roles`
   * beyond `domain/limits.ts`.
   */
  createRole(input: NewRole, options?: CallOptions): Promise<CustomRole>;
  /**
   * What is left out stays. Whoever has the role may the new things from the next request on; what they had invited to
   * and could not any more is revoked. @throws IdentityError `identity.role_not_found`, `identity.role_name_taken`.
   */
  updateRole(change: RoleUpdate, options?: CallOptions): Promise<CustomRole>;
  /** @throws IdentityError `identity.role_in_use` while somebody has it or is invited to it, `identity.role_not_found`. */
  removeRole(ref: RoleRef, options?: CallOptions): Promise<void>;
}

export interface NewRole {
  readonly workspaceId: string;
  readonly actorId: string;
  /** The id that it gets; one is made when absent. */
  readonly id?: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export interface RoleRef {
  readonly workspaceId: string;
  readonly actorId: string;
  readonly roleId: string;
}

export interface RoleUpdate extends RoleRef {
  readonly name?: string;
  readonly permissions?: readonly Permission[];
}
