import { IdentityError } from "../errors.ts";
import { can } from "../permissions.ts";
import type { InvitableRole, Role } from "../port.ts";

const RANK: Readonly<Record<Role, number>> = { viewer: 0, member: 1, admin: 2, owner: 3 };
const isAbove = (one: Role, other: Role): boolean => RANK[one] > RANK[other];

export const isRole = (value: string): value is Role => Object.hasOwn(RANK, value);
export const isInvitable = (role: Role): role is InvitableRole => role !== "owner";

/** Nobody invites above their own role, and nobody invites an owner. @throws IdentityError */
export function assertMayInvite(inviter: Role, role: Role): asserts role is InvitableRole {
  if (!can(inviter, "invitation:manage")) throw forbidden("Only owners and admins invite people.");
  if (!isInvitable(role)) {
    throw new IdentityError("identity.invalid_role", "Invite as admin, member or viewer. An owner can promote later.");
  }
  if (isAbove(role, inviter)) throw forbidden("You can't invite above your own role.");
}

interface Step {
  readonly actor: Role;
  readonly target: Role;
  /** True when the actor is the target. */
  readonly self: boolean;
  /** Owners that the workspace has now. */
  readonly owners: number;
}

/** @throws IdentityError `identity.forbidden`, `identity.last_owner`. */
export function assertMayChangeRole({ actor, target, owners, to }: Step & { readonly to: Role }): void {
  if (!can(actor, "member:manage")) throw forbidden("Only owners and admins change roles.");
  if (isAbove(target, actor) || isAbove(to, actor)) throw forbidden("Only an owner may do this.");
  if (target === "owner" && to !== "owner" && owners === 1) throw lastOwner();
}

/** Anybody may leave; a manager may remove whoever is not above them. @throws IdentityError */
export function assertMayRemove({ actor, target, self, owners }: Step): void {
  if (!self && !can(actor, "member:manage")) throw forbidden("Only owners and admins remove people.");
  if (isAbove(target, actor)) throw forbidden("Only an owner may do this.");
  if (target === "owner" && owners === 1) throw lastOwner();
}

const forbidden = (message: string) => new IdentityError("identity.forbidden", message);
const lastOwner = () =>
  new IdentityError("identity.last_owner", "A workspace needs an owner. Make somebody else an owner first.");
