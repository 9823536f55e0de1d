import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

/** To the owner of the account, whoever did it. */
export const connectionAdded = (mail: Mails["connection-added"]): Content => content(mail, "connection-added");
export const connectionRemoved = (mail: Mails["connection-removed"]): Content => content(mail, "connection-removed");

function content(
  { locale, vendor, securityUrl }: Mails["connection-added"],
  kind: "connection-added" | "connection-removed",
): Content {
  const copy = COPY[locale];
  const { action, notAsked, ...words } = copy.mails[kind](vendor);
  return {
    ...words,
    action: { label: action, url: safeLink(securityUrl) },
    notes: [notAsked],
    footer: copy.accountFooter,
  };
}
