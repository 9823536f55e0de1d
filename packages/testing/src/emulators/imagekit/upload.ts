import { createHash, randomBytes } from "node:crypto";
import type { Answer, EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import { jwtFault, managementFault, tokenFault } from "./access.ts";
import { notEmulated, ok, refuse } from "./answers.ts";
import { judgeChecks } from "./checks.ts";
import type { Held } from "./held.ts";
import { lookAt } from "./image.ts";
import { fileAt, type StoredFile } from "./state.ts";
import { thumbnailOf, urlOf } from "./urls.ts";

/** The free plan's, for what is no video. */
const MOST_BYTES = 25 * 1024 * 1024;

/** What of an upload is understood. The SDK knows more; a form that has more is not emulated. */
const FIELDS = new Set([
  "file",
  "fileName",
  "folder",
  "useUniqueFileName",
  "overwriteFile",
  "isPrivateFile",
  "tags",
  "checks",
  "responseFields",
  "token",
  "signature",
  "expire",
  "publicKey",
]);

/** Uploads by a server with the private key, and by a browser with a token: V1's over nothing, V2's over every field. */
export function uploadRoutes(kit: EmulatorKit, held: Held) {
  const { state, keys } = held;
  const isUsed = (one: string) => state.tokens.find(one) !== undefined;

  async function take(request: EmulatorRequest, tokenKind: typeof tokenFault): Promise<Answer> {
    const form = await readForm(request);
    if (form === undefined) return refuse(400, "Your request is not multipart/form-data.");
    const { fields, file } = form;
    const strange = [...fields.keys()].find((name) => !FIELDS.has(name));
    if (strange !== undefined) return notEmulated(`The upload parameter ${strange}`);

    const byServer = request.headers.has("authorization");
    const token = fields.get("token");
    if (byServer && token !== undefined) {
      return refuse(
        400,
        "Your request contains both token and basic auth parameter. Use only one method, you might be exposing your private API key.",
      );
    }
    const fault = byServer ? managementFault(request, keys) : tokenKind(fields, { keys, now: kit.clock.now(), isUsed });
    if (token !== undefined) {
      const used = { token, at: kit.clock.now().toISOString() };
      kit.store.change(() => state.tokens.put(token, used));
    }
    if (fault !== undefined) return fault;
    return store(fields, file);
  }

  async function store(fields: ReadonlyMap<string, string>, file: FileField): Promise<Answer> {
    const given = fields.get("fileName") ?? "";
    if (file === undefined) return refuse(400, "Your request is missing file parameter.");
    if (given === "") return refuse(400, "Your request is missing fileName parameter.");
    if (file === "url") return notEmulated("A file that the vendor fetches from a URL");
    const bytes = file;
    if (bytes.byteLength === 0) return refuse(400, "Your request contains invalid file parameter. The file is empty.");
    if (bytes.byteLength > MOST_BYTES) {
      return refuse(400, "Your request contains invalid file parameter. The file size exceeds limits.");
    }
    const verdict = judgeChecks(fields.get("checks") ?? "'file.size' >= '0'", bytes.byteLength);
    if (verdict === "invalid") return refuse(400, "Your request contains invalid syntax for the checks parameter.");
    if (verdict === "failed") return refuse(400, "Your request failed 'checks' validation.");

    const look = await lookAt(bytes, given);
    const isUnique = fields.get("useUniqueFileName") !== "false";
    const name = isUnique ? uniqueName(fileName(given)) : fileName(given);
    const filePath = `${folderPath(fields.get("folder") ?? "/")}${name}`;
    const earlier = fileAt(state, filePath);
    if (earlier !== undefined && fields.get("overwriteFile") === "false") {
      return refuse(
        400,
        "A file with the same name already exists at the exact location. We could not overwrite it because both overwriteFile and useUniqueFileName are set to false.",
      );
    }
    const at = kit.clock.now().toISOString();
    const stored: StoredFile = {
      fileId: earlier?.fileId ?? newId(),
      versionId: newId(),
      name,
      filePath,
      fileType: look.width === null ? "non-image" : "image",
      ...look,
      size: bytes.byteLength,
      etag: createHash("md5").update(bytes).digest("hex"),
      isPrivateFile: fields.get("isPrivateFile") === "true",
      tags: fields.get("tags")?.split(",") ?? null,
      createdAt: earlier?.createdAt ?? at,
      updatedAt: at,
    };
    // The bytes first: a process that is killed in between has a blob too many, never a file without one.
    held.blobs.put(stored.versionId, bytes);
    kit.store.change(() => state.files.put(stored.fileId, stored));
    if (earlier !== undefined) held.blobs.remove(earlier.versionId);
    return ok(answerOf(stored, fields.get("responseFields") ?? ""));
  }

  function answerOf(file: StoredFile, responseFields: string) {
    const isAsked = (name: string) => responseFields.split(",").includes(name);
    return {
      fileId: file.fileId,
      name: file.name,
      size: file.size,
      versionInfo: { id: file.versionId, name: "Version 1" },
      filePath: file.filePath,
      url: urlOf(held, file),
      fileType: file.fileType,
      AITags: null,
      ...(file.width !== null && file.height !== null
        ? { height: file.height, width: file.width, thumbnailUrl: thumbnailOf(held, file) }
        : {}),
      ...(isAsked("tags") ? { tags: file.tags } : {}),
      ...(isAsked("isPrivateFile") ? { isPrivateFile: file.isPrivateFile } : {}),
    };
  }

  return {
    "POST /api/v1/files/upload": (request) => take(request, tokenFault),
    "POST /api/v2/files/upload": (request) => take(request, jwtFault),
  } satisfies Vendor["routes"];
}

type FileField = Uint8Array<ArrayBuffer> | "url" | undefined;

async function readForm({ bytes, headers }: EmulatorRequest) {
  const type = headers.get("content-type") ?? "";
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => undefined);
  if (form === undefined) return undefined;
  const fields = new Map<string, string>();
  let file: FileField;
  for (const [name, value] of form) {
    if (name === "file") file = typeof value === "string" ? fromText(value) : new Uint8Array(await value.arrayBuffer());
    else if (typeof value === "string") fields.set(name, value);
  }
  return { fields, file };
}

/** Base64 and data URIs are files too. */
function fromText(text: string): FileField {
  if (/^https?:\/\//i.test(text)) return "url";
  const base64 = text.replace(/^data:[^,]*;base64,/, "");
  return new Uint8Array(Buffer.from(base64, "base64"));
}

/** What the vendor lets a name have; anything else becomes an underscore. */
const fileName = (given: string) => given.replaceAll(/[^A-Za-z0-9.-]/g, "_");

function uniqueName(name: string): string {
  const at = name.lastIndexOf(".");
  const suffix = `_${randomBytes(5).toString("base64url").replaceAll(/[_-]/g, "x")}`;
  return at <= 0 ? `${name}${suffix}` : `${name.slice(0, at)}${suffix}${name.slice(at)}`;
}

/** `t/1` → `/t/1/`. */
function folderPath(folder: string): string {
  const parts = folder.split("/").filter((part) => part !== "");
  return ["", ...parts.map((part) => part.replaceAll(/[^A-Za-z0-9_-]/g, "_")), ""].join("/");
}

const newId = () => randomBytes(12).toString("hex");
