import { can } from "@ninefold/identity/permissions";
import type { InvitableRole, Role } from "./workspaces.ts";

/** From the most to the least. Nobody invites, changes or removes above their own. */
const ROLES: readonly Role[] = ["owner", "admin", "member", "viewer"];
const isAbove = (one: Role, other: Role) => ROLES.indexOf(one) < ROLES.indexOf(other);

/** The roles that somebody may invite to. Ownership is given to members, never by invitation. */
export function rolesToInvite(actor: Role): readonly InvitableRole[] {
  if (!can(actor, "invitation:manage")) return [];
  return ROLES.filter((role): role is InvitableRole => role !== "owner" && !isAbove(role, actor));
}

/** The roles that somebody may give to a member, the one they have among them; empty when it is not theirs to change. */
export function rolesToGive(actor: Role, target: Role): readonly Role[] {
  if (!can(actor, "member:manage") || isAbove(target, actor)) return [];
  return ROLES.filter((role) => !isAbove(role, actor));
}

/** Anybody may leave; a manager may remove whoever is not above them. */
export function mayRemove(actor: Role, target: Role, isSelf: boolean): boolean {
  return isSelf || (can(actor, "member:manage") && !isAbove(target, actor));
}
