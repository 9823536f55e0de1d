import { randomUUID } from "node:crypto";
import { isOpen } from "../../domain/invitation.ts";
import { assertMayInviteNow, assertMayResendNow, LIMITS } from "../../domain/limits.ts";
import { assertMay, assertMayInvite } from "../../domain/roles.ts";
import { assertMayShapeTeams } from "../../domain/teams.ts";
import { IdentityError } from "../../errors.ts";
import type { Answer, IdentityProvider, Invitation, InvitationRef, ReceivedInvitation } from "../../port.ts";
import { type InvitationRow, type MemoryState, noTeam } from "./state.ts";
import type { memoryWorkspaces } from "./workspaces.ts";

type Port = Pick<
  IdentityProvider,
  | "createInvitation"
  | "listInvitations"
  | "resendInvitation"
  | "revokeInvitation"
  | "findInvitationLetter"
  | "listReceivedInvitations"
  | "findReceivedInvitation"
  | "acceptInvitation"
  | "declineInvitation"
>;

export function memoryInvitations(
  state: MemoryState,
  { join, toMembership }: Pick<ReturnType<typeof memoryWorkspaces>, "join" | "toMembership">,
): Port {
  const { invitations, people, now, record, end } = state;

  return {
    async createInvitation({ id = randomUUID(), workspaceId, inviterId, email, role, teamId = null, expiresAt }) {
      const inviter = state.actorIn(workspaceId, inviterId);
      const invited = state.grantOf(workspaceId, role);
      assertMayInvite(inviter, invited);
      if (teamId !== null) assertMayInviteIntoTeam(workspaceId, inviterId, teamId);
      assertNoMember(workspaceId, email);
      const pending = invitations.find(
        (one) => one.workspace.id === workspaceId && one.email === email && one.status === "pending",
      );
      if (pending && isOpen(pending, now())) {
        throw new IdentityError("identity.already_invited", "This address is invited already.");
      }
      assertMayInviteNow(earlier(workspaceId, inviterId, email));
      if (pending) pending.status = "expired";
      const { workspace } = inviter.row;
      const at = now();
      const sent = { createdAt: at, sentAt: at, sends: 1, status: "pending" } as const;
      const row: InvitationRow = { id, workspace, inviterId, email, role: invited.role, teamId, expiresAt, ...sent };
      invitations.push(row);
      record({ type: "identity.invitation_created", data: { workspaceId, invitationId: id } });
      return toInvitation(row);
    },

    listInvitations: async (workspaceId) =>
      newestFirst(state.open().filter(({ workspace }) => workspace.id === workspaceId)).map(toInvitation),

    async resendInvitation({ expiresAt, ...ref }) {
      const { workspaceId, actorId } = ref;
      const actor = state.actorIn(workspaceId, actorId);
      assertMay(actor, "invitation:manage");
      const found = pendingOne(ref, invitations);
      assertMayInvite(actor, state.grantOf(workspaceId, found.role));
      if (found.teamId !== null) assertMayInviteIntoTeam(workspaceId, actorId, found.teamId);
      assertNoMember(workspaceId, found.email);
      assertMayResendNow({ ...earlier(workspaceId, found.inviterId, found.email), sends: found.sends });
      Object.assign(found, { sentAt: now(), sends: found.sends + 1, expiresAt });
      record({ type: "identity.invitation_resent", data: { workspaceId, invitationId: found.id } });
      return toInvitation(found);
    },

    async revokeInvitation(ref) {
      assertMay(state.actorIn(ref.workspaceId, ref.actorId), "invitation:manage");
      end(pendingOne(ref, state.open()), "revoked");
    },

    async findInvitationLetter(invitationId) {
      const found = state.open().find(({ id }) => id === invitationId);
      if (found === undefined) return undefined;
      const locale = (people.byAddress(found.email) ?? people.find(found.inviterId))?.person.locale ?? "en";
      return { ...toReceived(found), email: found.email, locale };
    },

    listReceivedInvitations: async (userId) =>
      newestFirst(state.open().filter((one) => isFor(one, userId))).map(toReceived),

    async findReceivedInvitation(answer) {
      const found = received(answer);
      return found && isOpen(found, now()) ? toReceived(found) : undefined;
    },

    async acceptInvitation(answer) {
      const found = received(answer);
      const already = found && state.memberOf(found.workspace.id, answer.userId);
      if (found?.status === "accepted" && already) return toMembership(already);
      if (found === undefined || !isOpen(found, now())) throw noInvitation();
      end(found, "accepted");
      if (already) return toMembership(already);
      const { workspace, role, teamId } = found;
      const joined = join({ workspace, userId: answer.userId, role, isCreator: false });
      const team = state.teams.find((one) => one.id === teamId);
      if (team !== undefined) {
        team.memberIds.push(answer.userId);
        const data = { workspaceId: workspace.id, teamId: team.id, userId: answer.userId };
        record({ type: "identity.team_member_added", data });
      }
      return joined;
    },

    async declineInvitation(answer) {
      const found = received(answer);
      if (found === undefined || !isOpen(found, now())) throw noInvitation();
      end(found, "declined");
    },
  };

  function assertMayInviteIntoTeam(workspaceId: string, actorId: string, teamId: string): void {
    assertMayShapeTeams(state.actorIn(workspaceId, actorId));
    if (!state.teams.some((one) => one.id === teamId && one.workspaceId === workspaceId)) throw noTeam();
  }

  function assertNoMember(workspaceId: string, email: string): void {
    if (state.membersOf(workspaceId).some(({ userId }) => people.find(userId)?.person.email === email)) {
      throw new IdentityError("identity.already_member", "This person is a member already.");
    }
  }

  function earlier(workspaceId: string, inviterId: string, email: string) {
    const today = invitations.filter(({ sentAt }) => state.isWithin(sentAt, LIMITS.dayMs));
    const here = today.filter(({ workspace }) => workspace.id === workspaceId);
    return {
      isRecent: here.some((one) => one.email === email && state.isWithin(one.sentAt, LIMITS.invitationPauseMs)),
      byWorkspace: sendsOf(here),
      byInviter: sendsOf(today.filter((one) => one.inviterId === inviterId)),
    };
  }

  function received({ userId, invitationId }: Answer): InvitationRow | undefined {
    return invitations.find((one) => one.id === invitationId && isFor(one, userId));
  }

  function isFor({ email }: InvitationRow, userId: string): boolean {
    const known = people.find(userId);
    return known?.verified === true && known.person.email === email;
  }

  function toInvitation({
    id,
    email,
    role,
    teamId,
    expiresAt,
    sentAt,
    inviterId,
    workspace,
  }: InvitationRow): Invitation {
    const { roleName } = state.grantOf(workspace.id, role);
    return { id, email, role, roleName, teamId, expiresAt, invitedAt: sentAt, inviterName: state.nameOf(inviterId) };
  }

  function toReceived({ id, workspace, role, expiresAt, inviterId }: InvitationRow): ReceivedInvitation {
    const { roleName } = state.grantOf(workspace.id, role);
    return { id, workspaceName: workspace.name, inviterName: state.nameOf(inviterId), role, roleName, expiresAt };
  }
}

const sendsOf = (rows: readonly InvitationRow[]) => rows.reduce((sum, one) => sum + one.sends, 0);

function pendingOne({ workspaceId, invitationId }: InvitationRef, among: readonly InvitationRow[]): InvitationRow {
  const found = among.find(
    (one) => one.id === invitationId && one.workspace.id === workspaceId && one.status === "pending",
  );
  if (found === undefined) throw noInvitation();
  return found;
}

/** Of two at one moment, the one that was made later. */
const newestFirst = (rows: readonly InvitationRow[]) =>
  rows.toReversed().toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime());

const noInvitation = () =>
  new IdentityError("identity.invitation_not_found", "This invitation is not here, or not yours.");
