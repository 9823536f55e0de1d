import { render } from "@react-email/render";
import type { Kind, Mails } from "../kinds.ts";
import { accountExists } from "./account-exists.ts";
import { apiKeyMade } from "./api-key-made.ts";
import { addressComes, addressLeaves } from "./address-change.ts";
import { connectionAdded, connectionRemoved } from "./connection.ts";
import type { Content } from "./content.ts";
import { layout } from "./layout.ts";
import { memberJoined } from "./member-joined.ts";
import { passkeyAdded, passkeyCopied, passkeyRemoved } from "./passkeys.ts";
import { paymentOverdue } from "./payment-overdue.ts";
import { passwordChanged } from "./password-changed.ts";
import { recoveryCodeUsed, secondFactor } from "./second-factor.ts";
import { confirmationCode, signIn } from "./mail-codes.ts";
import { resetPassword } from "./reset-password.ts";
import { textOf } from "./text.ts";
import { verifyAddress } from "./verify-address.ts";
import { workspaceClosed } from "./workspace-closed.ts";
import { workspaceInvitation } from "./workspace-invitation.ts";

const TEMPLATES: { readonly [K in Kind]: (mail: Mails[K]) => Content } = {
  "verify-address": verifyAddress,
  "reset-password": resetPassword,
  "sign-in": signIn,
  "confirmation-code": confirmationCode,
  "password-changed": passwordChanged,
  "second-factor-on": secondFactor("second-factor-on"),
  "second-factor-off": secondFactor("second-factor-off"),
  "second-factor-reset": secondFactor("second-factor-reset"),
  "recovery-codes-renewed": secondFactor("recovery-codes-renewed"),
  "recovery-code-used": recoveryCodeUsed,
  "passkey-added": passkeyAdded,
  "passkey-removed": passkeyRemoved,
  "passkey-copied": passkeyCopied,
  "address-leaves": addressLeaves,
  "address-comes": addressComes,
  "account-exists": accountExists,
  "connection-added": connectionAdded,
  "connection-removed": connectionRemoved,
  "workspace-invitation": workspaceInvitation,
  "member-joined": memberJoined,
  "payment-overdue": paymentOverdue,
  "workspace-closed": workspaceClosed,
  "api-key-made": apiKeyMade,
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
