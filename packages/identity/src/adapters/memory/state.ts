import { type InvitationStatus, isOpen } from "../../domain/invitation.ts";
import { builtIn, isBuiltIn } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import { can, covers, type Holder } from "../../permissions.ts";
import type { ApiKey } from "../../port-keys.ts";
import type { CustomRole, HeldRole, InvitableRole, Role } from "../../port-roles.ts";
import type { Workspace } from "../../port.ts";
import type { RecordFact } from "./facts.ts";
import type { MemoryPeople } from "./people.ts";

/** One per workspace, whatever it is called by now. */
type Place = { -readonly [Key in keyof Workspace]: Workspace[Key] };

export interface MemberRow {
  readonly userId: string;
  readonly isCreator: boolean;
  readonly workspace: Place;
  role: Role;
  readonly joinedAt: Date;
}

export interface InvitationRow {
  readonly id: string;
  readonly workspace: Place;
  readonly inviterId: string;
  readonly email: string;
  readonly role: InvitableRole;
  teamId: string | null;
  expiresAt: Date;
  readonly createdAt: Date;
  sentAt: Date;
  sends: number;
  status: InvitationStatus;
}

export interface TeamRow {
  readonly workspaceId: string;
  readonly id: string;
  name: string;
  readonly memberIds: string[];
}

export interface ServiceAccountRow {
  readonly workspaceId: string;
  readonly id: string;
  name: string;
  readonly createdAt: Date;
  readonly createdById: string;
  /** In the order in which they were made. */
  readonly keys: KeyRow[];
}

export interface KeyRow extends Omit<ApiKey, "createdBy" | "lastUsedAt" | "endsAt"> {
  readonly hash: string;
  readonly createdById: string;
  lastUsedAt: Date | null;
  endsAt: Date | null;
  revokedAt: Date | null;
}

export interface MemoryOptions {
  readonly now: () => Date;
  readonly record: RecordFact;
  readonly people: MemoryPeople;
}

export type MemoryState = ReturnType<typeof memoryState>;

/** What workspaces are made of, and the questions that everything asks of it. */
export function memoryState({ now, record, people }: MemoryOptions) {
  const members: MemberRow[] = [];
  const invitations: InvitationRow[] = [];
  const roles: (CustomRole & { readonly workspaceId: string })[] = [];
  const teams: TeamRow[] = [];
  const serviceAccounts: ServiceAccountRow[] = [];
  const formerSlugs = new Map<string, { readonly workspaceId: string; readonly retiredAt: Date }>();

  const closings = new Map<string, Date>();
  /** By workspace: the connection that is required, and the domains whose people it is required of. */
  const required = new Map<string, { readonly connectionId: string; readonly isOf: (email: string) => boolean }>();

  const membersOf = (workspaceId: string) => members.filter(({ workspace }) => workspace.id === workspaceId);
  const isClosed = (workspaceId: string) => closings.has(workspaceId);
  /** Of a workspace that is closed nobody is one. */
  const memberOf = (workspaceId: string, userId: string) =>
    isClosed(workspaceId) ? undefined : membersOf(workspaceId).find((one) => one.userId === userId);

  /** @throws IdentityError `identity.role_not_found`. */
  function grantOf(workspaceId: string, role: Role): HeldRole {
    if (isBuiltIn(role)) return builtIn(role);
    const found = roles.find((one) => one.id === role && one.workspaceId === workspaceId);
    if (found === undefined) throw noRole();
    return { role, roleName: found.name, permissions: found.permissions };
  }

  const heldBy = ({ workspace, role }: MemberRow) => grantOf(workspace.id, role);

  function actorIn(workspaceId: string, actorId: string): HeldRole & { readonly row: MemberRow } {
    const row = memberOf(workspaceId, actorId);
    if (row === undefined) throw noWorkspace();
    return { ...heldBy(row), row };
  }

  function end(row: InvitationRow, status: "accepted" | "declined" | "revoked"): void {
    row.status = status;
    const type = status === "accepted" ? "identity.invitation_accepted" : "identity.invitation_ended";
    record({ type, data: { workspaceId: row.workspace.id, invitationId: row.id } });
  }

  /** Whoever could not invite to it any more must not have a way back in either. */
  function revokeBeyond(workspaceId: string, inviterId: string, holder?: Holder): void {
    for (const one of invitations) {
      if (one.workspace.id !== workspaceId || one.inviterId !== inviterId || one.status !== "pending") continue;
      const may = holder && can(holder, "invitation:manage") && covers(holder, grantOf(workspaceId, one.role));
      if (may !== true) end(one, "revoked");
    }
  }

  return {
    now,
    record,
    people,
    members,
    invitations,
    roles,
    teams,
    serviceAccounts,
    formerSlugs,
    closings,
    required,
    isClosed,
    membersOf,
    memberOf,
    grantOf,
    heldBy,
    actorIn,
    end,
    revokeBeyond,
    ownersOf: (workspaceId: string) => membersOf(workspaceId).filter(({ role }) => role === "owner").length,
    isWithin: (moment: Date, ms: number) => moment.getTime() > now().getTime() - ms,
    open: () => invitations.filter((one) => isOpen(one, now())),
    nameOf: (userId: string) => people.find(userId)?.person.name ?? "",
  };
}

export const noWorkspace = () =>
  new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
export const noMember = () => new IdentityError("identity.member_not_found", "This person is no member here.");
export const noRole = () => new IdentityError("identity.role_not_found", "This role is not in this workspace.");
export const noTeam = () => new IdentityError("identity.team_not_found", "This team is not in this workspace.");
