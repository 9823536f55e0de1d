import { render } from "@react-email/render";
import type { Kind, Mails } from "../kinds.ts";
import { accountExists } from "./account-exists.ts";
import { addressComes, addressLeaves } from "./address-change.ts";
import { connectionAdded, connectionRemoved } from "./connection.ts";
import type { Content } from "./content.ts";
import { layout } from "./layout.ts";
import { memberJoined } from "./member-joined.ts";
import { paymentOverdue } from "./payment-overdue.ts";
import { passwordChanged } from "./password-changed.ts";
import { resetPassword } from "./reset-password.ts";
import { textOf } from "./text.ts";
import { verifyAddress } from "./verify-address.ts";
import { workspaceInvitation } from "./workspace-invitation.ts";

const TEMPLATES: { readonly [K in Kind]: (mail: Mails[K]) => Content } = {
  "verify-address": verifyAddress,
  "reset-password": resetPassword,
  "password-changed": passwordChanged,
  "address-leaves": addressLeaves,
  "address-comes": addressComes,
  "account-exists": accountExists,
  "connection-added": connectionAdded,
  "connection-removed": connectionRemoved,
  "workspace-invitation": workspaceInvitation,
  "member-joined": memberJoined,
  "payment-overdue": paymentOverdue,
};

/**
 * The finished mail. The same words in, the same bytes out: no clock, no chance.
 * @throws NotificationsError `notifications.invalid_content` for a link that leads to neither https nor this machine.
 */
export async function renderMail<K extends Kind>(
  kind: K,
  mail: Mails[K],
): Promise<{ readonly subject: string; readonly text: string; readonly html: string }> {
  const content = TEMPLATES[kind](mail);
  return { subject: content.subject, text: textOf(content), html: await render(layout(content, mail.locale)) };
}
