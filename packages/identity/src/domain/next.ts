const NOWHERE = "http://nowhere.invalid";
const HOME = "/home";

/** A page of ours, else home: what a browser brings along must lead to no other site, and to nothing that is no page. */
export function safeNext(given: string | undefined): string {
  // As a browser reads it: a backslash is a slash, tabs and line breaks are nothing.
  if (given === undefined || !given.startsWith("/") || !URL.canParse(given, NOWHERE)) return HOME;
  const { origin, pathname, search, hash } = new URL(given, NOWHERE);
  const path = `${pathname}${search}${hash}`;
  // `/.//other.example` has become `//other.example`, which is another site to whoever goes there.
  if (origin !== NOWHERE || path.startsWith("//")) return HOME;
  return /^\/(api|_next)(\/|$)/i.test(pathname) ? HOME : path;
}
