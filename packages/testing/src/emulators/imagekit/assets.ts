import { z } from "zod";
import type { EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import { managementFault } from "./access.ts";
import { NO_SUCH_FILE, notEmulated, ok, refuse } from "./answers.ts";
import type { Held } from "./held.ts";
import type { StoredFile } from "./state.ts";
import { thumbnailOf, urlOf } from "./urls.ts";

const MOST_LISTED = 1_000;
const MOST_IN_BATCH = 100;
const LIST_PARAMETERS = new Set(["type", "path", "limit", "skip", "sort"]);
const Batch = z.object({ fileIds: z.array(z.string()).min(1).max(MOST_IN_BATCH) });

/** Files as whoever has the private key manages them. */
export function assetRoutes(kit: EmulatorKit, held: Held) {
  const { state, keys, blobs } = held;
  const { files } = state;

  const remove = (file: StoredFile) => {
    kit.store.change(() => files.remove(file.fileId));
    blobs.remove(file.versionId);
  };
  const known =
    (handle: (request: EmulatorRequest) => ReturnType<typeof ok>) =>
    (request: EmulatorRequest): ReturnType<typeof ok> =>
      managementFault(request, keys) ?? handle(request);
  const byId =
    (handle: (file: StoredFile) => ReturnType<typeof ok>) =>
    ({ params }: EmulatorRequest) => {
      const file = files.find(params["fileId"] ?? "");
      return file === undefined ? NO_SUCH_FILE : handle(file);
    };

  return {
    "GET /v1/files": known(({ query }) => {
      const strange = [...query.keys()].find((name) => !LIST_PARAMETERS.has(name));
      if (strange !== undefined) return notEmulated(`Listing by ${strange}`);
      if ((query.get("type") ?? "file") !== "file") return notEmulated("Listing of folders and versions");
      if ((query.get("sort") ?? "ASC_CREATED") !== "ASC_CREATED") return notEmulated("Another order of a list");
      const [limit, skip] = [Number(query.get("limit") ?? MOST_LISTED), Number(query.get("skip") ?? 0)];
      if (!(limit >= 1)) return refuse(400, `Minimum value of limit parameter is 1. Value sent is ${limit}.`);
      if (limit > MOST_LISTED) {
        return refuse(400, `Maximum value of limit parameter is ${MOST_LISTED}. Value sent is ${limit}.`);
      }
      const folder = query.get("path");
      const found = files.list().filter((file) => folder === null || folderOf(file) === trimmed(folder));
      return ok(found.slice(skip, skip + limit).map((file) => detailsOf(held, file)));
    }),
    "GET /v1/files/:fileId/details": known(byId((file) => ok(detailsOf(held, file)))),
    "DELETE /v1/files/:fileId": known(
      byId((file) => {
        remove(file);
        return { status: 204, body: "" };
      }),
    ),
    "POST /v1/files/batch/deleteByFileIds": known(({ body }) => {
      const batch = Batch.safeParse(body);
      if (!batch.success) return refuse(400, "Your request contains invalid fileIds parameter.");
      const found = batch.data.fileIds.flatMap((id) => files.find(id) ?? []);
      if (found.length < batch.data.fileIds.length) {
        const missing = batch.data.fileIds.filter((id) => files.find(id) === undefined);
        const { body: said } = refuse(404, "The requested file(s) does not exist.");
        return { status: 404, body: { ...Object(said), missingFileIds: missing } };
      }
      found.forEach(remove);
      return ok({ successfullyDeletedFileIds: batch.data.fileIds });
    }),
  } satisfies Vendor["routes"];
}

const folderOf = ({ filePath }: StoredFile) => trimmed(filePath.slice(0, filePath.lastIndexOf("/")));
const trimmed = (folder: string) => folder.replaceAll(/^\/+|\/+$/g, "");

function detailsOf(held: Held, file: StoredFile) {
  return {
    type: "file",
    name: file.name,
    createdAt: file.createdAt,
    updatedAt: file.updatedAt,
    fileId: file.fileId,
    tags: file.tags,
    AITags: null,
    versionInfo: { id: file.versionId, name: "Version 1" },
    embeddedMetadata: {},
    isPublished: true,
    customCoordinates: null,
    customMetadata: {},
    isPrivateFile: file.isPrivateFile,
    url: urlOf(held, file),
    thumbnail: thumbnailOf(held, file),
    fileType: file.fileType,
    filePath: file.filePath,
    size: file.size,
    mime: file.mime,
    ...(file.width !== null && file.height !== null
      ? { height: file.height, width: file.width, hasAlpha: file.hasAlpha }
      : {}),
  };
}
