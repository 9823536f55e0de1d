import { randomUUID } from "node:crypto";
import { isOpen } from "../../domain/invitation.ts";
import { assertRoomForRole } from "../../domain/limits.ts";
import { assertMayShapeRole, isCustomRoleId } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import type { CustomRole, RoleRef, RolesPort } from "../../port-roles.ts";
import { byName } from "./by-name.ts";
import { type MemoryState, noRole } from "./state.ts";

export function memoryRoles(state: MemoryState): RolesPort {
  const { roles, record } = state;

  return {
    listRoles: async (workspaceId) => rolesOf(workspaceId).map(toRole).toSorted(byName),

    async createRole({ workspaceId, actorId, id = randomUUID(), name, permissions }) {
      assertMayShapeRole(state.actorIn(workspaceId, actorId), { permissions });
      if (!isCustomRoleId(id)) throw noRole();
      assertRoomForRole(rolesOf(workspaceId).length);
      assertFree(workspaceId, name);
      roles.push({ workspaceId, id, name, permissions });
      record({ type: "identity.role_created", data: { workspaceId, roleId: id } });
      return { id, name, permissions };
    },

    async updateRole({ name, permissions, ...ref }) {
      const { actor, role } = found(ref);
      const after = { ...role, ...(name !== undefined && { name }), ...(permissions && { permissions }) };
      assertMayShapeRole(actor, { ...role, role: role.id }, after);
      assertFree(ref.workspaceId, after.name, role.id);
      roles[roles.indexOf(role)] = after;
      record({ type: "identity.role_changed", data: { workspaceId: ref.workspaceId, roleId: role.id } });
      for (const one of holders(ref, role)) state.revokeBeyond(ref.workspaceId, one.userId, after);
      return toRole(after);
    },

    async removeRole(ref) {
      const { actor, role } = found(ref);
      assertMayShapeRole(actor, { ...role, role: role.id });
      const pending = state.invitations.filter((one) => one.role === role.id && one.status === "pending");
      // What has run out waits for nobody.
      for (const one of pending) if (!isOpen(one, state.now())) one.status = "expired";
      if (pending.some(({ status }) => status === "pending") || holders(ref, role).length > 0) throw inUse();
      roles.splice(roles.indexOf(role), 1);
      record({ type: "identity.role_removed", data: { workspaceId: ref.workspaceId, roleId: role.id } });
    },
  };

  function rolesOf(workspaceId: string) {
    return roles.filter((one) => one.workspaceId === workspaceId);
  }

  function found({ workspaceId, actorId, roleId }: RoleRef) {
    const actor = state.actorIn(workspaceId, actorId);
    const role = rolesOf(workspaceId).find(({ id }) => id === roleId);
    if (role === undefined) throw noRole();
    return { actor, role };
  }

  function holders({ workspaceId }: RoleRef, { id }: CustomRole) {
    return state.membersOf(workspaceId).filter(({ role }) => role === id);
  }

  function assertFree(workspaceId: string, name: string, own?: string): void {
    const isTaken = rolesOf(workspaceId).some((one) => one.id !== own && one.name.toLowerCase() === name.toLowerCase());
    if (isTaken) throw new IdentityError("identity.role_name_taken", "There is a role of this name. Choose another.");
  }
}

const toRole = ({ id, name, permissions }: CustomRole): CustomRole => ({ id, name, permissions });
const inUse = () =>
  new IdentityError(
    "identity.role_in_use",
    "Somebody has this role, or is invited to it. Give them another one first.",
  );
