import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

type Kind = "passkey-added" | "passkey-removed" | "passkey-copied";

/** To the owner of the account, whoever did it. */
const aboutPasskey =
  (kind: Kind) =>
  ({ locale, url }: Mails[Kind]): Content => {
    const copy = COPY[locale];
    const { action, notAsked, ...words } = copy.mails[kind];
    return { ...words, action: { label: action, url: safeLink(url) }, notes: [notAsked], footer: copy.accountFooter };
  };

export const passkeyAdded = aboutPasskey("passkey-added");
export const passkeyRemoved = aboutPasskey("passkey-removed");
export const passkeyCopied = aboutPasskey("passkey-copied");
