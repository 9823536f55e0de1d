import type { CallOptions } from "./port-options.ts";
import type { WithProof } from "./port-proof.ts";

/**
 * A person's sessions and what they sign in with. Whoever calls has a session of that person; what is risky asks for a
 * recent sign-in before it gets here.
 */
export interface AccountProvider extends AddressChanges {
  /** Those that still let somebody in, the last seen first. Empty for an unknown person. */
  listSessions(userId: string, options?: CallOptions): Promise<readonly KnownSession[]>;
  /** @throws IdentityError `identity.session_not_found` alike for one that has ended and for somebody else's. */
  endSession(ref: SessionRef, options?: CallOptions): Promise<void>;
  /** Ends every session of the person but this one; none is fine. Answers how many. */
  endOtherSessions(ref: SessionRef, options?: CallOptions): Promise<number>;
  /**
   * Notes that the person has just proved who they are, with every factor that they have: the session's `authTime` is now.
   * @throws IdentityError `identity.second_factor_required` before the password is looked at, `identity.wrong_second_factor`;
   * `identity.wrong_password`; `identity.no_password` for an account that has none; `identity.session_not_found`;
   * `identity.forbidden` where nobody signs in.
   */
  confirmPassword(attempt: PasswordAttempt, options?: CallOptions): Promise<void>;
  /**
   * Takes another password from whoever knows the one of now. The session that asks stays, as a recent one; every other of
   * the person ends, and so does every link to a new password.
   * @throws IdentityError `identity.wrong_password`, `identity.password_breached`, `identity.password_guessable`, and what
   * `confirmPassword` throws.
   */
  changePassword(change: PasswordChange, options?: CallOptions): Promise<void>;
}

/** Another address for an account: the old and the new one both have a say. */
export interface AddressChanges {
  /**
   * Asks for another address: nothing changes until both addresses have agreed, within a day. Takes the place of what the
   * person asked for before. Resolves alike for an address that somebody has, which then nobody can agree to.
   */
  requestAddressChange(request: AddressChangeRequest, options?: CallOptions): Promise<void>;
  /** What the person has asked for and may still come about. */
  findAddressChange(userId: string, options?: CallOptions): Promise<PendingAddressChange | undefined>;
  /** Takes it back; none is fine. */
  cancelAddressChange(userId: string, options?: CallOptions): Promise<void>;
  /**
   * For the mail to one of the two addresses: good until the change has come about or expired, and until another one was
   * minted for that side. `undefined` when there is nothing to agree to, and for a new address that somebody has.
   */
  mintAddressToken(changeId: string, side: AddressSide, options?: CallOptions): Promise<AddressToken | undefined>;
  /**
   * What whoever reads one of the mails decides. Agreeing twice changes nothing. Once both have agreed the address changes and
   * is confirmed, every session but the one that asked ends, and so does every link to a new password.
   * @throws IdentityError `identity.invalid_link` for any token but one that is good, and when somebody has the new address by
   * now.
   */
  answerAddressChange(answer: AddressAnswer, options?: CallOptions): Promise<AddressOutcome>;
}

export interface AddressChangeRequest extends SessionRef {
  /** Lower case. */
  readonly email: string;
}

export interface PendingAddressChange {
  readonly email: string;
  readonly agreed: readonly AddressSide[];
  readonly expiresAt: Date;
}

export type AddressSide = "old" | "new";
export type AddressOutcome = "waiting" | "changed" | "stopped";

export interface AddressToken {
  readonly token: string;
  readonly expiresAt: Date;
  /** Whom the mail goes to. */
  readonly to: string;
  readonly newEmail: string;
  readonly userId: string;
}

export interface AddressAnswer {
  readonly token: string;
  readonly agrees: boolean;
}

export interface PasswordChange extends SessionRef, WithProof {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface SessionRef {
  readonly userId: string;
  readonly sessionId: string;
}

export interface PasswordAttempt extends SessionRef, WithProof {
  readonly password: string;
}

export interface KnownSession {
  readonly id: string;
  readonly signedInAt: Date;
  /** Give or take a few minutes: `SESSION.seenEveryMs`. */
  readonly lastSeenAt: Date;
  /** At the latest; unused, it ends before. */
  readonly expiresAt: Date;
  /** As the browser or program sent it, and never trusted. */
  readonly userAgent: string | undefined;
  /** Where it was opened from. */
  readonly address: string | undefined;
}
