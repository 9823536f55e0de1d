import { randomUUID } from "node:crypto";
import { and, asc, count, eq, lte, ne, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertRoomForRole } from "../../domain/limits.ts";
import { assertMayShapeRole, isCustomRoleId } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import { isPermission } from "../../permissions.ts";
import type { CustomRole, RoleRef, RolesPort } from "../../port-roles.ts";
import { customRole, invitation, member } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn, customRoleIs, grantOf, noRole, revokeBeyond } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

/** A workspace's own roles by SQL of our own, each change under the lock of the workspace. */
export function sqlRoles(database: Database, now: () => Date): RolesPort {
  return {
    async listRoles(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      const rows = await attempt(() =>
        database
          .select()
          .from(customRole)
          .where(eq(customRole.organizationId, workspaceId))
          .orderBy(sql`lower(${customRole.name})`, asc(customRole.id)),
      );
      return rows.map(toRole);
    },

    createRole: ({ workspaceId, actorId, id = randomUUID(), name, permissions }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          assertMayShapeRole(await actorIn(tx, workspaceId, actorId), { permissions });
          if (!isCustomRoleId(id)) throw noRole();
          const [found] = await tx
            .select({ roles: count() })
            .from(customRole)
            .where(eq(customRole.organizationId, workspaceId));
          assertRoomForRole(found?.roles ?? 0);
          const role = { id, name, permissions: [...permissions] };
          await tx.insert(customRole).values({ ...role, organizationId: workspaceId, createdAt: now() });
          return role;
        }),
      ),

    updateRole: ({ name, permissions, ...ref }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const before = await lockRole(tx, ref);
          const after = { ...before, ...(name !== undefined && { name }), ...(permissions && { permissions }) };
          assertMayShapeRole(await actorIn(tx, ref.workspaceId, ref.actorId), { ...before, role: before.id }, after);
          const changed = { name: after.name, permissions: [...after.permissions] };
          await tx.update(customRole).set(changed).where(customRoleIs(ref.workspaceId, before.id));
          await revokeBeyond(tx, { workspaceId: ref.workspaceId, inviterIds: await holdersOf(tx, ref, before) }, after);
          return after;
        }),
      ),

    removeRole: (ref) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const role = await lockRole(tx, ref);
          assertMayShapeRole(await actorIn(tx, ref.workspaceId, ref.actorId), { ...role, role: role.id });
          const invited = and(eq(invitation.organizationId, ref.workspaceId), eq(invitation.customRoleId, role.id));
          // What has run out waits for nobody; what is closed is history, and needs no role to be it.
          const isOver = and(invited, eq(invitation.status, "pending"), lte(invitation.expiresAt, now()));
          await tx.update(invitation).set({ status: "expired" }).where(isOver);
          const [open] = await tx
            .select({ id: invitation.id })
            .from(invitation)
            .where(and(invited, eq(invitation.status, "pending")))
            .limit(1);
          if (open !== undefined || (await holdersOf(tx, ref, role)).length > 0) throw inUse();
          await tx
            .update(invitation)
            .set({ customRoleId: null })
            .where(and(invited, ne(invitation.status, "pending")));
          await tx.delete(customRole).where(customRoleIs(ref.workspaceId, role.id));
        }),
      ),
  };
}

async function lockRole(tx: Tx, { workspaceId, actorId, roleId }: RoleRef): Promise<CustomRole> {
  await lockWorkspace(tx, workspaceId);
  // A stranger learns nothing of which roles there are.
  await actorIn(tx, workspaceId, actorId);
  if (!isCustomRoleId(roleId)) throw noRole();
  const { roleName, permissions } = await grantOf(tx, workspaceId, roleId);
  return { id: roleId, name: roleName ?? "", permissions };
}

async function holdersOf(tx: Tx, { workspaceId }: RoleRef, { id }: CustomRole): Promise<readonly string[]> {
  const holders = await tx
    .select({ userId: member.userId })
    .from(member)
    .where(and(eq(member.organizationId, workspaceId), eq(member.customRoleId, id)));
  return holders.map(({ userId }) => userId);
}

const toRole = ({ id, name, permissions }: typeof customRole.$inferSelect): CustomRole => ({
  id,
  name,
  permissions: permissions.filter(isPermission),
});

const inUse = () =>
  new IdentityError(
    "identity.role_in_use",
    "Somebody has this role, or is invited to it. Give them another one first.",
  );
