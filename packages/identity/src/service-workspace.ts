import { expiryOf } from "./domain/invitation.ts";
import { parseName } from "./domain/name.ts";
import { parsePermissions } from "./domain/roles.ts";
import { parseSlug } from "./domain/slug.ts";
import type { IdentityNeeds } from "./needs.ts";
import type { IdentityProvider, Invitation, Workspace } from "./port.ts";
import type { CustomRole } from "./port-roles.ts";
import type { Team } from "./port-teams.ts";
import { actorIn, type Entry, type PersonEntry } from "./entry.ts";
import { requireRecentSignIn } from "./service-account.ts";

/** What a workspace is called, who owns it, its own roles and its teams. */
export function createWorkspaceUseCases(provider: IdentityProvider, needs: Pick<IdentityNeeds, "now">) {
  return {
    async updateWorkspace(
      entry: PersonEntry,
      change: { name?: string | undefined; slug?: string | undefined },
    ): Promise<Workspace> {
      entry.require("workspace:update");
      return provider.updateWorkspace({
        ...actorIn(entry),
        ...(change.name !== undefined && { name: parseName(change.name) }),
        ...(change.slug !== undefined && { slug: parseSlug(change.slug) }),
      });
    },

    /** The caller becomes an admin. Wants a recent sign-in. */
    async transferOwnership(entry: PersonEntry, userId: string): Promise<void> {
      entry.require("workspace:transfer");
      requireRecentSignIn(entry.session, needs.now());
      await provider.transferOwnership({ ...actorIn(entry), userId });
    },

    async listRoles(entry: Entry): Promise<readonly CustomRole[]> {
      entry.require("member:read");
      return provider.listRoles(entry.workspace.id);
    },

    async createRole(
      entry: PersonEntry,
      input: { readonly id?: string; readonly name: string; readonly permissions: readonly string[] },
    ): Promise<CustomRole> {
      entry.require("role:manage");
      const { id } = input;
      return provider.createRole({
        ...actorIn(entry),
        ...(id !== undefined && { id }),
        name: parseName(input.name),
        permissions: parsePermissions(input.permissions),
      });
    },

    async updateRole(
      entry: PersonEntry,
      roleId: string,
      change: { name?: string | undefined; permissions?: readonly string[] | undefined },
    ): Promise<CustomRole> {
      entry.require("role:manage");
      return provider.updateRole({
        ...actorIn(entry),
        roleId,
        ...(change.name !== undefined && { name: parseName(change.name) }),
        ...(change.permissions && { permissions: parsePermissions(change.permissions) }),
      });
    },

    async removeRole(entry: PersonEntry, roleId: string): Promise<void> {
      entry.require("role:manage");
      await provider.removeRole({ ...actorIn(entry), roleId });
    },

    async listTeams(entry: Entry): Promise<readonly Team[]> {
      entry.require("member:read");
      return provider.listTeams(entry.workspace.id);
    },

    async createTeam(entry: PersonEntry, input: { readonly id?: string; readonly name: string }): Promise<Team> {
      entry.require("team:manage");
      const { id } = input;
      return provider.createTeam({ ...actorIn(entry), ...(id !== undefined && { id }), name: parseName(input.name) });
    },

    async renameTeam(entry: PersonEntry, teamId: string, name: string): Promise<void> {
      entry.require("team:manage");
      await provider.renameTeam({ ...actorIn(entry), teamId, name: parseName(name) });
    },

    async removeTeam(entry: PersonEntry, teamId: string): Promise<void> {
      entry.require("team:manage");
      await provider.removeTeam({ ...actorIn(entry), teamId });
    },

    async addTeamMember(entry: PersonEntry, teamId: string, userId: string): Promise<void> {
      entry.require("team:manage");
      await provider.addTeamMember({ ...actorIn(entry), teamId, userId });
    },

    async removeTeamMember(entry: PersonEntry, teamId: string, userId: string): Promise<void> {
      entry.require("team:manage");
      await provider.removeTeamMember({ ...actorIn(entry), teamId, userId });
    },

    /** Its mail goes out again, with as long to answer as a new one has. */
    async resendInvitation(entry: PersonEntry, invitationId: string): Promise<Invitation> {
      entry.require("invitation:manage");
      return provider.resendInvitation({ ...actorIn(entry), invitationId, expiresAt: expiryOf(needs.now()) });
    },
  };
}
