import { randomUUID } from "node:crypto";
import { assertMayCreateNow, assertMayMoveNow, LIMITS } from "../../domain/limits.ts";
import { assertMay, assertMayChangeRole, assertMayRemove } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import type { IdentityProvider, MemberRef, Membership, WorkspaceRef } from "../../port.ts";
import type { WorkspacesPort } from "../../port-workspaces.ts";
import { type MemberRow, type MemoryState, noMember, noWorkspace } from "./state.ts";

type Port = WorkspacesPort &
  Pick<
    IdentityProvider,
    "createWorkspace" | "listMemberships" | "findMembership" | "listMembers" | "changeRole" | "removeMember"
  >;

/** Workspaces and memberships. One process runs one step at a time, so no lock is needed. */
export function memoryWorkspaces(state: MemoryState) {
  const { members, membersOf, memberOf, heldBy, formerSlugs, now, record } = state;

  const port: Port = {
    async createWorkspace({ id = randomUUID(), name, slug, ownerId }) {
      assertFree(slug, id);
      const made = members.filter(
        (one) => one.userId === ownerId && one.isCreator && state.isWithin(one.joinedAt, LIMITS.dayMs),
      );
      assertMayCreateNow(made.length);
      record({ type: "identity.workspace_created", data: { workspaceId: id } });
      return join({ workspace: { id, slug, name }, userId: ownerId, role: "owner", isCreator: true });
    },

    listMemberships: async (userId) =>
      members.filter((one) => one.userId === userId && !state.isClosed(one.workspace.id)).map(toMembership),

    async findMembership(userId, ref) {
      const found = members.find((one) => one.userId === userId && isMeant(one.workspace, ref));
      return found && !state.isClosed(found.workspace.id) ? toMembership(found) : undefined;
    },

    listMembers: async (workspaceId) =>
      membersOf(workspaceId).flatMap((row) => {
        const person = state.people.find(row.userId)?.person;
        if (person === undefined) return [];
        const { id, name, email } = person;
        return [{ person: { id, name, email }, ...heldBy(row), joinedAt: row.joinedAt }];
      }),

    async changeRole({ role, ...ref }) {
      const { row, ...step } = stepOf(ref);
      const to = state.grantOf(ref.workspaceId, role);
      assertMayChangeRole({ ...step, to });
      if (row.role !== role) give(row, role);
    },

    async removeMember(ref) {
      const { row, ...step } = stepOf(ref);
      assertMayRemove(step);
      members.splice(members.indexOf(row), 1);
      const { workspaceId, userId } = ref;
      for (const { memberIds, ...team } of state.teams) {
        if (team.workspaceId === workspaceId && memberIds.includes(userId))
          memberIds.splice(memberIds.indexOf(userId), 1);
      }
      record({ type: "identity.member_removed", data: { workspaceId, userId } });
      state.revokeBeyond(workspaceId, userId);
    },

    async updateWorkspace({ workspaceId, actorId, name, slug }) {
      const actor = state.actorIn(workspaceId, actorId);
      assertMay(actor, "workspace:update");
      const { workspace } = actor.row;
      if (slug !== undefined && slug !== workspace.slug) move(workspace, slug);
      if (name !== undefined && name !== workspace.name) {
        workspace.name = name;
        record({ type: "identity.workspace_renamed", data: { workspaceId } });
      }
      return { ...workspace };
    },

    async transferOwnership({ workspaceId, actorId, userId }) {
      const actor = state.actorIn(workspaceId, actorId);
      assertMay(actor, "workspace:transfer");
      const target = memberOf(workspaceId, userId);
      if (target === undefined) throw noMember();
      if (userId === actorId) return;
      if (target.role !== "owner") give(target, "owner");
      give(actor.row, "admin");
    },
  };

  return {
    port,
    join,
    toMembership,
    /** Workspaces without members are gone. */
    has: (workspaceId: string) => membersOf(workspaceId).length > 0,
  };

  function join(joining: Omit<MemberRow, "joinedAt">): Membership {
    const row: MemberRow = { ...joining, joinedAt: now() };
    const { workspace, userId, role } = row;
    members.push(row);
    record({ type: "identity.member_joined", data: { workspaceId: workspace.id, userId, role } });
    return toMembership(row);
  }

  function give(row: MemberRow, role: MemberRow["role"]): void {
    row.role = role;
    const { id: workspaceId } = row.workspace;
    record({ type: "identity.member_role_changed", data: { workspaceId, userId: row.userId, role } });
    state.revokeBeyond(workspaceId, row.userId, heldBy(row));
  }

  function move(workspace: MemberRow["workspace"], slug: string): void {
    const kept = [...formerSlugs.values()].filter(
      (one) => one.workspaceId === workspace.id && state.isWithin(one.retiredAt, LIMITS.formerSlugMs),
    );
    assertMayMoveNow(
      kept.map(({ retiredAt }) => retiredAt),
      now(),
    );
    assertFree(slug, workspace.id);
    formerSlugs.set(workspace.slug, { workspaceId: workspace.id, retiredAt: now() });
    formerSlugs.delete(slug);
    workspace.slug = slug;
    record({ type: "identity.workspace_moved", data: { workspaceId: workspace.id } });
  }

  function assertFree(slug: string, workspaceId: string): void {
    const former = keptFor(slug);
    const isTaken = members.some(({ workspace }) => workspace.slug === slug);
    if (isTaken || (former !== undefined && former !== workspaceId)) {
      throw new IdentityError("identity.slug_taken", "This address is taken. Choose another.");
    }
  }

  function keptFor(slug: string): string | undefined {
    const former = formerSlugs.get(slug);
    return former && state.isWithin(former.retiredAt, LIMITS.formerSlugMs) ? former.workspaceId : undefined;
  }

  function isMeant({ id, slug }: MemberRow["workspace"], ref: WorkspaceRef): boolean {
    return "id" in ref ? id === ref.id : slug === ref.slug || id === keptFor(ref.slug);
  }

  function stepOf({ workspaceId, actorId, userId }: MemberRef) {
    const actor = memberOf(workspaceId, actorId);
    if (actor === undefined) throw noWorkspace();
    const row = memberOf(workspaceId, userId);
    if (row === undefined) throw noMember();
    const owners = state.ownersOf(workspaceId);
    return { actor: heldBy(actor), target: heldBy(row), row, self: actorId === userId, owners };
  }

  function toMembership(row: MemberRow): Membership {
    const asked = row.role === "owner" ? undefined : state.required.get(row.workspace.id);
    const email = state.people.find(row.userId)?.person.email ?? "";
    return {
      workspace: { ...row.workspace },
      ...heldBy(row),
      ...(asked?.isOf(email) && { requiredConnection: asked.connectionId }),
    };
  }
}
