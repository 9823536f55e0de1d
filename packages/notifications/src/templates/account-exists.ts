import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

/** Names nobody: whoever signed up may be a stranger. */
export function accountExists({ locale, signInUrl, resetUrl }: Mails["account-exists"]): Content {
  const copy = COPY[locale];
  const { action, question, alternative, notAsked, ...words } = copy.mails["account-exists"];
  return {
    ...words,
    action: { label: action, url: safeLink(signInUrl) },
    alternative: { question, label: alternative, url: safeLink(resetUrl) },
    notes: [notAsked],
    footer: copy.footer,
  };
}
