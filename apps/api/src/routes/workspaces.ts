import type { Membership } from "@ninefold/identity";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { pictureUrls } from "./pictures.ts";
import { NewWorkspace, WorkspaceShape } from "./identity-shapes.ts";
import { jsonBody } from "./validation.ts";

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
    );
}

const createWorkspace = {
  id: "createWorkspace",
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
  tag: "identity",
  summary: "A workspace by its id",
  cache: "no-store",
  limit: "api",
  answers: { 200: WorkspaceShape },
} as const;

const findWorkspace = { ...readWorkspace, id: "findWorkspace", summary: "A workspace by its address" } as const;

export const toWorkspace = ({ workspace: { id, slug, name }, role }: Membership, pictureUrl: string | null) => ({
  id,
  slug,
  name,
  role,
  pictureUrl,
});

export async function pictured(system: Pick<System, "identity" | "media">, membership: Membership) {
  const { id } = membership.workspace;
  return toWorkspace(membership, (await pictureUrls(system, { workspaceIds: [id] }))(id));
}
