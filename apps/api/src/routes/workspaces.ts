import type { Membership } from "@ninefold/identity";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { pictureUrls } from "./pictures.ts";
import { NewWorkspace, WorkspaceShape } from "./shapes.ts";
import { jsonBody } from "./validation.ts";

export function workspaceRoutes(system: Pick<System, "identity" | "media">) {
  const { identity } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .post("/workspaces", operation(createWorkspace), person, jsonBody(NewWorkspace), async (c) => {
      const membership = await identity.createWorkspace(c.var.session, c.req.valid("json"));
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
  answers: { 201: WorkspaceShape },
  refuses: ["409 identity.slug_taken", "422 identity.invalid_name", "422 identity.invalid_slug"],
} as const;

const readWorkspace = {
  id: "readWorkspace",
  tag: "identity",
  summary: "A workspace by its id",
  cache: "no-store",
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
