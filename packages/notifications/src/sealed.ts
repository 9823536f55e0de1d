import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { NotificationsError } from "./errors.ts";

/**
 * A mail that waits to be sent has a link in it that signs somebody in, so it rests encrypted: whoever reads a backup or
 * a replica without the key finds no link.
 *
 * Layout: one byte of version, 12 of nonce, the ciphertext, 16 of tag (AES-256-GCM). The delivery's id and the version
 * are authenticated with it, so bytes copied to another row do not open there.
 */
export function seal(text: string, key: Uint8Array, deliveryId: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(deliveryId));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(VERSION), nonce, ciphertext, cipher.getAuthTag()]);
}

/** @throws NotificationsError `notifications.unreadable` for another key, version or delivery, and for changed bytes. */
export function unseal(sealed: Uint8Array, key: Uint8Array, deliveryId: string): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const shortest = 1 + NONCE_BYTES + TAG_BYTES;
  if (bytes.length < shortest || bytes[0] !== VERSION) throw unreadable("is of no known version");
  try {
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(deliveryId));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const ciphertext = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw unreadable("does not open with this key", cause);
  }
}

const ALGORITHM = "aes-256-gcm";
const VERSION = 1;
/** NIST SP 800-38D: 96 bits, random, is safe for 2^32 mails under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function boundTo(deliveryId: string): Uint8Array {
  return Buffer.from(`notifications.deliveries/${VERSION}/${deliveryId}`);
}

function unreadable(what: string, cause?: unknown): NotificationsError {
  return new NotificationsError("notifications.unreadable", `the stored mail ${what}`, { cause });
}
