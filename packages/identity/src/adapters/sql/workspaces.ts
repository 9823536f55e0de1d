import { randomUUID } from "node:crypto";
import { and, asc, count, eq, gt, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertMayCreateNow, LIMITS } from "../../domain/limits.ts";
import { assertMayChangeRole, assertMayRemove, builtIn } from "../../domain/roles.ts";
import { isSlug } from "../../domain/slug.ts";
import type { IdentityProvider, MemberRef, Membership } from "../../port.ts";
import type { HeldRole } from "../../port-roles.ts";
import { customRole, formerSlug, member, organization, user } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import {
  actorIn,
  grantOf,
  HELD,
  memberIs,
  noMember,
  ownersOf,
  revokeBeyond,
  roleIn,
  roleOfMember,
  storedAs,
  toHeld,
} from "./held.ts";
import { lockPerson, lockWorkspace } from "./locks.ts";
import { requiredConnection } from "./sso.ts";
import { takeSlug } from "./workspace-changes.ts";

type WorkspacesPort = Pick<
  IdentityProvider,
  "createWorkspace" | "listMemberships" | "findMembership" | "listMembers" | "changeRole" | "removeMember"
>;

/**
 * Workspaces and memberships by SQL of our own, one transaction a change: see docs/decisions/0011-memberships-are-ours.md.
 * Every change first locks the workspace, so that what a rule has read is still so when it is written.
 */
export function sqlWorkspaces(database: Database, now: () => Date): WorkspacesPort {
  // Asked by every request in a workspace: built once, not each time.
  const byId = membershipsOf(eq(organization.id, sql.placeholder("workspace")))
    .limit(1)
    .prepare("membership_by_id");
  const bySlug = membershipsOf(hasSlug()).limit(1).prepare("membership_by_slug");

  return {
    createWorkspace: ({ id = randomUUID(), name, slug, ownerId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const createdAt = now();
          await lockPerson(tx, ownerId);
          assertMayCreateNow(await createdSince(tx, ownerId, new Date(createdAt.getTime() - LIMITS.dayMs)));
          await tx.insert(organization).values({ id, name, slug, createdAt });
          await tx.insert(member).values({ organizationId: id, userId: ownerId, role: "owner", createdAt });
          await takeSlug(tx, { id, slug }, createdAt);
          return toMembership({ id, name, slug }, builtIn("owner"));
        }),
      ),

    async listMemberships(userId) {
      if (!isUuid(userId)) return [];
      const rows = await attempt(() =>
        membershipsOf().orderBy(asc(member.createdAt), asc(member.id)).execute({ userId }),
      );
      return rows.map(toRead);
    },

    async findMembership(userId, workspace) {
      // Postgres answers an error, and not "no row", to an id that is none or a text that holds NUL.
      if ("id" in workspace ? !isUuid(workspace.id) : !isSlug(workspace.slug)) return undefined;
      const kept = new Date(now().getTime() - LIMITS.formerSlugMs).toISOString();
      const [row] = await attempt(() =>
        "id" in workspace
          ? byId.execute({ userId, workspace: workspace.id })
          : bySlug.execute({ userId, workspace: workspace.slug, kept }),
      );
      return row && toRead(row);
    },

    async listMembers(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      const rows = await attempt(() =>
        database
          .select({ ...HELD, person: { id: user.id, name: user.name, email: user.email }, joinedAt: member.createdAt })
          .from(member)
          .innerJoin(user, eq(user.id, member.userId))
          .leftJoin(customRole, roleOfMember())
          .where(eq(member.organizationId, workspaceId))
          .orderBy(asc(member.createdAt), asc(member.id)),
      );
      return rows.map(({ person, joinedAt, ...held }) => ({ person, ...toHeld(held), joinedAt }));
    },

    changeRole: ({ role, ...ref }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const step = await stepOf(tx, ref);
          const to = await grantOf(tx, ref.workspaceId, role);
          assertMayChangeRole({ ...step, to });
          if (step.target.role === role) return;
          await tx.update(member).set(storedAs(role)).where(memberIs(ref.workspaceId, ref.userId));
          await revokeBeyond(tx, { workspaceId: ref.workspaceId, inviterIds: [ref.userId] }, to);
        }),
      ),

    removeMember: (ref) =>
      attempt(() =>
        database.transaction(async (tx) => {
          assertMayRemove(await stepOf(tx, ref));
          await tx.delete(member).where(memberIs(ref.workspaceId, ref.userId));
          await revokeBeyond(tx, { workspaceId: ref.workspaceId, inviterIds: [ref.userId] });
        }),
      ),
  };

  function membershipsOf(workspace?: SQL) {
    return database
      .select({
        ...HELD,
        workspace: { id: organization.id, slug: organization.slug, name: organization.name },
        required: requiredConnection(),
      })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .leftJoin(customRole, roleOfMember())
      .where(and(eq(member.userId, sql.placeholder("userId")), isNull(organization.closedAt), workspace))
      .$dynamic();
  }

  /** A slug that the workspace had leads to it for a while. Nobody else can have it in the meantime. */
  function hasSlug(): SQL | undefined {
    const slug = sql.placeholder("workspace");
    const former = database
      .select({ id: formerSlug.organizationId })
      .from(formerSlug)
      .where(and(eq(formerSlug.slug, slug), gt(formerSlug.retiredAt, sql.placeholder("kept"))));
    return or(eq(organization.slug, slug), inArray(organization.id, former));
  }
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

export const toMembership = ({ id, slug, name }: Membership["workspace"], held: HeldRole): Membership => ({
  workspace: { id, slug, name },
  ...held,
});

const toRead = (row: Parameters<typeof toHeld>[0] & Read): Membership => ({
  ...toMembership(row.workspace, toHeld(row)),
  ...(row.required !== null && { requiredConnection: row.required }),
});

interface Read {
  readonly workspace: Membership["workspace"];
  readonly required: string | null;
}

async function stepOf(tx: Tx, { workspaceId, actorId, userId }: MemberRef) {
  await lockWorkspace(tx, workspaceId);
  const actor = await actorIn(tx, workspaceId, actorId);
  const target = await roleIn(tx, workspaceId, userId);
  if (target === undefined) throw noMember();
  return { actor, target, self: actorId === userId, owners: await ownersOf(tx, workspaceId) };
}
