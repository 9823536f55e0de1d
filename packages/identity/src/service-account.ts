import { type Device, deviceOf, type Place, placeOf } from "./device.ts";
import { parseAddress } from "./domain/address.ts";
import { isRecent, SESSION } from "./domain/session.ts";
import { IdentityError } from "./errors.ts";
import type { AddressAnswer } from "./port-account.ts";
import type { SocialProvider } from "./port-social.ts";
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

    /**
     * Every other session ends. It wants no recent sign-in: it asks for the password itself.
     * @throws IdentityError `identity.wrong_password`, `identity.password_breached`, `identity.password_guessable`.
     */
    changePassword: (session: Session, change: { readonly currentPassword: string; readonly newPassword: string }) =>
      provider.changePassword({ ...ref(session), ...change }),

    /**
     * Mails both addresses; nothing changes until both have agreed. Answers alike whether or not somebody has the new one.
     * @throws IdentityError `identity.step_up_required`, `identity.invalid_email`, `identity.same_address`.
     */
    async requestAddressChange(session: Session, email: string): Promise<void> {
      requireRecentSignIn(session, now());
      const address = parseAddress(email);
      if (address === session.person.email) {
        throw new IdentityError("identity.same_address", "This is your address already.");
      }
      await provider.requestAddressChange({ ...ref(session), email: address });
    },
    findAddressChange: ({ person }: Session) => provider.findAddressChange(person.id),
    cancelAddressChange: ({ person }: Session) => provider.cancelAddressChange(person.id),
    /** Vendors that somebody can sign in by here. */
    socialProviders: provider.socialProviders,
    listConnections: ({ person }: Session) => provider.listConnections(person.id),
    /** @throws IdentityError `identity.step_up_required`, `identity.social_off`. */
    async beginConnection(session: Session, social: SocialProvider) {
      requireRecentSignIn(session, now());
      return provider.beginConnection({ ...ref(session), provider: social, purpose: "connect" });
    },
    /** The same proof by way of a vendor as by the password. @throws IdentityError `identity.social_off`. */
    beginConfirmation: (session: Session, social: SocialProvider, next: string) =>
      provider.beginConnection({ ...ref(session), provider: social, purpose: "confirm", next }),
    /** @throws IdentityError `identity.step_up_required`. */
    async endConnection(session: Session, social: SocialProvider): Promise<void> {
      requireRecentSignIn(session, now());
      await provider.endConnection({ userId: session.person.id, provider: social });
    },
    /** By whoever has the link, signed in or not. @throws IdentityError `identity.invalid_link`. */
    answerAddressChange: (answer: AddressAnswer) => provider.answerAddressChange(answer),
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
