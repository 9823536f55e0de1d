import { randomUUID } from "node:crypto";
import { type InvitationStatus, isOpen } from "../../domain/invitation.ts";
import { assertMayCreateNow, assertMayInviteNow, LIMITS } from "../../domain/limits.ts";
import { assertMayChangeRole, assertMayInvite, assertMayRemove } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import { can } from "../../permissions.ts";
import type {
  Answer,
  IdentityProvider,
  InvitableRole,
  Invitation,
  MemberRef,
  Membership,
  ReceivedInvitation,
  Role,
  Workspace,
} from "../../port.ts";
import type { RecordFact } from "./facts.ts";
import type { MemoryPeople } from "./people.ts";

interface Row {
  readonly userId: string;
  readonly isCreator: boolean;
  readonly workspace: Workspace;
  role: Role;
  readonly joinedAt: Date;
}

interface InvitationRow {
  readonly id: string;
  readonly workspace: Workspace;
  readonly inviterId: string;
  readonly email: string;
  readonly role: InvitableRole;
  readonly expiresAt: Date;
  readonly invitedAt: Date;
  status: InvitationStatus;
}

interface Options {
  readonly now: () => Date;
  readonly record: RecordFact;
  readonly people: MemoryPeople;
}

type WorkspacesPort = Pick<
  IdentityProvider,
  | "createWorkspace"
  | "listMemberships"
  | "findMembership"
  | "listMembers"
  | "changeRole"
  | "removeMember"
  | "createInvitation"
  | "listInvitations"
  | "revokeInvitation"
  | "findInvitationLetter"
  | "listReceivedInvitations"
  | "findReceivedInvitation"
  | "acceptInvitation"
  | "declineInvitation"
>;

/** Memberships and invitations. One process runs one step at a time, so no lock is needed. */
export function memoryWorkspaces({ now, record, people }: Options) {
  const members: Row[] = [];
  const invitations: InvitationRow[] = [];

  const port: WorkspacesPort = {
    async createWorkspace({ id = randomUUID(), name, slug, ownerId }) {
      if (members.some(({ workspace }) => workspace.slug === slug)) {
        throw new IdentityError("identity.slug_taken", "This address is taken. Choose another.");
      }
      const made = members.filter(
        (one) => one.userId === ownerId && one.isCreator && isWithin(one.joinedAt, LIMITS.dayMs),
      );
      assertMayCreateNow(made.length);
      const workspace: Workspace = { id, slug, name };
      record({ type: "identity.workspace_created", data: { workspaceId: workspace.id } });
      return join({ workspace, userId: ownerId, role: "owner", isCreator: true });
    },

    listMemberships: async (userId) => members.filter((one) => one.userId === userId).map(toMembership),

    async findMembership(userId, ref) {
      const found = members.find(
        ({ userId: whose, workspace }) =>
          whose === userId && ("id" in ref ? workspace.id === ref.id : workspace.slug === ref.slug),
      );
      return found && toMembership(found);
    },

    listMembers: async (workspaceId) =>
      membersOf(workspaceId).flatMap(({ userId, role, joinedAt }) => {
        const person = people.find(userId)?.person;
        return person ? [{ person: { id: person.id, name: person.name, email: person.email }, role, joinedAt }] : [];
      }),

    async changeRole({ role: to, ...ref }) {
      const { target, ...step } = stepOf(ref);
      assertMayChangeRole({ ...step, target: target.role, to });
      if (target.role === to) return;
      target.role = to;
      const { workspaceId, userId } = ref;
      record({ type: "identity.member_role_changed", data: { workspaceId, userId, role: to } });
      if (!can(to, "invitation:manage")) revokeAllOf(ref);
    },

    async removeMember(ref) {
      const { target, ...step } = stepOf(ref);
      assertMayRemove({ ...step, target: target.role });
      members.splice(members.indexOf(target), 1);
      const { workspaceId, userId } = ref;
      record({ type: "identity.member_removed", data: { workspaceId, userId } });
      revokeAllOf(ref);
    },

    async createInvitation({ id = randomUUID(), workspaceId, inviterId, email, role, expiresAt }) {
      const inviter = memberOf(workspaceId, inviterId);
      if (inviter === undefined) throw noWorkspace();
      assertMayInvite(inviter.role, role);
      if (membersOf(workspaceId).some(({ userId }) => people.find(userId)?.person.email === email)) {
        throw new IdentityError("identity.already_member", "This person is a member already.");
      }
      const pending = invitations.find(
        (one) => one.workspace.id === workspaceId && one.email === email && one.status === "pending",
      );
      if (pending && isOpen(pending, now())) {
        throw new IdentityError("identity.already_invited", "This address is invited already.");
      }
      assertWithinLimits(workspaceId, inviterId, email);
      if (pending) pending.status = "expired";
      const { workspace } = inviter;
      const row: InvitationRow = {
        id,
        workspace,
        inviterId,
        email,
        role,
        expiresAt,
        invitedAt: now(),
        status: "pending",
      };
      invitations.push(row);
      record({ type: "identity.invitation_created", data: { workspaceId, invitationId: id } });
      return toInvitation(row);
    },

    listInvitations: async (workspaceId) =>
      open()
        .filter(({ workspace }) => workspace.id === workspaceId)
        .map(toInvitation),

    async revokeInvitation({ workspaceId, actorId, invitationId }) {
      const actor = memberOf(workspaceId, actorId);
      if (actor === undefined) throw noWorkspace();
      if (!can(actor.role, "invitation:manage")) {
        throw new IdentityError("identity.forbidden", "Only owners and admins revoke invitations.");
      }
      const found = open().find((one) => one.id === invitationId && one.workspace.id === workspaceId);
      if (found === undefined) throw noInvitation();
      end(found, "revoked");
    },

    async findInvitationLetter(invitationId) {
      const found = open().find(({ id }) => id === invitationId);
      if (found === undefined) return undefined;
      const locale = (people.byAddress(found.email) ?? people.find(found.inviterId))?.person.locale ?? "en";
      return { ...toReceived(found), email: found.email, locale };
    },

    listReceivedInvitations: async (userId) =>
      open()
        .filter((one) => isFor(one, userId))
        .map(toReceived),

    async findReceivedInvitation(answer) {
      const found = received(answer);
      return found && isOpen(found, now()) ? toReceived(found) : undefined;
    },

    async acceptInvitation(answer) {
      const found = received(answer);
      const already = found && memberOf(found.workspace.id, answer.userId);
      if (found?.status === "accepted" && already) return toMembership(already);
      if (found === undefined || !isOpen(found, now())) throw noInvitation();
      end(found, "accepted");
      return already
        ? toMembership(already)
        : join({ workspace: found.workspace, userId: answer.userId, role: found.role, isCreator: false });
    },

    async declineInvitation(answer) {
      const found = received(answer);
      if (found === undefined || !isOpen(found, now())) throw noInvitation();
      end(found, "declined");
    },
  };

  /** Workspaces without members are gone. */
  return { port, has: (workspaceId: string) => members.some(({ workspace }) => workspace.id === workspaceId) };

  function join(joining: Omit<Row, "joinedAt">): Membership {
    const row: Row = { ...joining, joinedAt: now() };
    const { workspace, userId, role } = row;
    members.push(row);
    record({ type: "identity.member_joined", data: { workspaceId: workspace.id, userId, role } });
    return toMembership(row);
  }

  function assertWithinLimits(workspaceId: string, inviterId: string, email: string): void {
    const today = invitations.filter(({ invitedAt }) => isWithin(invitedAt, LIMITS.dayMs));
    const here = today.filter(({ workspace }) => workspace.id === workspaceId);
    assertMayInviteNow({
      isRecent: here.some((one) => one.email === email && isWithin(one.invitedAt, LIMITS.invitationPauseMs)),
      byWorkspace: here.length,
      byInviter: today.filter((one) => one.inviterId === inviterId).length,
    });
  }

  function isWithin(moment: Date, ms: number): boolean {
    return moment.getTime() > now().getTime() - ms;
  }

  function stepOf({ workspaceId, actorId, userId }: MemberRef) {
    const actor = memberOf(workspaceId, actorId);
    if (actor === undefined) throw noWorkspace();
    const target = memberOf(workspaceId, userId);
    if (target === undefined) throw new IdentityError("identity.member_not_found", "This person is no member here.");
    const owners = membersOf(workspaceId).filter(({ role }) => role === "owner").length;
    return { actor: actor.role, target, self: actorId === userId, owners };
  }

  function revokeAllOf({ workspaceId, userId }: MemberRef): void {
    for (const one of invitations) {
      if (one.workspace.id === workspaceId && one.inviterId === userId && one.status === "pending") end(one, "revoked");
    }
  }

  function end(row: InvitationRow, status: "accepted" | "declined" | "revoked"): void {
    row.status = status;
    const type = status === "accepted" ? "identity.invitation_accepted" : "identity.invitation_ended";
    record({ type, data: { workspaceId: row.workspace.id, invitationId: row.id } });
  }

  function received({ userId, invitationId }: Answer): InvitationRow | undefined {
    return invitations.find((one) => one.id === invitationId && isFor(one, userId));
  }

  function isFor({ email }: InvitationRow, userId: string): boolean {
    const known = people.find(userId);
    return known?.verified === true && known.person.email === email;
  }

  function toInvitation({ id, email, role, expiresAt, invitedAt, inviterId }: InvitationRow): Invitation {
    return { id, email, role, expiresAt, invitedAt, inviterName: nameOf(inviterId) };
  }

  function toReceived({ id, workspace, role, expiresAt, inviterId }: InvitationRow): ReceivedInvitation {
    return { id, workspaceName: workspace.name, inviterName: nameOf(inviterId), role, expiresAt };
  }

  function open(): readonly InvitationRow[] {
    return invitations.filter((one) => isOpen(one, now())).toReversed();
  }

  function membersOf(workspaceId: string): readonly Row[] {
    return members.filter(({ workspace }) => workspace.id === workspaceId);
  }

  function memberOf(workspaceId: string, userId: string): Row | undefined {
    return membersOf(workspaceId).find((one) => one.userId === userId);
  }

  function nameOf(userId: string): string {
    return people.find(userId)?.person.name ?? "";
  }
}

const toMembership = ({ workspace, role }: Row): Membership => ({ workspace, role });
const noWorkspace = () =>
  new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
const noInvitation = () =>
  new IdentityError("identity.invitation_not_found", "This invitation is not here, or not yours.");
