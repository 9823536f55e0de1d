import { z } from "zod";
import { Id, Instant, Slug, PictureUrl } from "./shapes.ts";
import { text } from "./validation.ts";

/** People, workspaces, members and invitations, as they go over the wire. */

export const RoleName = z.enum(["owner", "admin", "member", "viewer"]).meta({ id: "Role" });

export const InvitableRole = RoleName.exclude(["owner"]).meta({
  id: "InvitableRole",
  description: "Ownership is given to a member, never by invitation.",
});

export const Locale = z
  .enum(["en", "id"])
  .meta({ id: "Locale", description: "The language of a person's mails and pages." });

export const WorkspaceShape = z
  .object({ id: Id, slug: Slug, name: z.string(), role: RoleName, pictureUrl: PictureUrl })
  .meta({ id: "Workspace", description: "A workspace, and the role that the caller has in it." });

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
  .object({ id: Id, workspaceName: z.string(), inviterName: z.string(), role: InvitableRole, expiresAt: Instant })
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
    expiresAt: Instant,
    invitedAt: Instant,
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

export const NewInvitation = z.strictObject({ email: text(320), role: InvitableRole }).meta({ id: "NewInvitation" });
