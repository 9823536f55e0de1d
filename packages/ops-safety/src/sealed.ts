import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { OpsSafetyError } from "./errors.ts";

/**
 * What is kept for somebody rests encrypted: whoever reads a backup or a replica without the key finds nothing.
 *
 * Layout: one byte of version, 12 of nonce, the ciphertext, 16 of tag (AES-256-GCM). What it belongs to is authenticated
 * with it, so bytes that are copied to another row do not open there.
 */
export function seal(text: string, key: Uint8Array, belongsTo: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(belongsTo));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(VERSION), nonce, ciphertext, cipher.getAuthTag()]);
}

/** @throws OpsSafetyError `ops_safety.unreadable` for another key, version or owner, and for changed bytes. */
export function unseal(sealed: Uint8Array, key: Uint8Array, belongsTo: string): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const shortest = 1 + NONCE_BYTES + TAG_BYTES;
  if (bytes.length < shortest || bytes[0] !== VERSION) throw unreadable("is of no known version");
  try {
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(belongsTo));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const ciphertext = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw unreadable("does not open with this key", cause);
  }
}

const ALGORITHM = "aes-256-gcm";
const VERSION = 1;
/** NIST SP 800-38D: 96 bits, random, is safe for 2^32 texts under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const boundTo = (belongsTo: string) => Buffer.from(`ops_safety/${VERSION}/${belongsTo}`);

function unreadable(what: string, cause?: unknown): OpsSafetyError {
  return new OpsSafetyError("ops_safety.unreadable", `what was kept ${what}`, { cause });
}
