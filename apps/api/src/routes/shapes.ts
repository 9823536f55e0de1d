import { z } from "zod";
import { PERMISSIONS } from "@ninefold/identity/permissions";
import { text } from "./validation.ts";

/** What goes over the wire, named as the API's description names it. The rules of meaning are the systems' own. */

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

const Id = z.uuid();
const Instant = z.iso.datetime();
const Slug = z
  .string()
  .meta({ description: "Part of the workspace's address: 2 to 40 of a–z, 0–9 and single hyphens." });

export const Done = z
  .object({ done: z.literal(true) })
  .meta({ id: "Done", description: "It is done; there is nothing to show." });
export const DONE = { done: true } as const;

const PictureUrl = z
  .string()
  .nullable()
  .meta({ description: "Where the picture is shown from, for a day or two; null for none." });

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

export const ProjectShape = z
  .object({ id: Id, name: z.string(), createdAt: Instant, openTasks: z.int().min(0), doneTasks: z.int().min(0) })
  .meta({ id: "Project", description: "A project of a workspace, and how much of it is left." });

export const ProjectList = z
  .object({ projects: z.array(ProjectShape) })
  .meta({ id: "ProjectList", description: "Projects, newest first, at most 100." });

export const TaskShape = z
  .object({
    id: Id,
    title: z.string(),
    doneAt: Instant.nullable().meta({ description: "Null while it is open." }),
    assignee: z
      .object({ id: Id, name: z.string().nullable().meta({ description: "Null: they have left the workspace." }) })
      .nullable(),
    createdAt: Instant,
  })
  .meta({ id: "Task", description: "One thing to do in a project." });

export const TaskList = z
  .object({ tasks: z.array(TaskShape) })
  .meta({ id: "TaskList", description: "All tasks of a project, oldest first." });

export const FileShape = z
  .object({ id: Id, name: z.string(), contentType: z.string(), sizeBytes: z.int(), createdAt: Instant })
  .meta({ id: "File", description: "A file that is stored. Its type is what its bytes are." });

export const FileList = z
  .object({ files: z.array(FileShape) })
  .meta({ id: "FileList", description: "Files, newest first, at most 100." });

export const FileAddress = z
  .object({ url: z.string() })
  .meta({ id: "FileAddress", description: "Where the file is fetched, as a download, within five minutes." });

export const UploadShape = z
  .object({
    id: Id,
    url: z.string(),
    fields: z.record(z.string(), z.string()),
    fileField: z.string(),
    referenceField: z.string().nullable(),
    expiresAt: Instant,
  })
  .meta({
    id: "Upload",
    description:
      "Post the fields as `multipart/form-data` to the URL, the file last. The answer's `referenceField` goes into the completion.",
  });

export const PictureShape = z
  .object({ pictureUrl: PictureUrl })
  .meta({ id: "Picture", description: "The picture as it is now." });

export const NewUpload = z
  .strictObject({
    name: text(300),
    contentType: text(127),
    sizeBytes: z.int().min(0).max(2_147_483_647),
  })
  .meta({ id: "NewUpload" });

export const Completion = z
  .strictObject({
    reference: text(200).optional().meta({
      description: "What the storage vendor called the file in its answer. Saves a search; it is not believed.",
    }),
  })
  .meta({ id: "Completion" });

export const ProjectExportShape = z
  .object({ fileName: z.string(), csv: z.string() })
  .meta({ id: "ProjectExport", description: "Every project of the workspace, as comma-separated values." });

const Interval = z.enum(["month", "year"]).meta({ id: "BillingInterval" });
const Count = z.int().min(0);

const SubscriptionShape = z
  .object({
    planKey: z.string(),
    interval: Interval,
    status: z.enum(["incomplete", "trialing", "active", "past_due", "unpaid", "paused", "ended"]),
    access: z.enum(["full", "grace", "suspended", "none"]),
    currentPeriodEnd: Instant,
    cancelAtPeriodEnd: z.boolean(),
    graceEndsAt: Instant.nullable().meta({ description: "While a payment is late: until when everything works." }),
  })
  .meta({ id: "Subscription", description: "What the workspace pays for, as the vendor last said." });

const LimitShape = z
  .object({
    limit: z.enum(["projects", "tasks", "exports"]),
    allowed: Count.nullable().meta({ description: "Null: no limit." }),
    used: Count,
    resetsAt: Instant.nullable().meta({ description: "Null for what does not start afresh." }),
  })
  .meta({ id: "Limit", description: "What the plan allows of one thing, and how much of it is used." });

export const BillingShape = z
  .object({
    plan: z.object({ key: z.string(), name: z.string() }),
    canBuy: z.boolean().meta({ description: "False where nothing is sold: everyone is on the default plan." }),
    subscription: SubscriptionShape.nullable(),
    pendingCheckout: z
      .object({ id: Id, planKey: z.string(), interval: Interval, wasDeclined: z.boolean() })
      .nullable()
      .meta({ description: "The newest checkout whose page is open: perhaps it is being paid." }),
    limits: z.array(LimitShape),
  })
  .meta({ id: "Billing", description: "The plan of a workspace, its subscription and its limits." });

export const CheckoutShape = z
  .object({ id: Id, url: z.string(), expiresAt: Instant })
  .meta({ id: "Checkout", description: "The vendor's page on which to pay." });

export const NewCheckout = z
  .strictObject({ planKey: z.enum(["pro", "business"]), interval: Interval })
  .meta({ id: "NewCheckout" });

const AuditEntryShape = z
  .object({
    id: Id,
    action: z.string().meta({ description: "`system.what_happened`; there will be more." }),
    actor: z.object({
      type: z.enum(["person", "service", "system", "unknown"]),
      id: z.string().nullable(),
      name: z.string().nullable().meta({ description: "Of a person who is a member now." }),
    }),
    onBehalfOf: z.string().nullable().meta({ description: "The person whom an operator acted for." }),
    subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    evidence: z
      .enum(["transaction", "intent", "event", "none"])
      .meta({ description: "How it is known who it was: `none` when it is not." }),
    requestId: z.string(),
    occurredAt: Instant,
  })
  .meta({ id: "AuditEntry", description: "Who did what, when. Never changed, never removed." });

export const AuditPage = z
  .object({ entries: z.array(AuditEntryShape), nextCursor: z.string().nullable() })
  .meta({ id: "AuditPage", description: "Newest first; `nextCursor` is null on the last page." });

export const ExportShape = z
  .object({
    id: Id,
    status: z.enum(["preparing", "ready", "failed", "expired"]),
    requestedAt: Instant,
    readyAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    bytes: z.number().nullable(),
  })
  .meta({ id: "Export", description: "A copy of one's own data; ready ones can be fetched until they expire." });

export const ExportList = z
  .object({ exports: z.array(ExportShape), nextAt: Instant.nullable() })
  .meta({ id: "ExportList", description: "At most ten; `nextAt` says when another may be asked for, null for now." });

export const PersonalData = z
  .looseObject({ format: z.string(), personId: Id, systems: z.record(z.string(), z.unknown()) })
  .meta({ id: "PersonalData", description: "What each system keeps about the person." });

const NotificationShape = z
  .object({
    id: Id,
    kind: z.string().meta({ description: "`member-joined`, `plan-changed`, `payment-overdue`; there will be more." }),
    workspace: z
      .object({ id: Id, slug: Slug, name: z.string() })
      .nullable()
      .meta({ description: "What it is about; null once the person has left it." }),
    person: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .meta({ description: "Whom it is about; null for nobody, and for somebody who has left." }),
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: "Notification", description: "What a person is told in the product." });

const Unread = z
  .int()
  .min(0)
  .max(100)
  .meta({ description: "How many are not read; 100 stands for that many or more." });

export const NotificationPage = z
  .object({ notifications: z.array(NotificationShape), unread: Unread, nextCursor: z.string().nullable() })
  .meta({ id: "NotificationPage", description: "Newest first; `nextCursor` is null on the last page." });

export const NotificationState = z.object({ unread: Unread, newest: Id.nullable() }).meta({
  id: "NotificationState",
  description: "How many are not read, and the newest one. Whatever changed, it is in the list.",
});

export const ReadUpTo = z
  .strictObject({ upTo: Id.meta({ description: "The newest one that the person has seen: later ones stay unread." }) })
  .meta({ id: "ReadUpTo" });

const CategoryName = z.enum(["security", "billing", "invitations", "workspace_activity"]);

export const PreferenceList = z
  .object({
    preferences: z.array(
      z.object({
        category: CategoryName,
        email: z.boolean(),
        isOptional: z.boolean().meta({ description: "False: it is always mailed." }),
      }),
    ),
  })
  .meta({ id: "NotificationPreferences", description: "What a person is mailed about." });

export const PreferenceChange = z
  .strictObject({ category: CategoryName, email: z.boolean() })
  .meta({ id: "NotificationPreferenceChange" });

const Check = z.enum(["ok", "error"]);
const health = {
  status: z.enum(["ok", "degraded", "down"]),
  timestamp: Instant,
  version: z.string(),
  checks: z.record(z.string(), Check),
};

export const HealthShape = z.object(health).meta({
  id: "Health",
  description: "`ok` when every check is, `down` when the database is not, else `degraded`. 200 for `ok` only.",
});
export const AliveShape = z
  .object({ status: z.literal("ok") })
  .meta({ id: "Alive", description: "The process answers." });

const Capability = z.union([z.boolean(), z.string(), z.array(z.string())]);
const SystemShape = z
  .object({
    system: z.string(),
    adapter: z.string(),
    note: z.string(),
    capabilities: z.record(z.string(), Capability),
  })
  .meta({ id: "System", description: "One of the nine systems, and the adapter it runs on." });

export const SystemStatus = z
  .object({ health: HealthShape, systems: z.array(SystemShape) })
  .meta({ id: "SystemStatus", description: "Health, and what each system runs on." });

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

export const NewProject = z.strictObject({ name: text(200) }).meta({ id: "NewProject" });

const AssigneeId = Id.nullable().meta({ description: "A member of the workspace; null for nobody." });
export const NewTask = z.strictObject({ title: text(400), assigneeId: AssigneeId.optional() }).meta({ id: "NewTask" });
export const TaskChange = z
  .strictObject({ title: text(400), isDone: z.boolean(), assigneeId: AssigneeId })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Say what is to change.")
  .meta({ id: "TaskChange", description: "Only what is given changes." });
