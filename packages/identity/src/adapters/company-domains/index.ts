import freeMail from "free-email-domains";
import { parse } from "tldts";

/**
 * Whether a domain belongs to many: one of the 14,000 of free-email-domains (MIT), where anybody gets a mailbox, or a name
 * that the public suffix list has, such as `co.id`. What is under a provider of mailboxes counts too.
 */
export function isSharedDomain(domain: string): boolean {
  const { isIcann, domain: registered } = parse(domain, { allowPrivateDomains: true });
  // Names of no registry (`internal`, `local`) are nobody's that DNS could tell apart.
  if (registered === null || (isIcann === false && !hasSuffix(domain))) return true;
  shared ??= new Set(freeMail);
  return shared.has(domain) || shared.has(registered);
}

/** Of the list's private part, such as `github.io`. */
const hasSuffix = (domain: string): boolean => parse(domain, { allowPrivateDomains: true }).isPrivate === true;

/** Made once: it is large. */
let shared: ReadonlySet<string> | undefined;
