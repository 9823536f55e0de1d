import type { Identity } from "@ninefold/identity";
import type { NotificationsNeeds } from "@ninefold/notifications";

type Sources = NotificationsNeeds["sources"];
type Known = Pick<
  Identity,
  | "verificationMail"
  | "passwordResetMail"
  | "signInMail"
  | "confirmationCodeMail"
  | "passwordChangedMail"
  | "secondFactorMail"
  | "passkeyMail"
  | "connectionMail"
  | "addressMail"
  | "accountExistsMail"
  | "invitationMail"
  | "workspaceMail"
  | "memberName"
  | "closedWorkspaceMail"
>;

/** What each kind of mail says, asked of the system that knows it when the mail is rendered. */
export const mailSources = (identity: Known, origin: string): Sources => ({
  "verify-address": ({ userId }) => identity.verificationMail(userId),
  "reset-password": ({ userId }) => identity.passwordResetMail(userId),
  "sign-in": ({ mailId }) => identity.signInMail(mailId),
  "confirmation-code": ({ mailId }) => identity.confirmationCodeMail(mailId),
  "address-leaves": ({ changeId }) => identity.addressMail(changeId, "old"),
  "address-comes": ({ changeId }) => identity.addressMail(changeId, "new"),
  "password-changed": ({ userId }) => identity.passwordChangedMail(userId),
  "second-factor-on": ({ userId }) => identity.secondFactorMail(userId),
  "second-factor-off": ({ userId }) => identity.secondFactorMail(userId),
  "second-factor-reset": ({ userId }) => identity.secondFactorMail(userId),
  "recovery-codes-renewed": ({ userId }) => identity.secondFactorMail(userId),
  "recovery-code-used": ({ userId }) => identity.secondFactorMail(userId),
  "passkey-added": ({ userId }) => identity.passkeyMail(userId),
  "passkey-removed": ({ userId }) => identity.passkeyMail(userId),
  "passkey-copied": ({ userId }) => identity.passkeyMail(userId),
  "connection-added": ({ userId, provider }) => connectionMail(identity, userId, provider),
  "connection-removed": ({ userId, provider }) => connectionMail(identity, userId, provider),
  "account-exists": ({ userId }) => identity.accountExistsMail(userId),
  "workspace-invitation": ({ invitationId }) => identity.invitationMail(invitationId),
  async "member-joined"({ recipientId, workspaceId, userId }) {
    const mail = await identity.workspaceMail(recipientId, workspaceId);
    const memberName = await identity.memberName(workspaceId, userId);
    if (mail === undefined || memberName === undefined) return undefined;
    const { to, locale, workspace } = mail;
    const url = `${origin}/w/${workspace.slug}/members`;
    const settingsUrl = `${origin}/account/notifications`;
    return { to, locale, workspaceName: workspace.name, memberName, url, settingsUrl };
  },
  "workspace-closed": ({ recipientId, workspaceId }) => identity.closedWorkspaceMail(recipientId, workspaceId),
  async "api-key-made"({ recipientId, workspaceId }) {
    const mail = await identity.workspaceMail(recipientId, workspaceId);
    if (mail === undefined) return undefined;
    const { to, locale, workspace } = mail;
    return { to, locale, workspaceName: workspace.name, url: `${origin}/w/${workspace.slug}/settings/keys` };
  },
  async "payment-overdue"({ recipientId, workspaceId }) {
    const mail = await identity.workspaceMail(recipientId, workspaceId);
    if (mail === undefined) return undefined;
    const { to, locale, workspace } = mail;
    return { to, locale, workspaceName: workspace.name, url: `${origin}/w/${workspace.slug}/billing` };
  },
});

const VENDOR_NAMES: Readonly<Record<string, string>> = { google: "Google", github: "GitHub", apple: "Apple" };

async function connectionMail(identity: Pick<Identity, "connectionMail">, userId: string, provider: string) {
  const mail = await identity.connectionMail(userId);
  return mail && { ...mail, vendor: VENDOR_NAMES[provider] ?? provider };
}
