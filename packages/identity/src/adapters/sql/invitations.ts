import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import { isOpen } from "../../domain/invitation.ts";
import { assertMayInviteNow, LIMITS } from "../../domain/limits.ts";
import { assertMayInvite } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import { can } from "../../permissions.ts";
import type { Answer, IdentityProvider } from "../../port.ts";
import { invitation, member, organization, user } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorRole, lockPerson, lockWorkspace, roleIn, toMembership, tryLockWorkspace } from "./workspaces.ts";

type InvitationsPort = Pick<
  IdentityProvider,
  | "createInvitation"
  | "listInvitations"
  | "revokeInvitation"
  | "findInvitationLetter"
  | "listReceivedInvitations"
  | "findReceivedInvitation"
  | "acceptInvitation"
  | "declineInvitation"
>;

const inviter = alias(user, "inviter");
const invitee = alias(user, "invitee");

/** Invitations by SQL of our own. An answer counts only from the person who has confirmed exactly the invited address. */
export function sqlInvitations(database: Database, now: () => Date): InvitationsPort {
  return {
    createInvitation: ({ id = randomUUID(), workspaceId, inviterId, email, role, expiresAt }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          assertMayInvite(await actorRole(tx, workspaceId, inviterId), role);
          await assertNoMember(tx, workspaceId, email);
          await makeWay(tx, workspaceId, email);
          const invitedAt = now();
          await assertWithinLimits(tx, { workspaceId, inviterId, email, invitedAt });
          await tx.insert(invitation).values({
            id,
            organizationId: workspaceId,
            email,
            role,
            status: "pending",
            inviterId,
            expiresAt,
            createdAt: invitedAt,
          });
          const [by] = await tx.select({ name: user.name }).from(user).where(eq(user.id, inviterId));
          return { id, email, role, expiresAt, invitedAt, inviterName: by?.name ?? "" };
        }),
      ),

    async listInvitations(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      return attempt(() =>
        database
          .select({
            id: invitation.id,
            email: invitation.email,
            role: invitation.role,
            expiresAt: invitation.expiresAt,
            invitedAt: invitation.createdAt,
            inviterName: inviter.name,
          })
          .from(invitation)
          .innerJoin(inviter, eq(inviter.id, invitation.inviterId))
          .where(and(eq(invitation.organizationId, workspaceId), open()))
          .orderBy(desc(invitation.createdAt), desc(invitation.id)),
      );
    },

    revokeInvitation: ({ workspaceId, actorId, invitationId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          if (!can(await actorRole(tx, workspaceId, actorId), "invitation:manage")) {
            throw new IdentityError("identity.forbidden", "Only owners and admins revoke invitations.");
          }
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
          .leftJoin(invitee, eq(invitee.email, invitation.email))
          .where(and(eq(invitation.id, invitationId), open())),
      );
      return row;
    },

    async listReceivedInvitations(userId) {
      if (!isUuid(userId)) return [];
      return attempt(() => receivedBy(userId).orderBy(desc(invitation.createdAt), desc(invitation.id)));
    },

    async findReceivedInvitation({ userId, invitationId }) {
      if (!isUuid(userId) || !isUuid(invitationId)) return undefined;
      const [row] = await attempt(() => receivedBy(userId, invitationId));
      return row;
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
          const { role } = found;
          await tx
            .insert(member)
            .values({ organizationId: workspace.id, userId: answer.userId, role, createdAt: now() });
          return toMembership(workspace, role);
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

const RECEIVED = {
  id: invitation.id,
  workspaceName: organization.name,
  inviterName: inviter.name,
  role: invitation.role,
  expiresAt: invitation.expiresAt,
};

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

interface Asked {
  readonly workspaceId: string;
  readonly inviterId: string;
  readonly email: string;
  readonly invitedAt: Date;
}

/** The workspace is locked already; the inviter may be inviting into another one at the same time. */
async function assertWithinLimits(tx: Tx, { workspaceId, inviterId, email, invitedAt }: Asked): Promise<void> {
  await lockPerson(tx, inviterId);
  const since = (ms: number) => gt(invitation.createdAt, new Date(invitedAt.getTime() - ms));
  const here = eq(invitation.organizationId, workspaceId);
  const theirs = eq(invitation.inviterId, inviterId);
  const recent = and(here, eq(invitation.email, email), since(LIMITS.invitationPauseMs));
  const [earlier] = await tx
    .select({
      isRecent: sql<boolean>`coalesce(bool_or(${recent}), false)`,
      byWorkspace: sql<number>`(count(*) filter (where ${here}))::int`,
      byInviter: sql<number>`(count(*) filter (where ${theirs}))::int`,
    })
    .from(invitation)
    .where(and(or(here, theirs), since(LIMITS.dayMs)));
  if (earlier !== undefined) assertMayInviteNow(earlier);
}

async function assertNoMember(tx: Tx, workspaceId: string, email: string): Promise<void> {
  const found = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, workspaceId), eq(user.email, email)));
  if (found.length > 0) throw new IdentityError("identity.already_member", "This person is a member already.");
}

const noInvitation = () =>
  new IdentityError("identity.invitation_not_found", "This invitation is not here, or not yours.");
