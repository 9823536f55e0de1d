import { eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { IdentityError } from "../../errors.ts";
import type { Invitation, ReceivedInvitation } from "../../port.ts";
import type { InvitableRole } from "../../port-roles.ts";
import { customRole, invitation, organization, user } from "../../schema.ts";
import type { Tx } from "./failures.ts";
import { INVITED, roleOfInvitation, toHeld } from "./held.ts";

export const inviter = alias(user, "inviter");

export const RECEIVED = {
  id: invitation.id,
  workspaceName: organization.name,
  inviterName: inviter.name,
  ...INVITED,
  expiresAt: invitation.expiresAt,
};

const SENT = {
  id: invitation.id,
  email: invitation.email,
  ...INVITED,
  teamId: invitation.teamId,
  expiresAt: invitation.expiresAt,
  invitedAt: invitation.sentAt,
  inviterName: inviter.name,
};

export function sentBy(database: Pick<Tx, "select">, which: SQL | undefined) {
  return database
    .select(SENT)
    .from(invitation)
    .innerJoin(inviter, eq(inviter.id, invitation.inviterId))
    .leftJoin(customRole, roleOfInvitation())
    .where(which)
    .$dynamic();
}

export async function sentOne(tx: Tx, invitationId: string): Promise<Invitation> {
  const [row] = await sentBy(tx, eq(invitation.id, invitationId));
  if (row === undefined) throw noInvitation();
  return toSent(row);
}

type Stored = Parameters<typeof toHeld>[0];

function invitedTo(row: Stored): { readonly role: InvitableRole; readonly roleName: string | null } {
  const { role, roleName } = toHeld(row);
  // The table's check holds no such invitation; should it ever, it must deny and not default.
  if (role === "owner") throw noInvitation();
  return { role, roleName };
}

type SentRow = Stored & Omit<Invitation, "role" | "roleName">;
type ReceivedRow = Stored & Omit<ReceivedInvitation, "role" | "roleName">;

export const toSent = ({ id, email, teamId, expiresAt, invitedAt, inviterName, ...role }: SentRow): Invitation => ({
  id,
  email,
  ...invitedTo(role),
  teamId,
  expiresAt,
  invitedAt,
  inviterName,
});

export const toReceived = ({
  id,
  workspaceName,
  inviterName,
  expiresAt,
  ...role
}: ReceivedRow): ReceivedInvitation => ({
  id,
  workspaceName,
  inviterName,
  ...invitedTo(role),
  expiresAt,
});

export const noInvitation = () =>
  new IdentityError("identity.invitation_not_found", "This invitation is not here, or not yours.");
