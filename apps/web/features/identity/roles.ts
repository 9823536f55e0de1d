import { type BuiltInRole, can, covers, type Holder, ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import type { InvitableRole, Role, RoleGrant } from "./workspaces.ts";

/** What each language calls the built-in roles. */
export type RoleWords = Readonly<Record<BuiltInRole, string>>;

export const isBuiltIn = (role: Role): role is BuiltInRole => Object.hasOwn(ROLE_PERMISSIONS, role);

/** A role by its word, one of the workspace's own by the name that it was given. */
export const roleWord = (role: Role, ownName: string | null, words: RoleWords): string =>
  ownName ?? (isBuiltIn(role) ? words[role] : role);

/** For when the workspace's own could not be read. */
export const BUILT_IN_GRANTS: readonly RoleGrant[] = (["owner", "admin", "member", "viewer"] as const).map((role) => ({
  role,
  name: null,
  permissions: [...ROLE_PERMISSIONS[role]],
}));

const isInvitable = (role: Role): role is InvitableRole => role !== "owner";

/** The roles that somebody may invite to. Ownership is given to members, never by invitation. */
export function rolesToInvite(
  actor: Holder,
  grants: readonly RoleGrant[],
): readonly (RoleGrant & { readonly role: InvitableRole })[] {
  if (!can(actor, "invitation:manage")) return [];
  return grants.flatMap((grant) => {
    const { role } = grant;
    return isInvitable(role) && covers(actor, grant) ? [{ ...grant, role }] : [];
  });
}

/** The roles that somebody may give to a member, the one they have among them; empty when it is not theirs to change. */
export function rolesToGive(actor: Holder, target: Role, grants: readonly RoleGrant[]): readonly RoleGrant[] {
  return mayManage(actor, target, grants) ? grants.filter((grant) => covers(actor, grant)) : [];
}

/** Anybody may leave; a manager may remove whoever may no more than they. */
export function mayRemove(actor: Holder, target: Role, more: Removal): boolean {
  return more.isSelf || mayManage(actor, target, more.grants);
}

interface Removal {
  readonly grants: readonly RoleGrant[];
  readonly isSelf: boolean;
}

function mayManage(actor: Holder, target: Role, grants: readonly RoleGrant[]): boolean {
  const held = grants.find(({ role }) => role === target);
  return can(actor, "member:manage") && held !== undefined && covers(actor, held);
}
