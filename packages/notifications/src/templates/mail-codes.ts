import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";
import { codeExpirySentence } from "./expiry.ts";

/** Names nobody: whoever asked for it may be a stranger. */
export function signIn({ locale, url, code, expiresAt }: Mails["sign-in"]): Content {
  const copy = COPY[locale];
  const { action, notAsked, codeLabel, ...words } = copy.mails["sign-in"];
  return {
    ...words,
    action: { label: action, url: safeLink(url) },
    code: { label: codeLabel, code },
    notes: [codeExpirySentence(copy, expiresAt), notAsked],
    footer: copy.footer,
  };
}

/** To somebody who is signed in, or to whoever should know that somebody else is. */
export function confirmationCode({ locale, securityUrl, code, expiresAt }: Mails["confirmation-code"]): Content {
  const copy = COPY[locale];
  const { action, notAsked, codeLabel, ...words } = copy.mails["confirmation-code"];
  return {
    ...words,
    code: { label: codeLabel, code },
    action: { label: action, url: safeLink(securityUrl) },
    notes: [codeExpirySentence(copy, expiresAt), notAsked],
    footer: copy.signedInFooter,
  };
}
