import { randomUUID } from "node:crypto";
import { and, asc, count, eq, gt } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertMayCreateNow, LIMITS } from "../../domain/limits.ts";
import { assertMayChangeRole, assertMayRemove, isRole } from "../../domain/roles.ts";
import { isSlug } from "../../domain/slug.ts";
import { IdentityError } from "../../errors.ts";
import { can } from "../../permissions.ts";
import type { IdentityProvider, MemberRef, Membership, Role, WorkspaceRef } from "../../port.ts";
import { invitation, member, organization, user } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";

type WorkspacesPort = Pick<
  IdentityProvider,
  "createWorkspace" | "listMemberships" | "findMembership" | "listMembers" | "changeRole" | "removeMember"
>;

/**
 * Workspaces and memberships by SQL of our own, one transaction a change: see docs/decisions/0011-memberships-are-ours.md.
 * Every change first locks the workspace, so that what a rule has read is still so when it is written.
 */
export function sqlWorkspaces(database: Database, now: () => Date): WorkspacesPort {
  return {
    createWorkspace: ({ id = randomUUID(), name, slug, ownerId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const createdAt = now();
          await lockPerson(tx, ownerId);
          assertMayCreateNow(await createdSince(tx, ownerId, new Date(createdAt.getTime() - LIMITS.dayMs)));
          await tx.insert(organization).values({ id, name, slug, createdAt });
          await tx.insert(member).values({ organizationId: id, userId: ownerId, role: "owner", createdAt });
          return toMembership({ id, name, slug }, "owner");
        }),
      ),

    async listMemberships(userId) {
      if (!isUuid(userId)) return [];
      const rows = await attempt(() => membershipsOf(userId).orderBy(asc(member.createdAt), asc(member.id)));
      return rows.map((row) => toMembership(row.organization, row.member.role));
    },

    async findMembership(userId, workspace) {
      // Postgres answers an error, and not "no row", to an id that is none or a text that holds NUL.
      if ("id" in workspace ? !isUuid(workspace.id) : !isSlug(workspace.slug)) return undefined;
      const [row] = await attempt(() => membershipsOf(userId, workspace).limit(1));
      return row && toMembership(row.organization, row.member.role);
    },

    async listMembers(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      return attempt(() =>
        database
          .select({
            person: { id: user.id, name: user.name, email: user.email },
            role: member.role,
            joinedAt: member.createdAt,
          })
          .from(member)
          .innerJoin(user, eq(user.id, member.userId))
          .where(eq(member.organizationId, workspaceId))
          .orderBy(asc(member.createdAt), asc(member.id)),
      );
    },

    changeRole: ({ role: to, ...ref }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const step = await stepOf(tx, ref);
          assertMayChangeRole({ ...step, to });
          if (step.target === to) return;
          await tx.update(member).set({ role: to }).where(memberIs(ref.workspaceId, ref.userId));
          if (!can(to, "invitation:manage")) await revokeAllOf(tx, ref);
        }),
      ),

    removeMember: (ref) =>
      attempt(() =>
        database.transaction(async (tx) => {
          assertMayRemove(await stepOf(tx, ref));
          await tx.delete(member).where(memberIs(ref.workspaceId, ref.userId));
          await revokeAllOf(tx, ref);
        }),
      ),
  };

  function membershipsOf(userId: string, workspace?: WorkspaceRef) {
    return database
      .select()
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(and(eq(member.userId, userId), workspace && matching(workspace)))
      .$dynamic();
  }
}

/** Waits for whoever changes this workspace at the moment. @throws IdentityError `identity.workspace_not_found`. */
export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<Membership["workspace"]> {
  const found = await tryLockWorkspace(tx, workspaceId);
  if (found === undefined) throw noWorkspace();
  return found;
}

export async function tryLockWorkspace(tx: Tx, workspaceId: string): Promise<Membership["workspace"] | undefined> {
  if (!isUuid(workspaceId)) return undefined;
  const [found] = await tx
    .select({ id: organization.id, slug: organization.slug, name: organization.name })
    .from(organization)
    .where(eq(organization.id, workspaceId))
    .for("no key update");
  return found;
}

/** Waits for whatever else counts against this person's limits. Always after the workspace, where both are locked. */
export async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("no key update");
}

/** Who made a workspace has been in it since the moment that it was made. */
async function createdSince(tx: Tx, userId: string, since: Date): Promise<number> {
  const [found] = await tx
    .select({ workspaces: count() })
    .from(member)
    .innerJoin(
      organization,
      and(eq(organization.id, member.organizationId), eq(organization.createdAt, member.createdAt)),
    )
    .where(and(eq(member.userId, userId), gt(member.createdAt, since)));
  return found?.workspaces ?? 0;
}

export async function roleIn(tx: Tx, workspaceId: string, userId: string): Promise<Role | undefined> {
  if (!isUuid(userId)) return undefined;
  const [row] = await tx.select({ role: member.role }).from(member).where(memberIs(workspaceId, userId));
  return row?.role;
}

/** @throws IdentityError alike for a workspace that is not there and one that the actor is not in. */
export async function actorRole(tx: Tx, workspaceId: string, actorId: string): Promise<Role> {
  const role = await roleIn(tx, workspaceId, actorId);
  if (role === undefined) throw noWorkspace();
  return role;
}

/** A role outside the closed list can't pass the table's check; should it ever, it must deny and not default. */
export function toMembership({ id, slug, name }: Membership["workspace"], role: string): Membership {
  if (!isRole(role)) throw new IdentityError("identity.forbidden", "this membership has a role that is not known");
  return { workspace: { id, slug, name }, role };
}

async function stepOf(tx: Tx, { workspaceId, actorId, userId }: MemberRef) {
  await lockWorkspace(tx, workspaceId);
  const actor = await actorRole(tx, workspaceId, actorId);
  const target = await roleIn(tx, workspaceId, userId);
  if (target === undefined) throw new IdentityError("identity.member_not_found", "This person is no member here.");
  const [found] = await tx
    .select({ owners: count() })
    .from(member)
    .where(and(eq(member.organizationId, workspaceId), eq(member.role, "owner")));
  return { actor, target, self: actorId === userId, owners: found?.owners ?? 0 };
}

/** Whoever may not invite any more must not have a way back in either. */
async function revokeAllOf(tx: Tx, { workspaceId, userId }: MemberRef): Promise<void> {
  await tx
    .update(invitation)
    .set({ status: "revoked" })
    .where(
      and(
        eq(invitation.organizationId, workspaceId),
        eq(invitation.inviterId, userId),
        eq(invitation.status, "pending"),
      ),
    );
}

function memberIs(workspaceId: string, userId: string) {
  return and(eq(member.organizationId, workspaceId), eq(member.userId, userId));
}

function matching(workspace: WorkspaceRef) {
  return "id" in workspace ? eq(organization.id, workspace.id) : eq(organization.slug, workspace.slug);
}

const noWorkspace = () =>
  new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
