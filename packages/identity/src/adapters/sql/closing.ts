import { and, asc, desc, eq, gt, isNull, lt, lte, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { erasableAt, erasableIfClosedBy } from "../../domain/closing.ts";
import { LIMITS } from "../../domain/limits.ts";
import { assertMay } from "../../domain/roles.ts";
import type { ClosedWorkspace, ClosingPort } from "../../port-closing.ts";
import { formerSlug, invitation, member, organization } from "../../schema.ts";
import { attempt, type Database } from "./failures.ts";
import { actorIn, memberIs, noWorkspace } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

/** The end of a workspace, by SQL of our own. The row's lock decides between whoever closes, leaves, or takes back at once. */
export function sqlClosing(database: Database, now: () => Date): ClosingPort {
  return {
    closeWorkspace: ({ workspaceId, actorId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const workspace = await lockWorkspace(tx, workspaceId);
          assertMay(await actorIn(tx, workspaceId, actorId), "workspace:delete");
          const pending = and(eq(invitation.organizationId, workspaceId), eq(invitation.status, "pending"));
          await tx.update(invitation).set({ status: "revoked" }).where(pending);
          const closedAt = now();
          await tx.update(organization).set({ closedAt }).where(eq(organization.id, workspaceId));
          return closed({ ...workspace, closedAt });
        }),
      ),

    reopenWorkspace: ({ workspaceId, actorId }) =>
      attempt(async () => {
        if (!isUuid(workspaceId) || !isUuid(actorId)) throw noWorkspace();
        return database.transaction(async (tx) => {
          const [found] = await tx
            .select(ROW)
            .from(organization)
            .where(and(eq(organization.id, workspaceId), isStillOpenToOwner()))
            .for("no key update");
          const [owner] = await tx
            .select({ id: member.id })
            .from(member)
            .where(and(memberIs(workspaceId, actorId), eq(member.role, "owner")));
          if (found === undefined || owner === undefined) throw noWorkspace();
          await tx.update(organization).set({ closedAt: null }).where(eq(organization.id, workspaceId));
          const { id, slug, name } = found;
          return { id, slug, name };
        });
      }),

    async listClosedWorkspaces(userId) {
      if (!isUuid(userId)) return [];
      const rows = await attempt(() =>
        database
          .select(ROW)
          .from(member)
          .innerJoin(organization, eq(organization.id, member.organizationId))
          .where(and(eq(member.userId, userId), eq(member.role, "owner"), isStillOpenToOwner()))
          .orderBy(desc(organization.closedAt), desc(organization.id)),
      );
      return rows.map(closed);
    },

    listErasableWorkspaces: (limit) =>
      attempt(async () => {
        const rows = await database
          .select({ id: organization.id })
          .from(organization)
          .where(isErasable())
          .orderBy(asc(organization.closedAt), asc(organization.id))
          .limit(limit);
        return rows.map(({ id }) => id);
      }),

    eraseWorkspace: (workspaceId) =>
      attempt(async () => {
        if (!isUuid(workspaceId)) return false;
        return database.transaction(async (tx) => {
          const [gone] = await tx
            .delete(organization)
            .where(and(eq(organization.id, workspaceId), isErasable()))
            .returning({ slug: organization.slug });
          if (gone === undefined) return false;
          const reserved = { slug: gone.slug, organizationId: null, retiredAt: now() };
          await tx.insert(formerSlug).values(reserved).onConflictDoUpdate({ target: formerSlug.slug, set: reserved });
          // Those that nobody's turned into, once they are anybody's again: a slug may be somebody's name.
          const free = lt(formerSlug.retiredAt, new Date(now().getTime() - LIMITS.formerSlugMs));
          await tx.delete(formerSlug).where(and(isNull(formerSlug.organizationId), free));
          return true;
        });
      }),
  };

  function isStillOpenToOwner() {
    return gt(organization.closedAt, erasableIfClosedBy(now()));
  }

  function isErasable() {
    return lte(organization.closedAt, erasableIfClosedBy(now()));
  }
}

const ROW = {
  id: organization.id,
  slug: organization.slug,
  name: organization.name,
  // Read where it is not null.
  closedAt: sql<Date>`${organization.closedAt}`.mapWith(organization.closedAt),
};

function closed({
  closedAt,
  id,
  slug,
  name,
}: Pick<ClosedWorkspace, "closedAt"> & ClosedWorkspace["workspace"]): ClosedWorkspace {
  return { workspace: { id, slug, name }, closedAt, erasableAt: erasableAt(closedAt) };
}
