import { safeLink } from "../domain/link.ts";
import { oneLine, printable } from "../domain/printable.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY } from "./copy.ts";

/** Two names that others chose, made fit to print; and the way out of mails like this one. */
export function memberJoined(mail: Mails["member-joined"]): Content {
  const copy = COPY[mail.locale];
  const write = copy.mails["member-joined"];
  const names = (fit: (name: string) => string) => ({
    member: fit(mail.memberName) || copy.somebody,
    workspace: fit(mail.workspaceName) || copy.aWorkspace,
  });
  const { action, notAsked, question, alternative, ...words } = write(names(printable));
  return {
    ...words,
    subject: write(names(oneLine)).subject,
    action: { label: action, url: safeLink(mail.url) },
    alternative: { question, label: alternative, url: safeLink(mail.settingsUrl) },
    notes: [notAsked],
    footer: copy.memberFooter,
  };
}
