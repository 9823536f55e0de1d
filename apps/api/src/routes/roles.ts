import { ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import type { CustomRole, Permission, Role } from "@ninefold/identity";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { callerInWorkspace, inWorkspace, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";
import { NewRole, RoleList, RoleShape, RoleUpdate } from "./workspace-shapes.ts";

const ids = pathIds({ workspaceId: pathId("A workspace."), roleId: pathId("A role of the workspace's own.") });

export function roleRoutes(system: Pick<System, "identity" | "audit" | "idempotency" | "telemetry">) {
  const { identity, audit } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  return new Hono<{ Variables: RequestVariables }>()
    .get("/workspaces/:workspaceId/roles", operation(listRoles), callerInWorkspace(identity), async (c) => {
      const own = await identity.listRoles(c.var.workspace);
      return c.json({ roles: [...BUILT_IN, ...own.map(toShape)] }, 200);
    })
    .post(
      "/workspaces/:workspaceId/roles",
      operation(createRole),
      person,
      member,
      jsonBody(NewRole),
      idempotent(system),
      async (c) => {
        const { workspace } = c.var;
        const id = identity.newId();
        const intent = { action: "identity.role_created", subjectId: id };
        const input = { ...c.req.valid("json"), id };
        const made = await audit.announce(workspace.context, intent, () => identity.createRole(workspace, input));
        return c.json(toShape(made), 201);
      },
    )
    .patch(
      "/workspaces/:workspaceId/roles/:roleId",
      operation(changeRoleDefinition),
      person,
      member,
      ids,
      jsonBody(RoleUpdate),
      async (c) => {
        const { workspace } = c.var;
        const { roleId } = c.req.valid("param");
        const intent = { action: "identity.role_changed", subjectId: roleId };
        const change = c.req.valid("json");
        const changed = await audit.announce(workspace.context, intent, () =>
          identity.updateRole(workspace, roleId, change),
        );
        return c.json(toShape(changed), 200);
      },
    )
    .delete("/workspaces/:workspaceId/roles/:roleId", operation(removeRole), person, member, ids, async (c) => {
      const { workspace } = c.var;
      const { roleId } = c.req.valid("param");
      const intent = { action: "identity.role_removed", subjectId: roleId };
      await audit.announce(workspace.context, intent, () => identity.removeRole(workspace, roleId));
      return c.json(DONE, 200);
    });
}

interface Grant {
  readonly role: Role;
  readonly name: string | null;
  readonly permissions: Permission[];
}

const toShape = ({ id, name, permissions }: CustomRole): Grant => ({ role: id, name, permissions: [...permissions] });

const BUILT_IN: readonly Grant[] = (["owner", "admin", "member", "viewer"] as const).map((role) => ({
  role,
  name: null,
  permissions: [...ROLE_PERMISSIONS[role]],
}));

const listRoles = {
  id: "listRoles",
  access: "member:read",
  tag: "identity",
  summary: "The roles that members of a workspace can have",
  cache: "no-store",
  limit: "api",
  answers: { 200: RoleList },
} as const;

const createRole = {
  ...listRoles,
  id: "createRole",
  access: "role:manage",
  summary: "Make a role, of permissions that the caller has",
  answers: { 201: RoleShape },
  refuses: [
    "409 identity.role_name_taken",
    "409 identity.too_many_roles",
    "422 identity.invalid_name",
    "422 identity.invalid_role",
    "503 tenancy.database_unavailable",
  ],
} as const;

const changeRoleDefinition = {
  ...listRoles,
  id: "updateRole",
  access: "role:manage",
  summary: "Change what a role is called or allows; who has it is held to that from the next request on",
  answers: { 200: RoleShape },
  refuses: [
    "404 identity.role_not_found",
    "409 identity.role_name_taken",
    "422 identity.invalid_name",
    "422 identity.invalid_role",
    "503 tenancy.database_unavailable",
  ],
} as const;

const removeRole = {
  ...listRoles,
  id: "removeRole",
  access: "role:manage",
  summary: "Remove a role that nobody has and nobody is invited to",
  answers: { 200: Done },
  refuses: ["404 identity.role_not_found", "409 identity.role_in_use", "503 tenancy.database_unavailable"],
} as const;
