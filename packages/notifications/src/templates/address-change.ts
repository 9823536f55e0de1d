import { safeLink } from "../domain/link.ts";
import { printable } from "../domain/printable.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";
import { expirySentence } from "./expiry.ts";

/** To whom the account belongs until now: they agree, or stop it. */
export function addressLeaves({ locale, url, expiresAt, newAddress }: Mails["address-leaves"]): Content {
  const copy = COPY[locale];
  const { action, notAsked, ...words } = copy.mails["address-leaves"](printable(newAddress));
  return {
    ...words,
    action: { label: action, url: safeLink(url) },
    notes: [expirySentence(copy, expiresAt), notAsked],
    footer: copy.accountFooter,
  };
}

/** To whoever reads the new address, who may have nothing to do with it. */
export function addressComes({ locale, url, expiresAt }: Mails["address-comes"]): Content {
  const copy = COPY[locale];
  const { action, notAsked, ...words } = copy.mails["address-comes"];
  return {
    ...words,
    action: { label: action, url: safeLink(url) },
    notes: [expirySentence(copy, expiresAt), notAsked],
    footer: copy.footer,
  };
}
