import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Workspace } from "../../port.ts";
import { organization, user } from "../../schema.ts";
import type { Tx } from "./failures.ts";
import { noWorkspace } from "./held.ts";

/** Waits for whoever changes this workspace at the moment. One that is closed is not there. @throws IdentityError `identity.workspace_not_found`. */
export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<Workspace> {
  const found = await tryLockWorkspace(tx, workspaceId);
  if (found === undefined) throw noWorkspace();
  return found;
}

export async function tryLockWorkspace(tx: Tx, workspaceId: string): Promise<Workspace | undefined> {
  if (!isUuid(workspaceId)) return undefined;
  const [found] = await tx
    .select({ id: organization.id, slug: organization.slug, name: organization.name })
    .from(organization)
    .where(and(eq(organization.id, workspaceId), isNull(organization.closedAt)))
    .for("no key update");
  return found;
}

/** Waits for whatever else counts against this person's limits. Always after the workspace, where both are locked. */
export async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("no key update");
}
