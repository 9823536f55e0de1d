import type { CallOptions } from "./port-options.ts";

/**
 * A person's sessions and what they sign in with. Whoever calls has a session of that person; what is risky asks for a
 * recent sign-in before it gets here.
 */
export interface AccountProvider {
  /** Those that still let somebody in, the last seen first. Empty for an unknown person. */
  listSessions(userId: string, options?: CallOptions): Promise<readonly KnownSession[]>;
  /** @throws IdentityError `identity.session_not_found` alike for one that has ended and for somebody else's. */
  endSession(ref: SessionRef, options?: CallOptions): Promise<void>;
  /** Ends every session of the person but this one; none is fine. Answers how many. */
  endOtherSessions(ref: SessionRef, options?: CallOptions): Promise<number>;
  /**
   * Notes that the person has just proved who they are: the session's `authTime` is now.
   * @throws IdentityError `identity.wrong_password`; `identity.session_not_found`; `identity.forbidden` where people sign in
   * without a password.
   */
  confirmPassword(attempt: PasswordAttempt, options?: CallOptions): Promise<void>;
}

export interface SessionRef {
  readonly userId: string;
  readonly sessionId: string;
}

export interface PasswordAttempt extends SessionRef {
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
