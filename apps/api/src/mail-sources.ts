import type { Identity } from "@ninefold/identity";
import type { NotificationsNeeds } from "@ninefold/notifications";

type Sources = NotificationsNeeds["sources"];
type Known = Pick<Identity, "verificationMail" | "passwordResetMail" | "accountExistsMail" | "invitationMail">;

/** What each kind of mail says, asked of the system that knows it when the mail is rendered. */
export const mailSources = (identity: Known): Sources => ({
  "verify-address": ({ userId }) => identity.verificationMail(userId),
  "reset-password": ({ userId }) => identity.passwordResetMail(userId),
  "account-exists": ({ userId }) => identity.accountExistsMail(userId),
  "workspace-invitation": ({ invitationId }) => identity.invitationMail(invitationId),
});
