import type { SessionRef } from "./port-account.ts";
import type { CallOptions } from "./port-options.ts";
import type { Proof } from "./port-proof.ts";

/**
 * What a person proves by reading their mail: that they may come in (`request-sign-in-mail`, `sign-in/link`,
 * `sign-in/code` of `handle`), and that it is still them in a session of theirs. For confirmed addresses alone: a mail to
 * any other proves nothing about the account.
 */
export interface MailCodes {
  /**
   * For one mail: a link and a code, good once, for 15 minutes, and until the person got in by any such mail. The link works in
   * any browser, the code in the one that asked, and not after five wrong ones. Both end with the address that they were
   * sent to. `undefined` when nobody waits for it any more.
   */
  mintSignInMail(mailId: string, options?: CallOptions): Promise<SignInMail | undefined>;
  /**
   * Asks for a mail with a code for this session, which takes the place of the one before. Asked again within a minute, it
   * is the same mail.
   * @throws IdentityError `identity.forbidden` where nobody signs in; `identity.session_not_found`.
   */
  requestConfirmationCode(ref: SessionRef, options?: CallOptions): Promise<void>;
  /** For that mail: as good as the one of `mintSignInMail`, in this session alone. */
  mintConfirmationCode(mailId: string, options?: CallOptions): Promise<MintedCode | undefined>;
  /**
   * As `confirmPassword`, by that code: whoever has a second factor gives it as well, and it is looked at first.
   * @throws IdentityError `identity.second_factor_required`, `identity.wrong_second_factor`, `identity.too_many_attempts`;
   * IdentityError `identity.wrong_code` for every other, and for one that is used, dead or expired;
   * `identity.session_not_found`.
   */
  confirmByCode(attempt: CodeAttempt, options?: CallOptions): Promise<void>;
  /** What the person can sign in with. Of an unknown person: with nothing. */
  findSignInMethods(userId: string, options?: CallOptions): Promise<SignInMethods>;
}

export interface MintedCode {
  readonly userId: string;
  readonly code: string;
  readonly expiresAt: Date;
}

export interface SignInMail extends MintedCode {
  readonly token: string;
}

export interface CodeAttempt extends SessionRef {
  /** Six digits. */
  readonly code: string;
  /** Of the second factor, from whoever has one. */
  readonly proof?: Proof | undefined;
}

export interface SignInMethods {
  readonly password: boolean;
  /** By a link or a code that is mailed. */
  readonly mail: boolean;
}
