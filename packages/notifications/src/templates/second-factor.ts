import { safeLink } from "../domain/link.ts";
import type { Mails } from "../kinds.ts";
import type { Content } from "./content.ts";
import { COPY, type Words } from "./copy.ts";

type Change = "second-factor-on" | "second-factor-off" | "second-factor-reset" | "recovery-codes-renewed";
type Mail = Mails[Change];

/** To the owner of the account, whoever changed it. */
export const secondFactor =
  (kind: Change) =>
  (mail: Mail): Content =>
    contentOf(mail, COPY[mail.locale].mails[kind]);

export const recoveryCodeUsed = (mail: Mails["recovery-code-used"]): Content =>
  contentOf(mail, COPY[mail.locale].mails["recovery-code-used"](mail.recoveryCodesLeft));

function contentOf({ locale, resetUrl }: Mail, { action, notAsked, ...words }: Words): Content {
  return {
    ...words,
    action: { label: action, url: safeLink(resetUrl) },
    notes: [notAsked],
    footer: COPY[locale].accountFooter,
  };
}
