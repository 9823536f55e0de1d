import { IdentityError } from "../errors.ts";
import {
  type BuiltInRole,
  can,
  covers,
  type Holder,
  isPermission,
  OWNERS_ALONE,
  type Permission,
  PERMISSIONS,
  ROLE_PERMISSIONS,
} from "../permissions.ts";
import type { CustomRoleId, HeldRole, InvitableRole, Role } from "../port-roles.ts";

/** A role, and what it allows. */
export type RoleGrant = Pick<HeldRole, "role" | "permissions">;

const CUSTOM = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isBuiltIn = (role: string): role is BuiltInRole => Object.hasOwn(ROLE_PERMISSIONS, role);
export const isCustomRoleId = (value: string): value is CustomRoleId => CUSTOM.test(value);
export const builtIn = (role: BuiltInRole): HeldRole => ({
  role,
  roleName: null,
  permissions: ROLE_PERMISSIONS[role],
});

/**
 * What names a role, to the letter: the name of a built-in one, or an id. Nothing is trimmed, folded or split, so that
 * what looks like a role is never taken for one. @throws IdentityError `identity.invalid_role`.
 */
export function parseRole(value: string): Role {
  if (isBuiltIn(value) || isCustomRoleId(value)) return value;
  throw new IdentityError("identity.invalid_role", "Name a role of this workspace.");
}

/**
 * In the order of the list, each once. Whoever is in a workspace may read it, so that one is part of every role.
 * @throws IdentityError `identity.invalid_role` for what is no permission, and for what owners alone have.
 */
export function parsePermissions(values: readonly string[]): readonly Permission[] {
  const given = values.filter((value): value is Permission => isPermission(value) && !OWNERS_ALONE.includes(value));
  if (given.length < values.length) {
    throw new IdentityError("identity.invalid_role", "A role can't have one of these permissions.");
  }
  return PERMISSIONS.filter((permission) => permission === "workspace:read" || given.includes(permission));
}

/** Nobody invites to a role that may what they may not, and nobody invites an owner. @throws IdentityError */
export function assertMayInvite(
  inviter: Holder,
  invited: RoleGrant,
): asserts invited is { role: InvitableRole } & RoleGrant {
  if (!can(inviter, "invitation:manage")) throw forbidden("Your role here does not invite people.");
  if (invited.role === "owner") {
    throw new IdentityError("identity.invalid_role", "Nobody is invited as an owner. An owner can promote later.");
  }
  if (!covers(inviter, invited)) throw forbidden("You can't invite to a role that may more than yours.");
}

interface Step {
  readonly actor: Holder;
  readonly target: RoleGrant;
  /** True when the actor is the target. */
  readonly self: boolean;
  /** Owners that the workspace has now. */
  readonly owners: number;
}

/** @throws IdentityError `identity.forbidden`, `identity.last_owner`. */
export function assertMayChangeRole({ actor, target, owners, to }: Step & { readonly to: RoleGrant }): void {
  if (!can(actor, "member:manage")) throw forbidden("Your role here does not change roles.");
  if (!covers(actor, target) || !covers(actor, to))
    throw forbidden("Only somebody whose role may as much may do this.");
  if (target.role === "owner" && to.role !== "owner" && owners === 1) throw lastOwner();
}

/** Anybody may leave; a manager may remove whoever may no more than they. @throws IdentityError */
export function assertMayRemove({ actor, target, self, owners }: Step): void {
  if (!self && !can(actor, "member:manage")) throw forbidden("Your role here does not remove people.");
  if (!self && !covers(actor, target)) throw forbidden("Only somebody whose role may as much may do this.");
  if (target.role === "owner" && owners === 1) throw lastOwner();
}

/**
 * Whether the actor may have roles be as in `roles`: one as it is, and as it is to be. Nobody makes more of a role than
 * they may themselves, and nobody touches the one that they have. @throws IdentityError `identity.forbidden`.
 */
export function assertMayShapeRole(actor: RoleGrant, ...roles: readonly (Holder & { readonly role?: Role })[]): void {
  if (!can(actor, "role:manage")) throw forbidden("Your role here does not shape roles.");
  if (roles.some(({ role }) => role === actor.role)) throw forbidden("You can't change the role that you have.");
  if (!roles.every((role) => covers(actor, role))) throw forbidden("A role can't be given more than yours may.");
}

/** @throws IdentityError `identity.forbidden`. */
export function assertMay(actor: Holder, permission: Permission): void {
  if (!can(actor, permission)) throw forbidden("Your role here may not do this.");
}

const forbidden = (message: string) => new IdentityError("identity.forbidden", message);
const lastOwner = () =>
  new IdentityError("identity.last_owner", "A workspace needs an owner. Make somebody else an owner first.");
