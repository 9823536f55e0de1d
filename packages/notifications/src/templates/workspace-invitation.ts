import { safeLink } from "../domain/link.ts";
import { oneLine, printable } from "../domain/printable.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";
import { expirySentence } from "./expiry.ts";

/** The one mail with words that a stranger chose: two names, made fit to print. */
export function workspaceInvitation(mail: Mails["workspace-invitation"]): Content {
  const copy = COPY[mail.locale];
  const write = copy.mails["workspace-invitation"];
  const names = (fit: (name: string) => string) => ({
    inviter: fit(mail.inviterName) || copy.somebody,
    workspace: fit(mail.workspaceName) || copy.aWorkspace,
    role: Object.hasOwn(copy.roles, mail.role) ? copy.roles[mail.role] : undefined,
  });
  const { action, notAsked, ...words } = write(names(printable));
  return {
    ...words,
    subject: write(names(oneLine)).subject,
    action: { label: action, url: safeLink(mail.url) },
    notes: [expirySentence(copy, mail.expiresAt), notAsked],
    footer: copy.footer,
  };
}
