import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

/** To the owner of the account, whoever changed it. */
export function passwordChanged({ locale, resetUrl }: Mails["password-changed"]): Content {
  const copy = COPY[locale];
  const { action, notAsked, ...words } = copy.mails["password-changed"];
  return {
    ...words,
    action: { label: action, url: safeLink(resetUrl) },
    notes: [notAsked],
    footer: copy.accountFooter,
  };
}
