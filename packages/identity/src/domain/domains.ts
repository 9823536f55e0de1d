import { IdentityError } from "../errors.ts";

const DAY_MS = 24 * 3_600_000;

/** Domains that a workspace says are its own, and for how long it is believed. */
export const DOMAINS = {
  perWorkspace: 20,
  /** To put the record where it belongs: changes of a company's DNS take their time. */
  claimMs: 14 * DAY_MS,
  /** Between two looks at a record that was there. */
  checkEveryMs: DAY_MS,
  /** How long a record may be missing before nobody signs in by the domain any more. */
  graceMs: 5 * DAY_MS,
} as const;

/** As RFC 1035, 2.3.1 has host names; punycode is among them. */
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * As domains are kept and compared: ASCII, lower case, no dot at the end. What somebody types beside it, such as the `@` of
 * an address, is taken off. @throws IdentityError `identity.invalid_domain`. The message does not repeat it.
 */
export function parseDomain(value: string): string {
  const typed = value.trim().replace(/^@/, "").replace(/\.$/, "");
  // Anything else would be read as part of a URL, and thrown away.
  const ascii = /[\s/\\@:?#%[\]]/.test(typed) ? "" : asciiOf(typed);
  if (!DOMAIN.test(ascii)) throw new IdentityError("identity.invalid_domain", "Give a domain such as example.com.");
  return ascii;
}

/** What browsers make of it (UTS 46). */
const asciiOf = (typed: string): string =>
  URL.canParse(`http://${typed}/`) ? new URL(`http://${typed}/`).hostname : "";

/** Empty for what is no address. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** Where the owner of a domain shows that it is theirs, and by what. */
export const recordOf = ({ domain, token }: { readonly domain: string; readonly token: string }) => ({
  name: `_ninefold.${domain}`,
  value: `ninefold-verification=${token}`,
});

/** @throws IdentityError `identity.too_many_domains`. */
export function assertRoomForDomain(domains: number): void {
  if (domains < DOMAINS.perWorkspace) return;
  throw new IdentityError("identity.too_many_domains", `A workspace has ${DOMAINS.perWorkspace} domains at most.`);
}
