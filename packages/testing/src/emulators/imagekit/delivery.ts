import { createHash, createHmac } from "node:crypto";
import type { Answer, EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import { isSame } from "./access.ts";
import type { Held } from "./held.ts";
import { fileAt, type StoredFile } from "./state.ts";
import { parseTransformation, transform } from "./transform.ts";

/** Signed in place of an expiry when there is none. */
const NEVER = "9999999999";
const CACHE = "public, s-maxage=31536000, max-age=31536000, must-revalidate";
const EVERYWHERE = { "access-control-allow-origin": "*", "x-content-type-options": "nosniff" };
const KNOWN = new Set(["tr", "ik-t", "ik-s", "ik-attachment", "updatedAt"]);

/** Files as browsers fetch them, under the URL endpoint. `HEAD` is answered too. */
export function deliveryRoutes(kit: EmulatorKit, held: Held) {
  async function deliver(request: EmulatorRequest): Promise<Answer> {
    const root = `/ik/${held.endpointId}/`;
    if (!request.target.startsWith(root)) return said(404, "Not found");
    const found = pathOf(request.target.slice(root.length));
    const file = found === undefined ? undefined : fileAt(held.state, found.filePath);
    const signature = signatureOf(request, root, held.keys.privateKey, kit.clock.now());
    if (signature === "bad") return said(401, "The signature of this URL is not valid, or has expired.");
    if (found === undefined || file === undefined) return said(404, "Not found");
    if (file.isPrivateFile && signature !== "good") return said(401, "This file is private.");
    if ([...request.query.keys()].some((name) => !KNOWN.has(name))) return said(400, "A parameter is not emulated.");

    const bytes = held.blobs.find(file.versionId);
    if (bytes === undefined) return said(404, "Not found");
    const tr = request.query.get("tr") ?? found.tr;
    if (tr === undefined || tr === "orig-true") return whole(request, file, bytes);
    const steps = parseTransformation(tr === "n-ik_ml_thumbnail" ? "w-200,h-200" : tr);
    if (steps === undefined) return said(400, "The transformation is not valid, or not emulated.");
    if (file.fileType !== "image") return said(400, "Only images can be transformed.");
    const made = await transform(bytes, steps, request.headers.get("accept") ?? "").catch(() => undefined);
    if (made === undefined) return said(400, "The image can not be transformed.");
    const etag = `"${createHash("md5").update(made.body).digest("hex")}"`;
    const headers = { ...headersOf(request, file), "content-type": made.mime, vary: "Accept", etag };
    return unlessHeld(request, { status: 200, body: made.body, headers: sized(headers, made.body) });
  }

  return { "GET /ik/:endpoint/:path{.+}": deliver } satisfies Vendor["routes"];
}

const said = (status: number, body: string): Answer => ({
  status,
  body,
  headers: { ...EVERYWHERE, "cache-control": "no-store" },
});

/** `tr:w-300/folder/name.png?…` → the path in the library, and a transformation that stands in the path. */
function pathOf(target: string): { readonly filePath: string; readonly tr?: string } | undefined {
  const [path = ""] = target.split("?");
  const [first = "", ...rest] = path.split("/");
  const tr = first.startsWith("tr:") ? first.slice("tr:".length) : undefined;
  try {
    const filePath = `/${(tr === undefined ? [first, ...rest] : rest).map(decodeURIComponent).join("/")}`;
    return { filePath, ...(tr !== undefined && { tr }) };
  } catch {
    return undefined;
  }
}

/**
 * HMAC-SHA-1 of what stands behind the endpoint, without the signature's own parameters, and the expiry. So it covers the
 * path, the transformation and every other parameter, byte for byte.
 */
function signatureOf(request: EmulatorRequest, root: string, privateKey: string, now: Date): "good" | "bad" | "none" {
  const given = request.query.get("ik-s");
  const expiry = request.query.get("ik-t");
  if (given === null) return expiry === null ? "none" : "bad";
  const [path = "", query = ""] = request.target.split("?");
  const others = query.split("&").filter((part) => !/^ik-[st]=/.test(part));
  const signed = [path.slice(root.length), ...(others.length > 0 ? [others.join("&")] : [])].join("?");
  const expected = createHmac("sha1", privateKey)
    .update(`${signed}${expiry ?? NEVER}`)
    .digest("hex");
  const isLive = expiry === null || now.getTime() < Number(expiry) * 1_000;
  return isSame(given, expected) && isLive ? "good" : "bad";
}

function headersOf({ query }: EmulatorRequest, file: StoredFile): Record<string, string> {
  return {
    ...EVERYWHERE,
    "cache-control": CACHE,
    "last-modified": new Date(file.updatedAt).toUTCString(),
    ...(query.get("ik-attachment") === "true" && { "content-disposition": `attachment; filename="${file.name}"` }),
  };
}

/** The file itself; a part of it where one is asked for. */
function whole(request: EmulatorRequest, file: StoredFile, bytes: Uint8Array<ArrayBuffer>): Answer {
  const etag = `"${file.etag}"`;
  const headers = { ...headersOf(request, file), "content-type": file.mime, "accept-ranges": "bytes", etag };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (range === null) return unlessHeld(request, { status: 200, body: bytes, headers: sized(headers, bytes) });
  const first = Number(range[1]);
  const last = Math.min(range[2] ? Number(range[2]) : Infinity, bytes.byteLength - 1);
  if (first > last) return { ...said(416, ""), headers: { "content-range": `bytes */${bytes.byteLength}` } };
  const part = bytes.slice(first, last + 1);
  const place = { "content-range": `bytes ${first}-${last}/${bytes.byteLength}` };
  return { status: 206, body: part, headers: { ...sized(headers, part), ...place } };
}

const sized = (headers: Record<string, string>, body: Uint8Array) => ({
  ...headers,
  "content-length": String(body.byteLength),
});

function unlessHeld({ headers }: EmulatorRequest, answer: Answer): Answer {
  const etag = answer.headers?.["etag"];
  const { "content-length": _size, ...kept } = answer.headers ?? {};
  return etag !== undefined && headers.get("if-none-match") === etag
    ? { status: 304, body: "", headers: kept }
    : answer;
}
