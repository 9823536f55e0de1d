import { PERMISSIONS } from "@ninefold/identity/permissions";
import { z } from "zod";
import { CustomName, PermissionName, RoleName } from "./identity-shapes.ts";
import { text } from "./validation.ts";

const Id = z.uuid();

export const WorkspaceChange = z
  .strictObject({ name: text(200), slug: text(200) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Say what is to change.")
  .meta({
    id: "WorkspaceChange",
    description: "Only what is given changes. An address that was left leads here still.",
  });
export const Transfer = z.strictObject({ userId: Id }).meta({ id: "Transfer" });

export const RoleShape = z
  .object({ role: RoleName, name: CustomName, permissions: z.array(PermissionName) })
  .meta({ id: "RoleGrant", description: "A role that members of the workspace can have, and what it allows." });
export const RoleList = z.object({ roles: z.array(RoleShape) }).meta({
  id: "RoleList",
  description: "The built-in roles, the one with most first, then the workspace's own by name.",
});
const RolePermissions = z.array(PermissionName).max(PERMISSIONS.length);
export const NewRole = z.strictObject({ name: text(200), permissions: RolePermissions }).meta({ id: "NewRole" });
export const RoleUpdate = z
  .strictObject({ name: text(200), permissions: RolePermissions })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Say what is to change.")
  .meta({ id: "RoleUpdate", description: "Only what is given changes." });

export const TeamShape = z
  .object({ id: Id, name: z.string(), memberIds: z.array(Id) })
  .meta({ id: "Team", description: "Some members of a workspace under a name, in the order in which they came." });
export const TeamList = z
  .object({ teams: z.array(TeamShape) })
  .meta({ id: "TeamList", description: "Teams, by name." });
export const NewTeam = z.strictObject({ name: text(200) }).meta({ id: "NewTeam" });
export const NewTeamMember = z.strictObject({ userId: Id }).meta({ id: "NewTeamMember" });

export const WorkspaceClosing = z
  .strictObject({
    slug: text(200).meta({ description: "The workspace's address of now, typed by whoever deletes it." }),
  })
  .meta({ id: "WorkspaceClosing" });
export const ClosedWorkspaceShape = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    closedAt: z.iso.datetime(),
    erasedFrom: z.iso.datetime().meta({ description: "From then on it can't be taken back." }),
  })
  .meta({ id: "ClosedWorkspace", description: "A workspace that was deleted and is not erased yet." });
export const ClosedWorkspaceList = z
  .object({ workspaces: z.array(ClosedWorkspaceShape) })
  .meta({ id: "ClosedWorkspaceList", description: "The last deleted first." });
