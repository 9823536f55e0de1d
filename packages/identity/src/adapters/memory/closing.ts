import { erasableAt } from "../../domain/closing.ts";
import { assertMay } from "../../domain/roles.ts";
import type { ClosedWorkspace, ClosingPort } from "../../port-closing.ts";
import { type MemberRow, type MemoryState, noWorkspace } from "./state.ts";

export function memoryClosing(state: MemoryState): ClosingPort {
  const { closings, members, invitations, now, record } = state;

  return {
    async closeWorkspace({ workspaceId, actorId }) {
      const actor = state.actorIn(workspaceId, actorId);
      assertMay(actor, "workspace:delete");
      for (const one of invitations) {
        if (one.workspace.id === workspaceId && one.status === "pending") state.end(one, "revoked");
      }
      const closedAt = now();
      closings.set(workspaceId, closedAt);
      record({ type: "identity.workspace_closed", data: { workspaceId } });
      return closed(actor.row, closedAt);
    },

    async reopenWorkspace({ workspaceId, actorId }) {
      const found = ownedBy(actorId).find(({ workspace }) => workspace.id === workspaceId);
      if (found === undefined) throw noWorkspace();
      closings.delete(workspaceId);
      record({ type: "identity.workspace_reopened", data: { workspaceId } });
      return found.workspace;
    },

    listClosedWorkspaces: async (userId) =>
      ownedBy(userId).toSorted((one, other) => other.closedAt.getTime() - one.closedAt.getTime()),

    listErasableWorkspaces: async (limit) =>
      [...closings].flatMap(([id, closedAt]) => (isErasable(closedAt) ? [id] : [])).slice(0, limit),

    async eraseWorkspace(workspaceId) {
      const closedAt = closings.get(workspaceId);
      if (closedAt === undefined || !isErasable(closedAt)) return false;
      const slug = members.find(({ workspace }) => workspace.id === workspaceId)?.workspace.slug;
      if (slug !== undefined) state.formerSlugs.set(slug, { workspaceId, retiredAt: now() });
      remove(members, ({ workspace }) => workspace.id === workspaceId);
      remove(invitations, ({ workspace }) => workspace.id === workspaceId);
      remove(state.roles, (one) => one.workspaceId === workspaceId);
      remove(state.teams, (one) => one.workspaceId === workspaceId);
      remove(state.serviceAccounts, (one) => one.workspaceId === workspaceId);
      closings.delete(workspaceId);
      record({ type: "identity.workspace_deleted", data: { workspaceId } });
      return true;
    },
  };

  function isErasable(closedAt: Date): boolean {
    return erasableAt(closedAt) <= now();
  }

  function ownedBy(userId: string): readonly ClosedWorkspace[] {
    return members.flatMap((row) => {
      const closedAt = closings.get(row.workspace.id);
      const isTheirs = row.userId === userId && row.role === "owner";
      return isTheirs && closedAt !== undefined && !isErasable(closedAt) ? [closed(row, closedAt)] : [];
    });
  }
}

function closed({ workspace }: MemberRow, closedAt: Date): ClosedWorkspace {
  return { workspace: { ...workspace }, closedAt, erasableAt: erasableAt(closedAt) };
}

function remove<Row>(rows: Row[], which: (row: Row) => boolean): void {
  rows.splice(0, rows.length, ...rows.filter((row) => !which(row)));
}
