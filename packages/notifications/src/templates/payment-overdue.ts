import { safeLink } from "../domain/link.ts";
import { oneLine, printable } from "../domain/printable.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

export function paymentOverdue(mail: Mails["payment-overdue"]): Content {
  const copy = COPY[mail.locale];
  const write = copy.mails["payment-overdue"];
  const names = (fit: (name: string) => string) => ({ workspace: fit(mail.workspaceName) || copy.aWorkspace });
  const { action, notAsked, ...words } = write(names(printable));
  return {
    ...words,
    subject: write(names(oneLine)).subject,
    action: { label: action, url: safeLink(mail.url) },
    notes: [notAsked],
    footer: copy.memberFooter,
  };
}
