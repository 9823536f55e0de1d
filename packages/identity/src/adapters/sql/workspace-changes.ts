import { and, eq, gt, sql } from "drizzle-orm";
import { assertMayMoveNow, LIMITS } from "../../domain/limits.ts";
import { assertMay, builtIn } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import type { WorkspacesPort } from "../../port-workspaces.ts";
import { formerSlug, member, organization } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn, memberIs, noMember, revokeBeyond, roleIn } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

/** What becomes of a workspace after it was made, by SQL of our own. */
export function sqlWorkspaceChanges(database: Database, now: () => Date): WorkspacesPort {
  return {
    updateWorkspace: ({ workspaceId, actorId, name, slug }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const before = await lockWorkspace(tx, workspaceId);
          assertMay(await actorIn(tx, workspaceId, actorId), "workspace:update");
          const after = { ...before, ...(name !== undefined && { name }), ...(slug !== undefined && { slug }) };
          if (after.slug !== before.slug) await giveUpSlug(tx, before);
          if (after.slug !== before.slug || after.name !== before.name) {
            const changed = { name: after.name, slug: after.slug };
            await tx.update(organization).set(changed).where(eq(organization.id, workspaceId));
          }
          if (after.slug !== before.slug) await takeSlug(tx, after, now());
          return after;
        }),
      ),

    transferOwnership: ({ workspaceId, actorId, userId }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, workspaceId);
          assertMay(await actorIn(tx, workspaceId, actorId), "workspace:transfer");
          const target = await roleIn(tx, workspaceId, userId);
          if (target === undefined) throw noMember();
          if (userId === actorId) return;
          const give = (whom: string, role: "owner" | "admin") =>
            tx.update(member).set({ role, customRoleId: null }).where(memberIs(workspaceId, whom));
          await give(userId, "owner");
          await give(actorId, "admin");
          await revokeBeyond(tx, { workspaceId, inviterIds: [actorId] }, builtIn("admin"));
        }),
      ),
  };

  async function giveUpSlug(tx: Tx, { id, slug }: { readonly id: string; readonly slug: string }): Promise<void> {
    const retiredAt = now();
    const isKept = gt(formerSlug.retiredAt, new Date(retiredAt.getTime() - LIMITS.formerSlugMs));
    const kept = await tx
      .select({ retiredAt: formerSlug.retiredAt })
      .from(formerSlug)
      .where(and(eq(formerSlug.organizationId, id), isKept));
    assertMayMoveNow(
      kept.map((one) => one.retiredAt),
      retiredAt,
    );
    const values = { slug, organizationId: id, retiredAt };
    await tx.insert(formerSlug).values(values).onConflictDoUpdate({ target: formerSlug.slug, set: values });
  }
}

/**
 * Called once the slug is written, and not before: whoever has just given it up holds the index until they commit, and
 * only what is read after that sees that it is kept. @throws IdentityError `identity.slug_taken`.
 */
export async function takeSlug(
  tx: Tx,
  { id, slug }: { readonly id: string; readonly slug: string },
  now: Date,
): Promise<void> {
  const [kept] = await tx
    .select({ slug: formerSlug.slug })
    .from(formerSlug)
    .where(
      and(
        eq(formerSlug.slug, slug),
        // That of a deleted workspace is nobody's.
        sql`${formerSlug.organizationId} is distinct from ${id}`,
        gt(formerSlug.retiredAt, new Date(now.getTime() - LIMITS.formerSlugMs)),
      ),
    );
  if (kept !== undefined) throw new IdentityError("identity.slug_taken", "This address is taken. Choose another.");
  await tx.delete(formerSlug).where(eq(formerSlug.slug, slug));
}
