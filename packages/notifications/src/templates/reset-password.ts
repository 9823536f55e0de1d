import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";
import { expirySentence } from "./expiry.ts";

/** Names nobody: whoever asked for it may be a stranger. */
export function resetPassword({ locale, url, expiresAt }: Mails["reset-password"]): Content {
  const copy = COPY[locale];
  const { action, notAsked, ...words } = copy.mails["reset-password"];
  return {
    ...words,
    action: { label: action, url: safeLink(url) },
    notes: [expirySentence(copy, expiresAt), notAsked],
    footer: copy.footer,
  };
}
