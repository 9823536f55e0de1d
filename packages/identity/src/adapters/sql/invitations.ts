import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import { isOpen } from "../../domain/invitation.ts";
import { assertMayInviteNow, assertMayResendNow, LIMITS } from "../../domain/limits.ts";
import { assertMay, assertMayInvite } from "../../domain/roles.ts";
import { assertMayShapeTeams } from "../../domain/teams.ts";
import { IdentityError } from "../../errors.ts";
import type { Answer, IdentityProvider } from "../../port.ts";
import type { HeldRole, InvitableRole } from "../../port-roles.ts";
import { customRole, invitation, member, organization, user } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn, grantOf, INVITED, roleIn, roleOfInvitation, storedAs, toHeld } from "./held.ts";
import { lockPerson, lockWorkspace, tryLockWorkspace } from "./locks.ts";
import { inviter, noInvitation, RECEIVED, sentBy, sentOne, toReceived, toSent } from "./invitation-rows.ts";
import { joinTeam, teamName } from "./teams.ts";
import { toMembership } from "./workspaces.ts";

type InvitationsPort = Pick<
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

const invitee = alias(user, "invitee");

/** Invitations by SQL of our own. An answer counts only from the person who has confirmed exactly the invited address. */
export function sqlInvitations(database: Database, now: () => Date): InvitationsPort {
  return {
    createInvitation: ({ id = randomUUID(), workspaceId, inviterId, email, role, teamId, expiresAt }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          // A stranger learns nothing of which roles there are.
          await actorIn(tx, workspaceId, inviterId);
          const invited = await grantOf(tx, workspaceId, role);
          const invitedTo = await assertMayInviteInto(tx, { workspaceId, inviterId, invited, teamId });
          await assertNoMember(tx, workspaceId, email);
          await makeWay(tx, workspaceId, email);
          const invitedAt = now();
          await assertWithinLimits(tx, { workspaceId, inviterId, email, invitedAt });
          await tx.insert(invitation).values({
            id,
            organizationId: workspaceId,
            email,
            ...storedAs(invitedTo),
            teamId,
            status: "pending",
            inviterId,
            expiresAt,
            createdAt: invitedAt,
            sentAt: invitedAt,
          });
          return sentOne(tx, id);
        }),
      ),

    async listInvitations(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      const rows = await attempt(() =>
        sentBy(database, and(eq(invitation.organizationId, workspaceId), open())).orderBy(
          desc(invitation.sentAt),
          desc(invitation.id),
        ),
      );
      return rows.map(toSent);
    },

    resendInvitation: ({ workspaceId, actorId, invitationId, expiresAt }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          assertMay(await actorIn(tx, workspaceId, actorId), "invitation:manage");
          const pending = and(
            eq(invitation.id, invitationId),
            eq(invitation.organizationId, workspaceId),
            eq(invitation.status, "pending"),
          );
          const [found] = isUuid(invitationId)
            ? await tx
                .select({ invitation, ...INVITED })
                .from(invitation)
                .leftJoin(customRole, roleOfInvitation())
                .where(pending)
            : [];
          if (found === undefined) throw noInvitation();
          const { inviterId, email, teamId, sends } = found.invitation;
          const invited = toHeld(found);
          await assertMayInviteInto(tx, { workspaceId, inviterId: actorId, invited, teamId: teamId ?? undefined });
          await assertNoMember(tx, workspaceId, email);
          const invitedAt = now();
          await assertWithinLimits(tx, { workspaceId, inviterId, email, invitedAt, sends });
          await tx
            .update(invitation)
            .set({ sentAt: invitedAt, sends: sends + 1, expiresAt })
            .where(pending);
          return sentOne(tx, invitationId);
        }),
      ),

    revokeInvitation: ({ workspaceId, actorId, invitationId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          assertMay(await actorIn(tx, workspaceId, actorId), "invitation:manage");
          if (!isUuid(invitationId)) throw noInvitation();
          const revoked = await tx
            .update(invitation)
            .set({ status: "revoked" })
            .where(and(eq(invitation.id, invitationId), eq(invitation.organizationId, workspaceId), open()))
            .returning({ id: invitation.id });
          if (revoked.length === 0) throw noInvitation();
        }),
      ),

    async findInvitationLetter(invitationId) {
      if (!isUuid(invitationId)) return undefined;
      const [row] = await attempt(() =>
        database
          .select({
            ...RECEIVED,
            email: invitation.email,
            locale: sql<typeof user.$inferSelect.locale>`coalesce(${invitee.locale}, ${inviter.locale})`,
          })
          .from(invitation)
          .innerJoin(organization, eq(organization.id, invitation.organizationId))
          .innerJoin(inviter, eq(inviter.id, invitation.inviterId))
          .leftJoin(customRole, roleOfInvitation())
          .leftJoin(invitee, eq(invitee.email, invitation.email))
          .where(and(eq(invitation.id, invitationId), open())),
      );
      return row && { ...toReceived(row), email: row.email, locale: row.locale };
    },

    async listReceivedInvitations(userId) {
      if (!isUuid(userId)) return [];
      const rows = await attempt(() => receivedBy(userId).orderBy(desc(invitation.sentAt), desc(invitation.id)));
      return rows.map(toReceived);
    },

    async findReceivedInvitation({ userId, invitationId }) {
      if (!isUuid(userId) || !isUuid(invitationId)) return undefined;
      const [row] = await attempt(() => receivedBy(userId, invitationId));
      return row && toReceived(row);
    },

    acceptInvitation: (answer) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const { workspace, found } = await lockAddressedTo(tx, answer);
          const already = await roleIn(tx, workspace.id, answer.userId);
          if (found.status === "accepted" && already !== undefined) return toMembership(workspace, already);
          if (!isOpen(found, now())) throw noInvitation();
          await tx.update(invitation).set({ status: "accepted" }).where(eq(invitation.id, found.id));
          if (already !== undefined) return toMembership(workspace, already);
          const { role, customRoleId, teamId } = found;
          const joining = { organizationId: workspace.id, userId: answer.userId, createdAt: now() };
          await tx.insert(member).values({ ...joining, role, customRoleId });
          if (teamId !== null) {
            await joinTeam(tx, { workspaceId: workspace.id, teamId, userId: answer.userId, at: joining.createdAt });
          }
          return toMembership(workspace, await actorIn(tx, workspace.id, answer.userId));
        }),
      ),

    declineInvitation: (answer) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const { found } = await lockAddressedTo(tx, answer);
          if (!isOpen(found, now())) throw noInvitation();
          await tx.update(invitation).set({ status: "declined" }).where(eq(invitation.id, found.id));
        }),
      ),
  };

  function open() {
    return and(eq(invitation.status, "pending"), gt(invitation.expiresAt, now()));
  }

  function receivedBy(userId: string, invitationId?: string) {
    return database
      .select(RECEIVED)
      .from(invitation)
      .innerJoin(invitee, invitedPerson(userId))
      .innerJoin(organization, eq(organization.id, invitation.organizationId))
      .innerJoin(inviter, eq(inviter.id, invitation.inviterId))
      .leftJoin(customRole, roleOfInvitation())
      .where(and(open(), invitationId === undefined ? undefined : eq(invitation.id, invitationId)))
      .$dynamic();
  }

  /** A pending invitation keeps its place until it expires. */
  async function makeWay(tx: Tx, workspaceId: string, email: string): Promise<void> {
    const pending = and(
      eq(invitation.organizationId, workspaceId),
      eq(invitation.email, email),
      eq(invitation.status, "pending"),
    );
    const [found] = await tx
      .select({ status: invitation.status, expiresAt: invitation.expiresAt })
      .from(invitation)
      .where(pending);
    if (found === undefined) return;
    if (isOpen(found, now())) throw new IdentityError("identity.already_invited", "This address is invited already.");
    await tx.update(invitation).set({ status: "expired" }).where(pending);
  }
}

function invitedPerson(userId: string) {
  return and(eq(invitee.id, userId), eq(invitee.emailVerified, true), eq(invitee.email, invitation.email));
}

/** The workspace before its invitation, as everywhere: two that lock in another order wait for each other. */
async function lockAddressedTo(tx: Tx, answer: Answer) {
  const { organizationId } = await addressedTo(tx, answer);
  const workspace = await tryLockWorkspace(tx, organizationId);
  if (workspace === undefined) throw noInvitation();
  return { workspace, found: await addressedTo(tx, answer) };
}

/** Whatever became of it. @throws IdentityError `identity.invitation_not_found`. */
async function addressedTo(tx: Tx, { userId, invitationId }: Answer): Promise<typeof invitation.$inferSelect> {
  const [row] =
    isUuid(userId) && isUuid(invitationId)
      ? await tx
          .select({ invitation })
          .from(invitation)
          .innerJoin(invitee, invitedPerson(userId))
          .where(eq(invitation.id, invitationId))
      : [];
  if (row === undefined) throw noInvitation();
  return row.invitation;
}

interface Into {
  readonly workspaceId: string;
  readonly inviterId: string;
  readonly invited: HeldRole;
  readonly teamId: string | undefined;
}

/** @throws IdentityError as `createInvitation` does for a role or a team that is not the inviter's to give. */
async function assertMayInviteInto(tx: Tx, { workspaceId, inviterId, invited, teamId }: Into): Promise<InvitableRole> {
  const inviting = await actorIn(tx, workspaceId, inviterId);
  assertMayInvite(inviting, invited);
  if (teamId !== undefined) {
    assertMayShapeTeams(inviting);
    await teamName(tx, workspaceId, teamId);
  }
  return invited.role;
}

interface Asked {
  readonly workspaceId: string;
  readonly inviterId: string;
  readonly email: string;
  readonly invitedAt: Date;
  /** How often it was sent before; absent for a new one. */
  readonly sends?: number;
}

/** The workspace is locked already; the inviter may be inviting into another one at the same time. */
async function assertWithinLimits(tx: Tx, { workspaceId, inviterId, email, invitedAt, sends }: Asked): Promise<void> {
  await lockPerson(tx, inviterId);
  const since = (ms: number) => gt(invitation.sentAt, new Date(invitedAt.getTime() - ms));
  const here = eq(invitation.organizationId, workspaceId);
  const theirs = eq(invitation.inviterId, inviterId);
  const recent = and(here, eq(invitation.email, email), since(LIMITS.invitationPauseMs));
  const [earlier] = await tx
    .select({
      isRecent: sql<boolean>`coalesce(bool_or(${recent}), false)`,
      byWorkspace: sql<number>`coalesce(sum(${invitation.sends}) filter (where ${here}), 0)::int`,
      byInviter: sql<number>`coalesce(sum(${invitation.sends}) filter (where ${theirs}), 0)::int`,
    })
    .from(invitation)
    .where(and(or(here, theirs), since(LIMITS.dayMs)));
  if (earlier === undefined) return;
  if (sends === undefined) assertMayInviteNow(earlier);
  else assertMayResendNow({ ...earlier, sends });
}

async function assertNoMember(tx: Tx, workspaceId: string, email: string): Promise<void> {
  const found = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, workspaceId), eq(user.email, email)));
  if (found.length > 0) throw new IdentityError("identity.already_member", "This person is a member already.");
}
