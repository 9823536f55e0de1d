import { type Device, deviceOf, type Place, placeOf } from "./device.ts";
import { parseAddress } from "./domain/address.ts";
import type { TypedProof } from "./domain/second-factor.ts";
import { isRecent, SESSION } from "./domain/session.ts";
import { IdentityError } from "./errors.ts";
import type { IdentityNeeds } from "./needs.ts";
import type { AddressAnswer } from "./port-account.ts";
import type { NewPasskey, Passkey, PasskeyConfirmation } from "./port-passkeys.ts";
import type { SocialProvider } from "./port-social.ts";
import type { IdentityProvider, Session } from "./port.ts";
import { parseProof } from "./second-factor.ts";

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
export function createAccount(
  provider: IdentityProvider,
  { now, disposable }: Pick<IdentityNeeds, "now" | "disposable">,
) {
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

    /**
     * Makes the sign-in a recent one. Whoever has a second factor gives a code of it as well.
     * @throws IdentityError `identity.wrong_password`, `identity.second_factor_required`, `identity.wrong_second_factor`.
     */
    async confirmPassword(session: Session, { password, ...typed }: { readonly password: string } & TypedProof) {
      await provider.confirmPassword({ ...ref(session), password, ...parseProof(typed) });
    },

    /** The other way, for whoever has no password or not at hand: mails a code for this session. */
    requestConfirmationCode: (session: Session) => provider.requestConfirmationCode(ref(session)),
    /** @throws IdentityError `identity.wrong_code`, `identity.second_factor_required`, `identity.wrong_second_factor`. */
    async confirmByCode(session: Session, { mailedCode, ...typed }: { readonly mailedCode: string } & TypedProof) {
      await provider.confirmByCode({ ...ref(session), code: mailedCode, ...parseProof(typed) });
    },
    findSignInMethods: ({ person }: Session) => provider.findSignInMethods(person.id),

    /**
     * Every other session ends. It wants no recent sign-in: it asks for the password itself.
     * @throws IdentityError `identity.password_breached`, `identity.password_guessable`, and what `confirmPassword` throws.
     */
    async changePassword(
      session: Session,
      {
        code,
        recoveryCode,
        ...change
      }: { readonly currentPassword: string; readonly newPassword: string } & TypedProof,
    ) {
      await provider.changePassword({ ...ref(session), ...change, ...parseProof({ code, recoveryCode }) });
    },

    /**
     * Mails both addresses; nothing changes until both have agreed. Answers alike whether or not somebody has the new one.
     * @throws IdentityError `identity.step_up_required`, `identity.invalid_email`, `identity.same_address`,
     * `identity.disposable_address`.
     */
    async requestAddressChange(session: Session, email: string): Promise<void> {
      requireRecentSignIn(session, now());
      const address = parseAddress(email);
      if (address === session.person.email) {
        throw new IdentityError("identity.same_address", "This is your address already.");
      }
      // Else whoever is refused one at sign-up signs up with another, and moves.
      if (await disposable?.isDisposable(address)) {
        throw new IdentityError(
          "identity.disposable_address",
          "Addresses that are made to be thrown away are not taken here.",
        );
      }
      await provider.requestAddressChange({ ...ref(session), email: address });
    },

    listPasskeys: ({ person }: Session) => provider.listPasskeys(person.id),
    /** What a browser is to make. Wants a recent sign-in. */
    async beginPasskey(session: Session) {
      requireRecentSignIn(session, now());
      return provider.beginPasskey(ref(session));
    },
    /** Keeps it. Wants a recent sign-in. @throws IdentityError as the port says. */
    async addPasskey(session: Session, added: Pick<NewPasskey, "name" | "credential">): Promise<Passkey> {
      requireRecentSignIn(session, now());
      return provider.addPasskey({ ...ref(session), ...added });
    },
    renamePasskey: ({ person }: Session, passkeyId: string, name: string) =>
      provider.renamePasskey({ userId: person.id, passkeyId, name }),
    /** Wants a recent sign-in. @throws IdentityError `identity.passkey_not_found`. */
    async removePasskey(session: Session, passkeyId: string): Promise<void> {
      requireRecentSignIn(session, now());
      await provider.removePasskey({ userId: session.person.id, passkeyId });
    },
    beginPasskeyConfirmation: (session: Session) => provider.beginPasskeyConfirmation(ref(session)),
    /** Makes the sign-in a recent one, as the password does. @throws IdentityError `identity.passkey_refused`. */
    confirmPasskey: (session: Session, credential: PasskeyConfirmation["credential"]) =>
      provider.confirmPasskey({ ...ref(session), credential }),

    findAddressChange: ({ person }: Session) => provider.findAddressChange(person.id),
    cancelAddressChange: ({ person }: Session) => provider.cancelAddressChange(person.id),
    /** Vendors that somebody can sign in by here. */
    socialProviders: provider.socialProviders,
    signInPlace: provider.signInPlace,
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
 * For what somebody with a stolen session must not do. A web page asks for the password or a code, and repeats what it wanted.
 * @throws IdentityError `identity.step_up_required`.
 */
export function requireRecentSignIn(session: Session, now: Date, maxAgeMs: number = SESSION.recentMs): void {
  if (isRecent(session.authTime, now, maxAgeMs)) return;
  throw new IdentityError(
    "identity.step_up_required",
    `Give your password again (POST /api/v1/me/password/confirm), a passkey (POST /api/v1/me/passkey-confirmation), a code from a mail (POST /api/v1/me/confirmation-code) or a connected account (POST /api/v1/me/connections/confirm), then repeat this within ${maxAgeMs / 60_000} minutes.`,
  );
}
