import { MediaError } from "../errors.ts";

/** S3's ceiling, in bytes of UTF-8 (AWS S3 user guide, "Object key names"); the tightest that we know of. */
export const maxKeyBytes = 1_024;

/**
 * The one way to a storage key: `t/<tenantId>/<name>`, which stays below the tenant's prefix however a vendor, proxy or
 * browser normalises it. `name` may have folders (`avatars/me.png`); two spellings that Unicode holds for the same
 * (composed or not) are one key.
 * @throws MediaError `media.invalid_key` for a name that is empty, absolute, over-long, climbs (`..`, also look-alikes
 *   and percent-encoded), or has control, invisible or URL-significant characters, or a part that starts or ends with
 *   a space or ends with a dot. The message never repeats the name.
 */
export function objectKey(tenantId: string, name: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(tenantId)) throw refused("the tenant id is not one");
  if (!name.isWellFormed() || forbidden.test(name)) throw refused("the name has a forbidden character");
  // Compatibility forms are what a careless normaliser would turn the name into: a full-width `．．／` becomes `../`.
  const unmasked = name.normalize("NFKC");
  if (forbidden.test(unmasked) || !unmasked.split("/").every(isPlainPart))
    throw refused("the name has a forbidden part");
  const key = `t/${tenantId}/${name.normalize("NFC")}`;
  if (Buffer.byteLength(key) > maxKeyBytes) throw refused(`the key exceeds ${maxKeyBytes} bytes`);
  return key;
}

/** Lets through exactly what `objectKey` answers. @throws MediaError `media.invalid_key`. */
export function assertObjectKey(key: string): void {
  const [prefix, tenantId = "", ...name] = key.split("/");
  if (prefix !== "t" || objectKey(tenantId, name.join("/")) !== key) throw refused("the key is not of our making");
}

/** Controls, format characters (bidirectional overrides, zero widths), separators, private use; and what a URL or Windows path reads. */
const forbidden = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\\%?#:*"<>|]/u;

function isPlainPart(part: string): boolean {
  return part !== "" && part.trim() === part && !part.endsWith(".");
}

function refused(message: string): MediaError {
  return new MediaError("media.invalid_key", message);
}
