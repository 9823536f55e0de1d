import { randomUUID } from "node:crypto";
import { assertRoomForTeam } from "../../domain/limits.ts";
import { assertMayShapeTeams } from "../../domain/teams.ts";
import { IdentityError } from "../../errors.ts";
import type { TeamRef, TeamsPort } from "../../port-teams.ts";
import { byName } from "./by-name.ts";
import { type MemoryState, noMember, noTeam } from "./state.ts";

export function memoryTeams(state: MemoryState): TeamsPort {
  const { teams, record } = state;

  return {
    listTeams: async (workspaceId) =>
      teamsOf(workspaceId)
        .map(({ id, name, memberIds }) => ({ id, name, memberIds: [...memberIds] }))
        .toSorted(byName),

    async createTeam({ workspaceId, actorId, id = randomUUID(), name }) {
      assertMayShapeTeams(state.actorIn(workspaceId, actorId));
      assertRoomForTeam(teamsOf(workspaceId).length);
      assertFree(workspaceId, name);
      teams.push({ workspaceId, id, name, memberIds: [] });
      record({ type: "identity.team_created", data: { workspaceId, teamId: id } });
      return { id, name, memberIds: [] };
    },

    async renameTeam({ name, ...ref }) {
      const { team, data } = found(ref);
      if (team.name === name) return;
      assertFree(ref.workspaceId, name, team.id);
      team.name = name;
      record({ type: "identity.team_renamed", data });
    },

    async removeTeam(ref) {
      const { team, data } = found(ref);
      for (const one of state.invitations) if (one.teamId === team.id) one.teamId = null;
      teams.splice(teams.indexOf(team), 1);
      record({ type: "identity.team_removed", data });
    },

    async addTeamMember({ userId, ...ref }) {
      const { team, data } = found(ref);
      if (state.memberOf(ref.workspaceId, userId) === undefined) throw noMember();
      if (team.memberIds.includes(userId)) return;
      team.memberIds.push(userId);
      record({ type: "identity.team_member_added", data: { ...data, userId } });
    },

    async removeTeamMember({ userId, ...ref }) {
      const { team, data } = found(ref);
      if (state.memberOf(ref.workspaceId, userId) === undefined) throw noMember();
      if (!team.memberIds.includes(userId)) return;
      team.memberIds.splice(team.memberIds.indexOf(userId), 1);
      record({ type: "identity.team_member_removed", data: { ...data, userId } });
    },
  };

  function teamsOf(workspaceId: string) {
    return teams.filter((one) => one.workspaceId === workspaceId);
  }

  function found({ workspaceId, actorId, teamId }: TeamRef) {
    assertMayShapeTeams(state.actorIn(workspaceId, actorId));
    const team = teamsOf(workspaceId).find(({ id }) => id === teamId);
    if (team === undefined) throw noTeam();
    return { team, data: { workspaceId, teamId } };
  }

  function assertFree(workspaceId: string, name: string, own?: string): void {
    const isTaken = teamsOf(workspaceId).some((one) => one.id !== own && one.name.toLowerCase() === name.toLowerCase());
    if (isTaken) throw new IdentityError("identity.team_name_taken", "There is a team of this name. Choose another.");
  }
}
