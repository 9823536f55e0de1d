import type { ClosedWorkspace } from "@ninefold/identity";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";
import { ClosedWorkspaceList, ClosedWorkspaceShape, WorkspaceClosing } from "./workspace-shapes.ts";

const ids = pathIds({ workspaceId: pathId("A workspace.") });

/** The end of a workspace, and the way back while there is one. */
export function closedWorkspaceRoutes({ identity, audit }: Pick<System, "identity" | "audit">) {
  const person = signedIn(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .delete(
      "/workspaces/:workspaceId",
      operation(closeWorkspace),
      person,
      inWorkspace(identity),
      ids,
      jsonBody(WorkspaceClosing),
      async (c) => {
        const { workspace } = c.var;
        const intent = { action: "identity.workspace_closed", subjectId: workspace.workspace.id };
        const closed = await audit.announce(workspace.context, intent, () =>
          identity.closeWorkspace(workspace, c.req.valid("json").slug),
        );
        return c.json(shown(closed), 200);
      },
    )
    .get("/me/closed-workspaces", operation(listClosed), person, async (c) =>
      c.json({ workspaces: (await identity.listClosedWorkspaces(c.var.session)).map(shown) }, 200),
    )
    .post("/me/closed-workspaces/:workspaceId/reopen", operation(reopen), person, ids, async (c) => {
      const { session, requestId } = c.var;
      const { workspaceId: subjectId } = c.req.valid("param");
      const actor = { type: "person", id: userIdOf(session.person.id) } as const;
      // Announced only by who owns it: nobody else's wish belongs into the records of a workspace.
      const owned = await identity.listClosedWorkspaces(session);
      const work = () => identity.reopenWorkspace(session, subjectId);
      const isOwned = owned.some(({ workspace }) => workspace.id === subjectId);
      const context = { tenantId: tenantIdOf(subjectId), actor, requestId };
      await (isOwned ? audit.announce(context, { action: "identity.workspace_reopened", subjectId }, work) : work());
      return c.json(DONE, 200);
    });
}

const shown = ({ workspace: { id, slug, name }, closedAt, erasableAt }: ClosedWorkspace) => ({
  id,
  slug,
  name,
  closedAt: closedAt.toISOString(),
  erasedFrom: erasableAt.toISOString(),
});

const closeWorkspace = {
  id: "closeWorkspace",
  access: "workspace:delete",
  tag: "identity",
  summary:
    "Delete a workspace: it is there for nobody from now on, and erased when its owners can't take it back any more",
  cache: "no-store",
  limit: "api",
  answers: { 200: ClosedWorkspaceShape },
  refuses: [
    "403 identity.step_up_required",
    "409 identity.workspace_subscribed",
    "422 identity.slug_mismatch",
    "503 tenancy.database_unavailable",
  ],
} as const;

const listClosed = {
  id: "listClosedWorkspaces",
  access: "self",
  tag: "identity",
  summary: "The deleted workspaces that the caller owns and may still take back",
  cache: "no-store",
  limit: "api",
  answers: { 200: ClosedWorkspaceList },
} as const;

const reopen = {
  id: "reopenWorkspace",
  access: "self",
  tag: "identity",
  summary: "Take a deleted workspace back, as it was; its invitations are not",
  cache: "no-store",
  limit: "api",
  answers: { 200: Done },
  refuses: ["404 identity.workspace_not_found", "503 tenancy.database_unavailable"],
} as const;
