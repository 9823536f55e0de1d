import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import type { IdentitySubject } from "./cases/subject.ts";

type Broken = (good: IdentityProvider) => Partial<IdentityProvider>;

const provider =
  (broken: Broken): Mutant<IdentitySubject> =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const silentOf =
  (...types: readonly string[]): Mutant<IdentitySubject> =>
  (subject) => ({
    ...subject,
    facts: async () => (await subject.facts()).filter(({ type }) => !types.includes(type)),
  });

/** Resolves where the provider refuses with this code. */
async function overlook<T>(code: IdentityErrorCode, work: Promise<T>, instead: T): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof IdentityError && error.code === code) return instead;
    throw error;
  });
}

/** Says of a stranger's question that it is not theirs to ask. */
async function toldStrangers<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const isStranger = error instanceof IdentityError && error.code === "identity.workspace_not_found";
    throw isStranger ? new IdentityError("identity.forbidden", "Not yours.") : error;
  });
}

const ownerOf = async (good: IdentityProvider, workspaceId: string) =>
  (await good.listMembers(workspaceId)).find(({ role }) => role === "owner")?.person.id ?? "";
const someRole = { id: "0b8f6a1e-2f4b-4a52-9d0c-5e8f4d3c2b1a", name: "R", permissions: [] } as const;
const someTeam = { id: "t", name: "T", memberIds: [] } as const;

/** Deliberately broken adapters: roles, teams, what becomes of workspaces and invitations. */
export const workspaceMutants: Readonly<Record<string, Mutant<IdentitySubject>>> = {
  "lists the roles of a workspace backwards": provider((good) => ({
    listRoles: async (id) => (await good.listRoles(id)).toReversed(),
  })),
  "says nothing of a role that is removed": silentOf("identity.role_removed"),
  "keeps what a role allowed when it was made": provider((good) => ({
    updateRole: ({ permissions: _ignored, ...change }) => good.updateRole(change),
  })),
  "makes and widens roles for whoever asks": provider((good) => ({
    createRole: async (input) => good.createRole({ ...input, actorId: await ownerOf(good, input.workspaceId) }),
    updateRole: async (change) => good.updateRole({ ...change, actorId: await ownerOf(good, change.workspaceId) }),
  })),
  "lets people shape the role that they have": provider((good) => ({
    updateRole: (change) => overlook("identity.forbidden", good.updateRole(change), someRole),
  })),
  "shows a stranger that a role is there": provider((good) => ({
    removeRole: (ref) => toldStrangers(good.removeRole(ref)),
  })),
  "makes two roles of a name": provider((good) => ({
    createRole: (input) => overlook("identity.role_name_taken", good.createRole(input), someRole),
  })),
  "removes a role that somebody has": provider((good) => ({
    removeRole: (ref) => overlook("identity.role_in_use", good.removeRole(ref), undefined),
  })),
  "keeps every invitation whatever the inviter may": provider((good) => {
    const sent = new Map<string, Awaited<ReturnType<typeof good.createInvitation>>[]>();
    return {
      createInvitation: async (input) => {
        const made = await good.createInvitation(input);
        sent.set(input.workspaceId, [made, ...(sent.get(input.workspaceId) ?? [])]);
        return made;
      },
      listInvitations: async (id) => sent.get(id) ?? good.listInvitations(id),
    };
  }),
  "makes roles without end": provider((good) => ({
    createRole: (input) => overlook("identity.too_many_roles", good.createRole(input), someRole),
  })),

  "lists teams backwards": provider((good) => ({
    listTeams: async (id) => (await good.listTeams(id)).toReversed(),
  })),
  "takes anybody into a team": provider((good) => ({
    addTeamMember: (ref) => overlook("identity.member_not_found", good.addTeamMember(ref), undefined),
  })),
  "remembers who was in a team": provider((good) => {
    const seen = new Map<string, string[]>();
    return {
      addTeamMember: async (ref) => {
        await good.addTeamMember(ref);
        seen.set(ref.teamId, [...(seen.get(ref.teamId) ?? []), ref.userId]);
      },
      listTeams: async (id) =>
        (await good.listTeams(id)).map((team) => ({ ...team, memberIds: seen.get(team.id) ?? team.memberIds })),
    };
  }),
  "changes teams for whoever asks": provider((good) => ({
    renameTeam: async (change) => good.renameTeam({ ...change, actorId: await ownerOf(good, change.workspaceId) }),
  })),
  "makes two teams of a name": provider((good) => ({
    createTeam: (input) => overlook("identity.team_name_taken", good.createTeam(input), someTeam),
  })),
  "forgets the team of an invitation": provider((good) => ({
    createInvitation: ({ teamId: _ignored, ...input }) => good.createInvitation(input),
  })),
  "makes teams without end": provider((good) => ({
    createTeam: (input) => overlook("identity.too_many_teams", good.createTeam(input), someTeam),
  })),

  "says nothing of a workspace that moved": silentOf("identity.workspace_moved"),
  "knows a workspace by its slug of now alone": provider((good) => ({
    findMembership: async (userId, ref) => {
      const found = await good.findMembership(userId, ref);
      return "slug" in ref && found?.workspace.slug !== ref.slug ? undefined : found;
    },
  })),
  "gives a slug that was given up to the next one who asks": provider((good) => ({
    createWorkspace: (input) =>
      good
        .createWorkspace(input)
        .catch(() => good.createWorkspace({ ...input, slug: `${input.slug}-${crypto.randomUUID().slice(0, 4)}` })),
  })),
  "moves a workspace as often as it likes": provider((good) => ({
    updateWorkspace: (change) =>
      overlook("identity.too_many_slugs", good.updateWorkspace(change), { id: "w", slug: "w", name: "W" }),
  })),
  "hands a workspace over for whoever asks": provider((good) => ({
    transferOwnership: async (transfer) =>
      good.transferOwnership({ ...transfer, actorId: await ownerOf(good, transfer.workspaceId) }),
  })),
  "hands a workspace over to nobody": provider((good) => {
    const handed = new Set<string>();
    return {
      transferOwnership: async (transfer) => {
        await good.transferOwnership(transfer);
        handed.add(transfer.workspaceId);
      },
      listMembers: async (id) =>
        (await good.listMembers(id)).map((one) => (handed.has(id) ? { ...one, role: "admin" as const } : one)),
    };
  }),
  "says nothing of an invitation that is sent again": silentOf("identity.invitation_resent"),
  "sends an invitation again as often as anybody likes": provider((good) => ({
    resendInvitation: async (resent) =>
      overlook("identity.too_many_invitations", good.resendInvitation(resent), {
        id: resent.invitationId,
        email: "",
        role: "viewer",
        roleName: null,
        teamId: null,
        expiresAt: new Date(0),
        invitedAt: new Date(0),
        inviterName: "",
      }),
  })),
};
