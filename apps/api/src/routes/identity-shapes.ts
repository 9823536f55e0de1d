import { PERMISSIONS } from "@ninefold/identity/permissions";
import { z } from "zod";
import { Id, Instant, Slug, PictureUrl } from "./shapes.ts";
import { text } from "./validation.ts";

/** People, workspaces, members and invitations, as they go over the wire. */

const BuiltInRole = z.enum(["owner", "admin", "member", "viewer"]);
const CustomRoleId = z.uuid();

export const RoleName = z
  .union([BuiltInRole, CustomRoleId])
  .meta({ id: "Role", description: "A built-in role by its name, one of the workspace's own by its id." });

export const InvitableRole = z.union([BuiltInRole.exclude(["owner"]), CustomRoleId]).meta({
  id: "InvitableRole",
  description: "Ownership is given to a member, never by invitation.",
});

export const CustomName = z
  .string()
  .nullable()
  .meta({ description: "What the workspace calls its own role; null for a built-in one." });

export const PermissionName = z
  .enum(PERMISSIONS)
  .meta({ id: "Permission", description: "`resource:action`. What is not held is denied." });

export const Locale = z
  .enum(["en", "id"])
  .meta({ id: "Locale", description: "The language of a person's mails and pages." });

export const WorkspaceShape = z
  .object({
    id: Id,
    slug: Slug,
    name: z.string(),
    role: RoleName,
    roleName: CustomName,
    permissions: z.array(PermissionName),
    pictureUrl: PictureUrl,
  })
  .meta({ id: "Workspace", description: "A workspace, and what the caller is and may in it." });

export const PersonShape = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    locale: Locale,
    isOperator: z.boolean(),
    pictureUrl: PictureUrl,
  })
  .meta({ id: "Person", description: "Who is signed in." });

export const ReceivedInvitationShape = z
  .object({
    id: Id,
    workspaceName: z.string(),
    inviterName: z.string(),
    role: InvitableRole,
    roleName: CustomName,
    expiresAt: Instant,
  })
  .meta({ id: "ReceivedInvitation", description: "An invitation to the caller's own address." });

export const MeShape = z
  .object({ person: PersonShape, workspaces: z.array(WorkspaceShape), invitations: z.array(ReceivedInvitationShape) })
  .meta({ id: "Me", description: "Who is signed in, where they belong, and what they are invited to." });

export const PersonAnswer = z
  .object({ person: PersonShape })
  .meta({ id: "PersonAnswer", description: "As it is now." });

export const MemberShape = z
  .object({
    person: z.object({ id: Id, name: z.string(), email: z.string(), pictureUrl: PictureUrl }),
    role: RoleName,
    roleName: CustomName,
    joinedAt: Instant,
  })
  .meta({ id: "Member", description: "A member of a workspace." });

export const MembersPage = z
  .object({ members: z.array(MemberShape), nextCursor: z.string().nullable() })
  .meta({ id: "MembersPage", description: "Members, longest first; `nextCursor` is null on the last page." });

export const InvitationShape = z
  .object({
    id: Id,
    email: z.string(),
    role: InvitableRole,
    roleName: CustomName,
    teamId: Id.nullable().meta({ description: "The team that accepting brings into as well." }),
    expiresAt: Instant,
    invitedAt: Instant.meta({ description: "The last time that its mail was asked for." }),
    inviterName: z.string(),
  })
  .meta({ id: "Invitation", description: "An invitation that is open, as the members who sent it see it." });

export const InvitationList = z
  .object({ invitations: z.array(InvitationShape) })
  .meta({ id: "InvitationList", description: "The open invitations of a workspace." });

export const ProfileChange = z
  .strictObject({ name: text(200).optional(), locale: Locale.optional() })
  .meta({ id: "ProfileChange" });

export const NewWorkspace = z
  .strictObject({
    name: text(200),
    slug: text(200)
      .optional()
      .transform((slug) => slug || undefined)
      .meta({ description: "Left out or empty: one is made from the name." }),
  })
  .meta({ id: "NewWorkspace" });

export const RoleChange = z.strictObject({ role: RoleName }).meta({ id: "RoleChange" });

export const NewInvitation = z
  .strictObject({ email: text(320), role: InvitableRole, teamId: Id.optional() })
  .meta({ id: "NewInvitation" });
