import type { Catalogue } from "../../languages.ts";
import { type AccountCopy, accountCopy } from "./copy/account.ts";
import { type CredentialsCopy, entryCopy, type SignInCopy, type SignUpCopy } from "./copy/entry.ts";
import { type FailureCopy, failureCopy } from "./copy/failures.ts";
import { type FrameCopy, frameCopy } from "./copy/frame.ts";
import { type InvitationCopy, invitationCopy } from "./copy/invitations.ts";
import {
  type CheckMailCopy,
  mailCopy,
  type MailRequestCopy,
  type NewPasswordCopy,
  type VerifyCopy,
} from "./copy/mail.ts";
import { type KeysCopy, keysCopy } from "./copy/keys.ts";
import { mailSignInCopy, type MailSignInPagesCopy } from "./copy/mail-sign-in.ts";
import { type MembersCopy, membersCopy } from "./copy/members.ts";
import {
  type ProofCopy,
  secondFactorCopy,
  type SecondFactorSectionCopy,
  type SecondStepCopy,
} from "./copy/second-factor.ts";
import { type PasskeysCopy, passkeysCopy } from "./copy/passkeys.ts";
import { type ElsewhereCopy, elsewhereCopy } from "./copy/elsewhere.ts";
import { type EndsCopy, endsCopy } from "./copy/ends.ts";
import { type SecurityCopy, securityCopy } from "./copy/security.ts";
import { type SettingsCopy, settingsCopy } from "./copy/settings.ts";
import { type SignUpGuardCopy, signUpGuardCopy } from "./copy/sign-up-guard.ts";
import { type SocialCopy, socialCopy } from "./copy/social.ts";
import { type SingleSignOnCopy, singleSignOnCopy } from "./copy/single-sign-on.ts";
import { type SystemCopy, systemCopy } from "./copy/system.ts";
import { type HomeCopy, type NewWorkspaceCopy, workspacesCopy } from "./copy/workspaces.ts";
import type { RoleWords } from "./roles.ts";

export interface IdentityCopy extends MailSignInPagesCopy {
  readonly failures: FailureCopy;
  readonly credentials: CredentialsCopy;
  readonly signUp: SignUpCopy;
  readonly signIn: SignInCopy;
  readonly checkMail: Readonly<Record<"signUp" | "verification" | "reset", CheckMailCopy>>;
  readonly verify: VerifyCopy;
  readonly forgotPassword: MailRequestCopy & { readonly back: string };
  readonly newPassword: NewPasswordCopy;
  readonly frame: FrameCopy;
  readonly home: HomeCopy;
  readonly newWorkspace: NewWorkspaceCopy;
  readonly roles: RoleWords;
  readonly roleHelp: RoleWords;
  readonly invitation: InvitationCopy;
  readonly members: MembersCopy;
  readonly account: AccountCopy;
  readonly security: SecurityCopy;
  readonly proof: ProofCopy;
  readonly secondStep: SecondStepCopy;
  readonly secondFactor: SecondFactorSectionCopy;
  readonly passkeys: PasskeysCopy;
  readonly social: SocialCopy;
  readonly elsewhere: ElsewhereCopy;
  readonly singleSignOn: SingleSignOnCopy;
  readonly settings: SettingsCopy;
  readonly keys: KeysCopy;
  readonly ends: EndsCopy;
  readonly signUpGuard: SignUpGuardCopy;
  readonly system: SystemCopy;
}

/** Every sentence about people and workspaces; each flow has a file of its own in copy/. */
export const identityCopy: Catalogue<IdentityCopy> = { en: inLanguage("en"), id: inLanguage("id") };

function inLanguage(language: "en" | "id"): IdentityCopy {
  return {
    failures: failureCopy[language],
    ...entryCopy[language],
    ...mailCopy[language],
    ...mailSignInCopy[language],
    frame: frameCopy[language],
    ...workspacesCopy[language],
    invitation: invitationCopy[language],
    members: membersCopy[language],
    account: accountCopy[language],
    security: securityCopy[language],
    ...secondFactorCopy[language],
    passkeys: passkeysCopy[language],
    social: socialCopy[language],
    elsewhere: elsewhereCopy[language],
    singleSignOn: singleSignOnCopy[language],
    settings: settingsCopy[language],
    keys: keysCopy[language],
    ends: endsCopy[language],
    signUpGuard: signUpGuardCopy[language],
    system: systemCopy[language],
  };
}
