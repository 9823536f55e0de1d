import { Hono } from "hono";
import type { System } from "../compose.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { callerInWorkspace, inWorkspace, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { PageQuery, pageOf } from "./paging.ts";
import { pictureUrls } from "./pictures.ts";
import { MembersPage, RoleChange } from "./identity-shapes.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds, query } from "./validation.ts";

const ids = pathIds({ workspaceId: pathId("A workspace."), userId: pathId("A person who is a member.") });

export function memberRoutes(system: Pick<System, "identity" | "media" | "audit">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: RequestVariables }>()
    .get(
      "/workspaces/:workspaceId/members",
      operation(listMembers),
      callerInWorkspace(identity),
      query(PageQuery),
      async (c) => {
        const all = await identity.listMembers(c.var.workspace);
        const placeOf = (one: (typeof all)[number]) => ({ at: one.joinedAt, id: one.person.id });
        const { items, nextCursor } = pageOf(all, placeOf, c.req.valid("query"));
        const urlOf = await pictureUrls(system, { userIds: items.map((one) => one.person.id) });
        const members = items.map(({ person: whom, role, roleName, joinedAt }) => ({
          person: { ...whom, pictureUrl: urlOf(whom.id) },
          role,
          roleName,
          joinedAt,
        }));
        return c.json({ members, nextCursor }, 200);
      },
    )
    .patch(
      "/workspaces/:workspaceId/members/:userId",
      operation(changeRole),
      person,
      member,
      ids,
      jsonBody(RoleChange),
      async (c) => {
        const { workspace } = c.var;
        const { userId } = c.req.valid("param");
        const intent = { action: "identity.member_role_changed", subjectId: userId };
        await audit.announce(workspace.context, intent, () =>
          identity.changeRole(workspace, userId, c.req.valid("json").role),
        );
        return c.json(DONE, 200);
      },
    )
    .delete("/workspaces/:workspaceId/members/:userId", operation(removeMember), person, member, ids, async (c) => {
      const { workspace } = c.var;
      const { userId } = c.req.valid("param");
      const intent = { action: "identity.member_removed", subjectId: userId };
      await audit.announce(workspace.context, intent, () => identity.removeMember(workspace, userId));
      return c.json(DONE, 200);
    });
}

const listMembers = {
  id: "listMembers",
  access: "member:read",
  tag: "identity",
  summary: "The members of a workspace",
  cache: "no-store",
  limit: "api",
  answers: { 200: MembersPage },
} as const;

const changeRole = {
  id: "changeRole",
  access: "member:manage",
  tag: "identity",
  summary: "Give a member another role",
  cache: "no-store",
  limit: "api",
  answers: { 200: Done },
  refuses: [
    "403 identity.forbidden",
    "403 identity.step_up_required",
    "404 identity.member_not_found",
    "404 identity.role_not_found",
    "409 identity.last_owner",
    "422 identity.invalid_role",
    "503 tenancy.database_unavailable",
  ],
} as const;

const removeMember = {
  ...changeRole,
  id: "removeMember",
  access: "member:manage",
  orSelf: true,
  summary: "Take a member out of a workspace; naming oneself leaves it",
} as const;
