import type { AddressSide } from "./port-account.ts";
import type { IdentityProvider, Locale, MintedToken, Workspace } from "./port.ts";
import type { InvitableRole } from "./port-roles.ts";

interface Letter {
  readonly to: { readonly address: string; readonly name: string };
  readonly locale: Locale;
}

/** With a link that dies. */
interface LinkLetter extends Letter {
  readonly url: string;
  readonly expiresAt: Date;
}

interface InvitationMail {
  readonly to: { readonly address: string };
  readonly locale: Locale;
  readonly workspaceName: string;
  readonly inviterName: string;
  readonly role: InvitableRole;
  readonly url: string;
  readonly expiresAt: Date;
}

interface LinkTo {
  readonly page: string;
  readonly mint: (userId: string) => Promise<MintedToken | undefined>;
}

/**
 * What mails say, asked for by the job that renders one, without a session. `undefined`: there is nothing to say any more.
 * A link is minted with each call, so no token waits anywhere between the request and the mail. It stands in the URL's
 * fragment, which browsers send to no server: it is in nobody's log.
 */
export function createMails(provider: IdentityProvider, origin: string) {
  async function letterTo(userId: string): Promise<Letter | undefined> {
    const known = await provider.findPerson(userId);
    if (known === undefined) return undefined;
    const { email, name, locale } = known.person;
    return { to: { address: email, name }, locale };
  }

  /** A link is minted only for somebody whom it can be sent to. */
  async function withLink(userId: string, { page, mint }: LinkTo): Promise<LinkLetter | undefined> {
    const letter = await letterTo(userId);
    if (letter === undefined) return undefined;
    const minted = await mint(userId);
    if (minted === undefined) return undefined;
    const { token, expiresAt } = minted;
    return { ...letter, url: `${origin}/${page}#token=${encodeURIComponent(token)}`, expiresAt };
  }

  return {
    /** Nothing once the address is confirmed. */
    verificationMail: (userId: string) =>
      withLink(userId, { page: "verify", mint: (id) => provider.mintVerificationToken(id) }),

    passwordResetMail: (userId: string) =>
      withLink(userId, { page: "reset-password", mint: (id) => provider.mintPasswordResetToken(id) }),

    /** Nothing once the person got in, or did not wait. */
    async signInMail(mailId: string): Promise<(LinkLetter & { readonly code: string }) | undefined> {
      const minted = await provider.mintSignInMail(mailId);
      const letter = minted && (await letterTo(minted.userId));
      if (minted === undefined || letter === undefined) return undefined;
      const { token, code, expiresAt } = minted;
      return { ...letter, url: `${origin}/sign-in/mail#token=${encodeURIComponent(token)}`, code, expiresAt };
    },

    async confirmationCodeMail(
      mailId: string,
    ): Promise<
      (Letter & { readonly code: string; readonly expiresAt: Date; readonly securityUrl: string }) | undefined
    > {
      const minted = await provider.mintConfirmationCode(mailId);
      const letter = minted && (await letterTo(minted.userId));
      if (minted === undefined || letter === undefined) return undefined;
      const { code, expiresAt } = minted;
      return { ...letter, code, expiresAt, securityUrl: `${origin}/account/security` };
    },

    /** For the owner of an account whose password was changed: by them, or by somebody who should not have. */
    async passwordChangedMail(userId: string): Promise<(Letter & { readonly resetUrl: string }) | undefined> {
      const letter = await letterTo(userId);
      return letter && { ...letter, resetUrl: `${origin}/forgot-password` };
    },

    /** For the owner of an account whose second factor was changed or got around: by them, or by somebody else. */
    async secondFactorMail(
      userId: string,
    ): Promise<(Letter & { readonly resetUrl: string; readonly recoveryCodesLeft: number }) | undefined> {
      const letter = await letterTo(userId);
      if (letter === undefined) return undefined;
      const { recoveryCodesLeft = 0 } = (await provider.findSecondFactor(userId)) ?? {};
      return { ...letter, resetUrl: `${origin}/forgot-password`, recoveryCodesLeft };
    },
    /** For the owner of an account, about its passkeys. Not by their names: whoever adds one could write anything there. */
    async passkeyMail(userId: string): Promise<(Letter & { readonly url: string }) | undefined> {
      const letter = await letterTo(userId);
      return letter && { ...letter, url: `${origin}/account/security` };
    },
    /** For the owner of an account that a person of a vendor's gets into from now on, or does not any more. */
    async connectionMail(userId: string): Promise<(Letter & { readonly securityUrl: string }) | undefined> {
      const letter = await letterTo(userId);
      return letter && { ...letter, securityUrl: `${origin}/account/security` };
    },

    /** To the address that an account is to leave, and to the one that it is to have. Nothing once it was decided. */
    async addressMail(changeId: string, side: AddressSide) {
      const minted = await provider.mintAddressToken(changeId, side);
      const letter = minted && (await letterTo(minted.userId));
      if (minted === undefined || letter === undefined) return undefined;
      const { token, expiresAt, to: address, newEmail: newAddress } = minted;
      const url = `${origin}/change-address#token=${encodeURIComponent(token)}`;
      return { to: { address }, locale: letter.locale, url, expiresAt, newAddress };
    },

    /** For somebody who signed up with an address that already has an account: theirs, or somebody else's. */
    async accountExistsMail(
      userId: string,
    ): Promise<(Letter & { readonly signInUrl: string; readonly resetUrl: string }) | undefined> {
      const letter = await letterTo(userId);
      return letter && { ...letter, signInUrl: `${origin}/sign-in`, resetUrl: `${origin}/forgot-password` };
    },

    /** For somebody who belongs to a workspace, about it; nothing once they have left. */
    async workspaceMail(
      userId: string,
      workspaceId: string,
    ): Promise<(Letter & { readonly workspace: Workspace }) | undefined> {
      const membership = await provider.findMembership(userId, { id: workspaceId });
      const letter = membership && (await letterTo(userId));
      return letter && { ...letter, workspace: membership.workspace };
    },

    /** What a member is called; `undefined` once they have left. */
    async memberName(workspaceId: string, userId: string): Promise<string | undefined> {
      const membership = await provider.findMembership(userId, { id: workspaceId });
      return membership && (await provider.findPerson(userId))?.person.name;
    },

    /** Nothing once it was answered, revoked or has expired. */
    async invitationMail(invitationId: string): Promise<InvitationMail | undefined> {
      const found = await provider.findInvitationLetter(invitationId);
      if (found === undefined) return undefined;
      const { id, email, locale, workspaceName, inviterName, role, expiresAt } = found;
      const url = `${origin}/invite/${id}`;
      return { to: { address: email }, locale, workspaceName, inviterName, role, url, expiresAt };
    },
  };
}
