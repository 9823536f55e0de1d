import { and, count, eq, inArray } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { builtIn, isBuiltIn, isCustomRoleId } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import { type BuiltInRole, can, covers, type Holder, isPermission } from "../../permissions.ts";
import type { CustomRoleId, HeldRole, Role } from "../../port-roles.ts";
import { customRole, invitation, member } from "../../schema.ts";
import type { Tx } from "./failures.ts";

/** To be selected where `customRole` is joined by {@link roleOfMember}. */
export const HELD = {
  role: member.role,
  customRoleId: member.customRoleId,
  roleName: customRole.name,
  permissions: customRole.permissions,
};

export const roleOfMember = () =>
  and(eq(customRole.organizationId, member.organizationId), eq(customRole.id, member.customRoleId));

interface StoredRole {
  readonly role: string;
  readonly customRoleId: CustomRoleId | null;
  readonly roleName: string | null;
  readonly permissions: readonly string[] | null;
}

/** A role that the tables can't hold must deny and not default, should there ever be one; so must a permission. */
export function toHeld({ role, customRoleId, roleName, permissions }: StoredRole): HeldRole {
  if (isBuiltIn(role)) return builtIn(role);
  if (customRoleId === null || permissions === null) {
    throw new IdentityError("identity.forbidden", "this membership has a role that is not known");
  }
  return { role: customRoleId, roleName, permissions: permissions.filter(isPermission) };
}

/** As it is written into a membership or an invitation. */
export function storedAs<Named extends BuiltInRole>(role: Named | CustomRoleId): StoredAs<Named> {
  return isCustomRoleId(role) ? { role: "custom", customRoleId: role } : { role, customRoleId: null };
}

interface StoredAs<Named> {
  readonly role: Named | "custom";
  readonly customRoleId: CustomRoleId | null;
}

export async function roleIn(tx: Tx, workspaceId: string, userId: string): Promise<HeldRole | undefined> {
  if (!isUuid(userId)) return undefined;
  const [row] = await tx
    .select(HELD)
    .from(member)
    .leftJoin(customRole, roleOfMember())
    .where(memberIs(workspaceId, userId));
  return row && toHeld(row);
}

/** What a role of this workspace allows. @throws IdentityError `identity.role_not_found`. */
export async function grantOf(tx: Tx, workspaceId: string, role: Role): Promise<HeldRole> {
  if (isBuiltIn(role)) return builtIn(role);
  const [row] = isUuid(role) ? await tx.select().from(customRole).where(customRoleIs(workspaceId, role)) : [];
  if (row === undefined) throw noRole();
  return { role, roleName: row.name, permissions: row.permissions.filter(isPermission) };
}

/** @throws IdentityError alike for a workspace that is not there and one that the actor is not in. */
export async function actorIn(tx: Tx, workspaceId: string, actorId: string): Promise<HeldRole> {
  const held = await roleIn(tx, workspaceId, actorId);
  if (held === undefined) throw noWorkspace();
  return held;
}

export async function ownersOf(tx: Tx, workspaceId: string): Promise<number> {
  const [found] = await tx
    .select({ owners: count() })
    .from(member)
    .where(and(eq(member.organizationId, workspaceId), eq(member.role, "owner")));
  return found?.owners ?? 0;
}

/** Whoever could not invite to it any more must not have a way back in either. `now`: undefined for nobody any more. */
export async function revokeBeyond(
  tx: Tx,
  { workspaceId, inviterIds }: { readonly workspaceId: string; readonly inviterIds: readonly string[] },
  now?: Holder,
): Promise<void> {
  if (inviterIds.length === 0) return;
  const theirs = and(
    eq(invitation.organizationId, workspaceId),
    inArray(invitation.inviterId, [...inviterIds]),
    eq(invitation.status, "pending"),
  );
  const pending = await tx
    .select({ id: invitation.id, ...INVITED })
    .from(invitation)
    .leftJoin(customRole, roleOfInvitation())
    .where(theirs);
  const beyond = pending.filter((one) => !now || !can(now, "invitation:manage") || !covers(now, toHeld(one)));
  if (beyond.length === 0) return;
  const ids = beyond.map(({ id }) => id);
  await tx.update(invitation).set({ status: "revoked" }).where(inArray(invitation.id, ids));
}

/** To be selected where `customRole` is joined by {@link roleOfInvitation}. */
export const INVITED = {
  role: invitation.role,
  customRoleId: invitation.customRoleId,
  roleName: customRole.name,
  permissions: customRole.permissions,
};

export const roleOfInvitation = () =>
  and(eq(customRole.organizationId, invitation.organizationId), eq(customRole.id, invitation.customRoleId));

export const memberIs = (workspaceId: string, userId: string) =>
  and(eq(member.organizationId, workspaceId), eq(member.userId, userId));

export const customRoleIs = (workspaceId: string, roleId: CustomRoleId) =>
  and(eq(customRole.organizationId, workspaceId), eq(customRole.id, roleId));

export const noWorkspace = () =>
  new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
export const noMember = () => new IdentityError("identity.member_not_found", "This person is no member here.");
export const noRole = () => new IdentityError("identity.role_not_found", "This role is not in this workspace.");
