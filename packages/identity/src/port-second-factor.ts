import type { SessionRef } from "./port-account.ts";
import type { CallOptions } from "./port-options.ts";

/**
 * A second factor: codes that an app makes from a secret (TOTP, RFC 6238), and recovery codes for when the app is gone. Once a
 * person has one, no way in opens a session by itself: the sign-in waits for the second factor, ten minutes and five tries.
 * Whoever calls has a recent session of that person.
 *
 * Every method but the first throws IdentityError `identity.forbidden` where the provider has no second factor.
 */
export interface SecondFactorProvider {
  /** `undefined` while there is none; what was begun and not confirmed is none. */
  findSecondFactor(userId: string, options?: CallOptions): Promise<SecondFactor | undefined>;
  /**
   * Makes a secret, to be given to an app. Nothing changes until it is confirmed, within an hour; beginning again makes another
   * one. @throws IdentityError `identity.second_factor_on` when there is one; `identity.person_not_found`.
   */
  beginSecondFactor(userId: string, options?: CallOptions): Promise<SecondFactorSecret>;
  /**
   * Turns it on, by a code of the app. Every other session ends, since one factor opened it; the one that asks is a recent one.
   * Answers the recovery codes, which nobody can read again.
   * @throws IdentityError `identity.wrong_second_factor`; `identity.second_factor_off` when none was begun;
   * `identity.second_factor_on`; `identity.session_not_found`.
   */
  confirmSecondFactor(confirmation: Confirmation, options?: CallOptions): Promise<readonly string[]>;
  /** Other recovery codes; the ones before are void. @throws IdentityError `identity.second_factor_off`. */
  renewRecoveryCodes(userId: string, options?: CallOptions): Promise<readonly string[]>;
  /** Every other session ends. @throws IdentityError `identity.second_factor_off`. */
  removeSecondFactor(ref: SessionRef, options?: CallOptions): Promise<void>;
}

export interface SecondFactor {
  readonly since: Date;
  readonly recoveryCodesLeft: number;
}

export interface SecondFactorSecret {
  /** In base32, for apps that can't read a picture. */
  readonly secret: string;
  /** `otpauth://totp/…`, as the picture has it. */
  readonly uri: string;
}

export interface Confirmation extends SessionRef {
  readonly code: string;
}
