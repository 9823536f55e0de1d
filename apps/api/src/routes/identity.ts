import { Hono } from "hono";
import { z } from "zod";
import { inWorkspace, signedIn, type WorkspaceVariables } from "../middleware/session.ts";
import type { System } from "../compose.ts";
import { jsonBody } from "./validation.ts";

const NewWorkspace = z.object({
  name: z.string().max(200),
  /** Left out or empty: one is made from the name. */
  slug: z
    .string()
    .max(200)
    .optional()
    .transform((slug) => slug || undefined),
});

/** HTTP in, service call, HTTP out. */
export function identityRoutes({ identity }: Pick<System, "identity">) {
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: WorkspaceVariables }>()
    .get("/me", person, async (c) => {
      const memberships = await identity.listMemberships(c.var.session);
      return c.json({ person: c.var.session.person, workspaces: memberships.map(toWorkspace) }, 200);
    })
    .post("/workspaces", person, jsonBody(NewWorkspace), async (c) => {
      const membership = await identity.createWorkspace(c.var.session, c.req.valid("json"));
      return c.json(toWorkspace(membership), 201);
    })
    .get("/workspaces/by-slug/:slug", person, member, (c) => c.json(toWorkspace(c.var.workspace.membership), 200))
    .get("/workspaces/:workspaceId", person, member, (c) => c.json(toWorkspace(c.var.workspace.membership), 200));
}

type Membership = Awaited<ReturnType<System["identity"]["listMemberships"]>>[number];
const toWorkspace = ({ workspace, role }: Membership) => ({ ...workspace, role });
