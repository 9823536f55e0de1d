import { IdentityError } from "../errors.ts";

/** Names that routes of the web app use or may come to use. A workspace must not shadow one. */
const RESERVED = new Set([
  "admin",
  "api",
  "app",
  "dev",
  "docs",
  "home",
  "new",
  "settings",
  "sign-in",
  "sign-up",
  "www",
]);
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_LENGTH = 40;

/** Whether a workspace could have it; reserved ones included, since the list may grow after a workspace was made. */
export const isSlug = (value: string): boolean => value.length <= MAX_LENGTH && SLUG.test(value);

/** @throws IdentityError `identity.invalid_slug`: 2 to 40 of a–z, 0–9 and single inner hyphens, and not reserved. */
export function parseSlug(value: string): string {
  if (value.length < 2 || !isSlug(value)) {
    throw new IdentityError("identity.invalid_slug", "Use 2 to 40 lower-case letters, digits and single hyphens.");
  }
  if (RESERVED.has(value))
    throw new IdentityError("identity.invalid_slug", "This address is reserved. Choose another.");
  return value;
}

/**
 * A slug for a name that a person typed: accents folded, everything else hyphens. `suffix` makes it unique, and stands
 * alone when nothing of the name is left (a name in another script).
 */
export function slugOf(name: string, suffix: string): string {
  const base = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH - suffix.length - 1)
    .replace(/^-+|-+$/g, "");
  return parseSlug(base === "" ? `w-${suffix}` : `${base}-${suffix}`);
}

/** 1 to 80 characters after trimming, no control or invisible formatting characters, no half of one. */
export function isName(value: string): boolean {
  const name = value.trim();
  return name.length > 0 && name.length <= 80 && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name);
}

/** @throws IdentityError `identity.invalid_name`. */
export function parseName(value: string): string {
  if (!isName(value)) throw new IdentityError("identity.invalid_name", "Give it a name of 1 to 80 characters.");
  return value.trim();
}
