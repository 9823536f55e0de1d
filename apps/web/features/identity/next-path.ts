/** Where somebody goes who came in without having been on the way to anywhere. */
export const HOME = "/home";

const NOWHERE = "http://nowhere.invalid";

/**
 * Where somebody was on the way to before they had to sign in: a page of ours, else home. The parameter comes from an
 * address that anybody can write, so it must lead to no other site, to nothing that is no page, and not back to here.
 */
export function nextPath(given: unknown): string {
  // As a browser reads it: a backslash is a slash, tabs and line breaks are nothing.
  if (typeof given !== "string" || !given.startsWith("/") || !URL.canParse(given, NOWHERE)) return HOME;
  const { origin, pathname, search, hash } = new URL(given, NOWHERE);
  const path = `${pathname}${search}${hash}`;
  // `/.//other.example` has become `//other.example`, which is another site to whoever goes there.
  if (origin !== NOWHERE || path.startsWith("//")) return HOME;
  return NO_PAGES.test(pathname) ? HOME : path;
}

const INVITATION = /^\/invite\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The invitation that somebody is on the way to. */
export const invitationIn = (path: string): string | undefined => INVITATION.exec(path)?.[1];

const NO_PAGES = /^\/(api|_next|sign-in|sign-up|verify|forgot-password|reset-password)(\/|$)/i;

/** The page to sign in on, which leads back to `path`. */
export function signInPath(path: string): string {
  return withNext("/sign-in", path);
}

/** The page of the single sign-on that a workspace asks for, which leads back to `path`. */
export const ssoPath = (path: string): string => `/sign-in/sso?required=1&next=${encodeURIComponent(path)}`;

export function withNext(page: "/sign-in" | "/sign-up" | "/sign-in/mail" | "/sign-in/sso", path: string): string {
  return path === HOME ? page : `${page}?next=${encodeURIComponent(path)}`;
}
