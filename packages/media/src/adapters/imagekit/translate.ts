import { createHmac, randomUUID } from "node:crypto";
import { MediaError } from "../../errors.ts";
import type { Transform } from "../../port.ts";

/** A key is a path in the library: every folder but the last part, which is the name. */
export function placeOf(key: string): { readonly folder: string; readonly fileName: string } {
  const at = key.lastIndexOf("/");
  return { folder: `/${key.slice(0, at)}`, fileName: key.slice(at + 1) };
}

/**
 * Every field of an upload but the file, as text, since a form knows nothing else. Private, so that nothing opens without a
 * signature; under its own name and over nothing, so that a key is what was asked for and is written once.
 */
export function uploadFields(key: string, maxBytes: number): Readonly<Record<string, string>> {
  const { folder, fileName } = placeOf(key);
  return {
    fileName,
    folder,
    useUniqueFileName: "false",
    overwriteFile: "false",
    isPrivateFile: "true",
    // In whole kB, rounded up: completion looks at every byte, this only keeps a flood out.
    checks: `"file.size" <= "${Math.ceil(maxBytes / 1024)}kb"`,
  };
}

interface TicketKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The second version of the vendor's upload tickets: a JWT (HS256) over every field. The first version signs a token and an
 * expiry only, so that whoever holds one writes into any folder, another tenant's too. The SDK has no helper for this one
 * (docs "Secure client side upload V2", read 2026-11-21).
 */
export function signFields(
  fields: Readonly<Record<string, string>>,
  { publicKey, privateKey }: TicketKeys,
  { now, ttlSeconds }: { readonly now: Date; readonly ttlSeconds: number },
): string {
  const iat = Math.floor(now.getTime() / 1_000);
  const head = encode({ alg: "HS256", typ: "JWT", kid: publicKey });
  const body = encode({ ...fields, iat, exp: iat + ttlSeconds });
  return `${head}.${body}.${createHmac("sha256", privateKey).update(`${head}.${body}`).digest("base64url")}`;
}

/** Two tickets of one second for the same fields would be one and the same, and each is taken once: so a tag tells them apart. */
export const distinct = (fields: Readonly<Record<string, string>>) => ({ ...fields, tags: `ticket-${randomUUID()}` });

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Covers the box, in the best format that the browser takes. */
export const toTransformation = ({ widthPixels, heightPixels }: Transform) => [
  { width: widthPixels, height: heightPixels, format: "auto" as const, quality: 80 },
];

/** What the SDK throws, in our words: it has a status when the vendor answered, and none when nobody did. */
export function toMediaError(error: unknown): MediaError {
  const status = statusOf(error);
  // A refused key or a used-up quota is ours to mend, and nothing that a caller could do differently.
  const message = status === undefined ? "the vendor did not answer" : `the vendor answered ${status}`;
  return new MediaError("media.unavailable", message, { cause: error });
}

export const isMissing = (error: unknown) => statusOf(error) === 404;

function statusOf(error: unknown): number | undefined {
  const status: unknown = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : undefined;
}
