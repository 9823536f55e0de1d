import { safeLink } from "../domain/link.ts";
import { oneLine, printable } from "../domain/printable.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

export function apiKeyMade(mail: Mails["api-key-made"]): Content {
  const copy = COPY[mail.locale];
  const write = copy.mails["api-key-made"];
  const said = (fit: (name: string) => string) => ({ workspace: fit(mail.workspaceName) || copy.aWorkspace });
  const { action, notAsked, ...words } = write(said(printable));
  return {
    ...words,
    subject: write(said(oneLine)).subject,
    action: { label: action, url: safeLink(mail.url) },
    notes: [notAsked],
    footer: copy.memberFooter,
  };
}
