import { IdentityError } from "../errors.ts";

/**
 * What a workspace must not be called: names that routes use or may come to use, what a reader would take for a place of
 * the platform's own, and what programs print where a name is missing.
 */
const RESERVED: ReadonlySet<string> = new Set(
  `
    about account accounts admin administrator api app assets auth billing blog changelog contact
    cookies dashboard design dev developer developers docs download error faq favicon feedback
    forgot-password health help home icons id imprint internal invitation invite legal localhost login
    logout mail new ninefold null official onboarding operator organization owner passkey password
    payment payments pricing privacy profile public reference register reset-password root security
    session sessions settings sign-in sign-out sign-up signin signout signup site sitemap staff static
    status support system terms test undefined upload uploads user users verify webhook webhooks welcome
    workspace workspaces www
  `
    .trim()
    .split(/\s+/),
);
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
