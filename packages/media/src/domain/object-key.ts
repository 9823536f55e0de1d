import { MediaError } from "../errors.ts";

/** S3's ceiling (AWS S3 user guide, "Object key names"); the tightest that we know of. Keys are ASCII: a character is a byte. */
export const maxKeyBytes = 1_024;

/** Whose an object is. */
export type KeyOwner = { readonly tenantId: string } | { readonly personId: string };

/**
 * The one way to a storage key: `t/<tenantId>/<name>` or `p/<personId>/<name>`, which stays below its owner's prefix
 * however a vendor, proxy or browser normalises it. `name` is of our making, never a person's: folders and a file, each of
 * letters, digits, `-`, `_` and single dots inside, which is what every vendor keeps as it is.
 * @throws MediaError `media.invalid_key` for anything else. The message never repeats the name.
 */
export function objectKey(owner: KeyOwner, name: string): string {
  const [prefix, id] = "tenantId" in owner ? ["t", owner.tenantId] : ["p", owner.personId];
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw refused("the owner's id is not one");
  if (!name.split("/").every((part) => PART.test(part))) throw refused("the name has a forbidden part");
  const key = `${prefix}/${id}/${name}`;
  if (key.length > maxKeyBytes) throw refused(`the key exceeds ${maxKeyBytes} bytes`);
  return key;
}

/** Lets through exactly what `objectKey` answers. @throws MediaError `media.invalid_key`. */
export function assertObjectKey(key: string): void {
  const [prefix, id = "", ...rest] = key.split("/");
  const owner = prefix === "p" ? { personId: id } : { tenantId: id };
  if ((prefix !== "t" && prefix !== "p") || objectKey(owner, rest.join("/")) !== key) {
    throw refused("the key is not of our making");
  }
}

const PART = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;

function refused(message: string): MediaError {
  return new MediaError("media.invalid_key", message);
}
