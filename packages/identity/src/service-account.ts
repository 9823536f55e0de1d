import { type Device, deviceOf, type Place, placeOf } from "./device.ts";
import { isRecent, SESSION } from "./domain/session.ts";
import { IdentityError } from "./errors.ts";
import type { IdentityProvider, Session } from "./port.ts";

/** A session as its person sees it. */
export interface OwnSession {
  readonly id: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
  readonly signedInAt: Date;
  readonly lastSeenAt: Date;
  /** At the latest; unused, it ends before. */
  readonly expiresAt: Date;
  readonly device: Device;
  readonly place: Place;
}

/** Of the person who is signed in: their sessions, and what they sign in with. */
export function createAccount(provider: IdentityProvider, now: () => Date) {
  return {
    requireRecentSignIn: (session: Session, maxAgeMs?: number) => requireRecentSignIn(session, now(), maxAgeMs),

    /** The one that asks first, then those that were seen last. */
    async listSessions(session: Session): Promise<readonly OwnSession[]> {
      const known = await provider.listSessions(session.person.id);
      return known
        .map(({ userAgent, address, ...one }) => ({
          ...one,
          current: one.id === session.id,
          device: deviceOf(userAgent),
          place: placeOf(address),
        }))
        .toSorted((one, other) => Number(other.current) - Number(one.current));
    },

    /** The current one too: that is signing out. @throws IdentityError `identity.session_not_found`. */
    endSession: ({ person }: Session, sessionId: string) => provider.endSession({ userId: person.id, sessionId }),
    endOtherSessions: (session: Session) => provider.endOtherSessions(ref(session)),

    /** Makes the sign-in a recent one. @throws IdentityError `identity.wrong_password`. */
    confirmPassword: (session: Session, password: string) => provider.confirmPassword({ ...ref(session), password }),
  };
}

const ref = ({ id, person }: Session) => ({ userId: person.id, sessionId: id });

/**
 * For what somebody with a stolen session must not do. A web page asks for the password and repeats what it wanted.
 * @throws IdentityError `identity.step_up_required`.
 */
export function requireRecentSignIn(session: Session, now: Date, maxAgeMs: number = SESSION.recentMs): void {
  if (isRecent(session.authTime, now, maxAgeMs)) return;
  throw new IdentityError(
    "identity.step_up_required",
    `Give your password again (POST /api/v1/me/password/confirm), then repeat this within ${maxAgeMs / 60_000} minutes.`,
  );
}
