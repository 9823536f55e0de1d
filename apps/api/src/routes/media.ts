import type { OwnerContext, PicturePurpose, RequestedUpload } from "@ninefold/media";
import { Hono } from "hono";
import type { System } from "../compose.ts";
import { idempotent } from "../middleware/idempotency.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { callerInWorkspace, inWorkspace, personContext, signedIn } from "../middleware/session.ts";
import { operation } from "./operation.ts";
import { Completion, FileAddress, FileList, FileShape, NewUpload, PictureShape, UploadShape } from "./media-shapes.ts";
import { Done, DONE } from "./shapes.ts";
import { jsonBody, pathId, pathIds } from "./validation.ts";

const workspaceId = pathId("A workspace.");
const uploadId = pathId("An upload that was begun.");
const myUpload = pathIds({ uploadId });
const workspaceUpload = pathIds({ workspaceId, uploadId });
const projectIds = pathIds({ workspaceId, projectId: pathId("A project of the workspace.") });
const fileIds = pathIds({ workspaceId, fileId: pathId("A file of the workspace.") });

/** Each upload is begun here, sent to the vendor by the browser, and completed here. */
export function mediaRoutes(system: Pick<System, "identity" | "media" | "idempotency" | "telemetry">) {
  const { identity, media } = system;
  const person = signedIn(identity);
  const member = inWorkspace(identity);
  const caller = callerInWorkspace(identity);

  async function pictureOf(context: OwnerContext) {
    const id = "tenantId" in context ? context.tenantId : context.userId;
    const keys = await identity.listPictures("tenantId" in context ? { workspaceIds: [id] } : { userIds: [id] });
    return { pictureUrl: (await media.pictureUrl(keys.get(id))) ?? null };
  }

  async function completePicture(context: OwnerContext, purpose: PicturePurpose, upload: UploadEnd) {
    await media.completeUpload(context, { ...upload, purpose });
    return pictureOf(context);
  }

  return new Hono<{ Variables: RequestVariables }>()
    .post("/me/avatar-uploads", operation(beginAvatar), person, jsonBody(NewUpload), idempotent(system), async (c) => {
      const wanted = { ...c.req.valid("json"), purpose: "avatar" } as const;
      return c.json(toUpload(await media.requestUpload(personContext(c.var), wanted)), 201);
    })
    .post(
      "/me/avatar-uploads/:uploadId/complete",
      operation(completeAvatar),
      person,
      myUpload,
      jsonBody(Completion),
      async (c) => {
        const upload = { id: c.req.valid("param").uploadId, ...c.req.valid("json") };
        return c.json(await completePicture(personContext(c.var), "avatar", upload), 200);
      },
    )
    .delete("/me/avatar", operation(removeAvatar), person, async (c) => {
      await media.removePicture(personContext(c.var), "avatar");
      return c.json(DONE, 200);
    })

    .post(
      "/workspaces/:workspaceId/logo-uploads",
      operation(beginLogo),
      person,
      member,
      jsonBody(NewUpload),
      idempotent(system),
      async (c) => {
        const wanted = { ...c.req.valid("json"), purpose: "logo" } as const;
        return c.json(toUpload(await media.requestUpload(c.var.workspace.context, wanted)), 201);
      },
    )
    .post(
      "/workspaces/:workspaceId/logo-uploads/:uploadId/complete",
      operation(completeLogo),
      person,
      member,
      workspaceUpload,
      jsonBody(Completion),
      async (c) => {
        const upload = { id: c.req.valid("param").uploadId, ...c.req.valid("json") };
        return c.json(await completePicture(c.var.workspace.context, "logo", upload), 200);
      },
    )
    .delete("/workspaces/:workspaceId/logo", operation(removeLogo), person, member, async (c) => {
      await media.removePicture(c.var.workspace.context, "logo");
      return c.json(DONE, 200);
    })

    .get(
      "/workspaces/:workspaceId/projects/:projectId/files",
      operation(listProjectFiles),
      caller,
      projectIds,
      async (c) => {
        const target = { type: "project", id: c.req.valid("param").projectId } as const;
        return c.json({ files: await media.listAttached(c.var.workspace.context, target) }, 200);
      },
    )
    .post(
      "/workspaces/:workspaceId/projects/:projectId/uploads",
      operation(beginProjectFile),
      caller,
      projectIds,
      jsonBody(NewUpload),
      idempotent(system),
      async (c) => {
        const attachTo = { type: "project", id: c.req.valid("param").projectId } as const;
        const wanted = { ...c.req.valid("json"), purpose: "attachment", attachTo } as const;
        return c.json(toUpload(await media.requestUpload(c.var.workspace.context, wanted)), 201);
      },
    )
    .post(
      "/workspaces/:workspaceId/uploads/:uploadId/complete",
      operation(completeFile),
      caller,
      workspaceUpload,
      jsonBody(Completion),
      async (c) => {
        const upload = { id: c.req.valid("param").uploadId, ...c.req.valid("json") };
        return c.json(await media.completeUpload(c.var.workspace.context, { ...upload, purpose: "attachment" }), 200);
      },
    )
    .get("/workspaces/:workspaceId/files/:fileId", operation(openFile), caller, fileIds, async (c) => {
      const { fileId } = c.req.valid("param");
      const url = await media.downloadUrl(c.var.workspace.context, fileId, "attachment");
      return c.json({ url: url.href }, 200);
    })
    .delete("/workspaces/:workspaceId/files/:fileId", operation(removeFile), caller, fileIds, async (c) => {
      await media.remove(c.var.workspace.context, c.req.valid("param").fileId, "attachment");
      return c.json(DONE, 200);
    });
}

interface UploadEnd {
  readonly id: string;
  readonly reference?: string | undefined;
}

const toUpload = ({ id, ticket, expiresAt }: RequestedUpload) => ({
  id,
  url: ticket.url.href,
  fields: ticket.fields,
  fileField: ticket.fileField,
  referenceField: ticket.referenceField ?? null,
  expiresAt,
});

const NOT_TAKEN = ["422 media.too_large", "422 media.empty", "422 media.wrong_type"] as const;
const OFF = ["503 media.disabled", "503 media.unavailable", "503 tenancy.database_unavailable"] as const;

const beginAvatar = {
  id: "beginAvatar",
  access: "self",
  tag: "media",
  summary: "Begin to upload one's own picture",
  cache: "no-store",
  limit: "api",
  answers: { 201: UploadShape },
  refuses: ["409 media.too_many", ...NOT_TAKEN, ...OFF],
} as const;

const completeAvatar = {
  id: "completeAvatar",
  access: "self",
  tag: "media",
  summary: "Show the picture that was sent. It is looked at first; one that is not what it was said to be is removed",
  cache: "no-store",
  limit: "api",
  answers: { 200: PictureShape },
  refuses: [
    "404 media.not_found",
    "409 media.not_uploaded",
    "409 media.upload_expired",
    ...NOT_TAKEN,
    ...OFF,
    "404 identity.person_not_found",
  ],
} as const;

const removeAvatar = {
  id: "removeAvatar",
  access: "self",
  tag: "media",
  summary: "Remove one's own picture",
  cache: "no-store",
  limit: "api",
  answers: { 200: Done },
  refuses: OFF,
} as const;

const beginLogo = {
  ...beginAvatar,
  id: "beginLogo",
  access: "workspace:update",
  summary: "Begin to upload the picture of a workspace",
  refuses: ["403 identity.forbidden", ...beginAvatar.refuses],
} as const;

const completeLogo = {
  ...completeAvatar,
  id: "completeLogo",
  access: "workspace:update",
  summary: "Show the picture that was sent as the workspace's",
  refuses: ["403 identity.forbidden", ...completeAvatar.refuses],
} as const;

const removeLogo = {
  ...removeAvatar,
  id: "removeLogo",
  access: "workspace:update",
  summary: "Remove the picture of a workspace",
  refuses: ["403 identity.forbidden", ...OFF],
} as const;

const listProjectFiles = {
  id: "listProjectFiles",
  access: "project:read",
  tag: "media",
  summary: "The files of a project",
  cache: "no-store",
  limit: "api",
  answers: { 200: FileList },
  refuses: ["403 identity.forbidden", "404 media.not_found", ...OFF],
} as const;

const beginProjectFile = {
  ...beginLogo,
  id: "beginProjectFile",
  access: "project:write",
  summary: "Begin to upload a file of a project",
  refuses: [...beginLogo.refuses, "404 media.not_found"],
} as const;

const completeFile = {
  ...completeLogo,
  id: "completeFile",
  access: "project:write",
  summary: "Keep the file that was sent. It is looked at first; a page or a program is removed",
  answers: { 200: FileShape },
} as const;

const openFile = {
  ...listProjectFiles,
  id: "openFile",
  access: "project:read",
  summary: "Where to fetch a file",
  answers: { 200: FileAddress },
} as const;

const removeFile = {
  ...openFile,
  id: "removeFile",
  access: "project:write",
  summary: "Remove a file",
  answers: { 200: Done },
} as const;
