import type { Membership } from "@ninefold/identity";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { pictureUrls } from "./pictures.ts";
import { NewWorkspace, WorkspaceShape } from "./identity-shapes.ts";
import { DONE, Done } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";
import { Transfer, WorkspaceChange } from "./workspace-shapes.ts";

const ids = pathIds({ workspaceId: pathId("A workspace.") });

export function workspaceRoutes(system: Pick<System, "identity" | "media" | "audit" | "idempotency" | "telemetry">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .post("/workspaces", operation(createWorkspace), person, jsonBody(NewWorkspace), idempotent(system), async (c) => {
      const { session, requestId } = c.var;
      const id = identity.newId();
      const actor = { type: "person", id: userIdOf(session.person.id) } as const;
      const context = { tenantId: tenantIdOf(id), actor, requestId };
      const intent = { action: "identity.workspace_created", subjectId: id };
      const input = { ...c.req.valid("json"), id };
      const membership = await audit.announce(context, intent, () => identity.createWorkspace(session, input));
      return c.json(toWorkspace(membership, null), 201);
    })
    .get("/workspaces/by-slug/:slug", operation(findWorkspace), person, member, async (c) =>
      c.json(await pictured(system, c.var.workspace.membership), 200),
    )
    .get("/workspaces/:workspaceId", operation(readWorkspace), person, member, async (c) =>
      c.json(await pictured(system, c.var.workspace.membership), 200),
    )
    .patch(
      "/workspaces/:workspaceId",
      operation(updateWorkspace),
      person,
      member,
      ids,
      jsonBody(WorkspaceChange),
      async (c) => {
        const { workspace } = c.var;
        const change = c.req.valid("json");
        const { id: subjectId, name, slug } = workspace.workspace;
        const actions = [
          ...(change.name !== undefined && change.name.trim() !== name ? ["identity.workspace_renamed"] : []),
          ...(change.slug !== undefined && change.slug !== slug ? ["identity.workspace_moved"] : []),
        ];
        const announced = actions.reduce(
          (work, action) => () => audit.announce(workspace.context, { action, subjectId }, work),
          () => identity.updateWorkspace(workspace, change),
        );
        const changed = { ...workspace.membership, workspace: await announced() };
        return c.json(await pictured(system, changed), 200);
      },
    )
    .post(
      "/workspaces/:workspaceId/owner",
      operation(transferOwnership),
      person,
      member,
      ids,
      jsonBody(Transfer),
      async (c) => {
        const { workspace } = c.var;
        const { userId } = c.req.valid("json");
        const action = "identity.member_role_changed";
        // Two people's roles change: whoever does it did both.
        await audit.announce(workspace.context, { action, subjectId: userId }, () =>
          audit.announce(workspace.context, { action, subjectId: workspace.person.id }, () =>
            identity.transferOwnership(workspace, userId),
          ),
        );
        return c.json(DONE, 200);
      },
    );
}

const updateWorkspace = {
  id: "updateWorkspace",
  access: "workspace:update",
  tag: "identity",
  summary: "Change what a workspace is called, or its address",
  cache: "no-store",
  limit: "api",
  answers: { 200: WorkspaceShape },
  refuses: [
    "409 identity.slug_taken",
    "422 identity.invalid_name",
    "422 identity.invalid_slug",
    "429 identity.too_many_slugs",
    "503 tenancy.database_unavailable",
  ],
} as const;

const transferOwnership = {
  id: "transferOwnership",
  access: "workspace:transfer",
  tag: "identity",
  summary: "Make a member the owner, and oneself an admin",
  cache: "no-store",
  limit: "api",
  answers: { 200: Done },
  refuses: ["404 identity.member_not_found", "503 tenancy.database_unavailable"],
} as const;

const createWorkspace = {
  id: "createWorkspace",
  access: "self",
  tag: "identity",
  summary: "Create a workspace that the caller owns",
  cache: "no-store",
  limit: "api",
  answers: { 201: WorkspaceShape },
  refuses: [
    "409 identity.slug_taken",
    "422 identity.invalid_name",
    "422 identity.invalid_slug",
    "429 identity.too_many_workspaces",
    "503 tenancy.database_unavailable",
  ],
} as const;

const readWorkspace = {
  id: "readWorkspace",
  access: "workspace:read",
  tag: "identity",
  summary: "A workspace by its id",
  cache: "no-store",
  limit: "api",
  answers: { 200: WorkspaceShape },
} as const;

const findWorkspace = {
  ...readWorkspace,
  id: "findWorkspace",
  access: "workspace:read",
  summary: "A workspace by its address",
} as const;

export function toWorkspace({ workspace, role, roleName, permissions }: Membership, pictureUrl: string | null) {
  const { id, slug, name } = workspace;
  return { id, slug, name, role, roleName, permissions: [...permissions], pictureUrl };
}

export async function pictured(system: Pick<System, "identity" | "media">, membership: Membership) {
  const { id } = membership.workspace;
  return toWorkspace(membership, (await pictureUrls(system, { workspaceIds: [id] }))(id));
}
