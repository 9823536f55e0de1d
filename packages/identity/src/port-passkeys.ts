import type { SessionRef } from "./port-account.ts";
import type { CallOptions } from "./port-options.ts";

/**
 * Passkeys of a person who is signed in: to sign in with the next time, and to prove anew who they are. What a browser is
 * to be asked, and what it answers, are the dictionaries of WebAuthn 3 as JSON. A challenge is good once, for five
 * minutes, for what it was made for, and in the session that asked for it.
 *
 * Signing in with one is two endpoints of `handle`: `passkey/options`, `sign-in/passkey`.
 */
export interface PasskeysPort {
  /** Oldest first. Empty for an unknown person. */
  listPasskeys(userId: string, options?: CallOptions): Promise<readonly Passkey[]>;
  /** @throws IdentityError `identity.person_not_found`; `identity.forbidden` where there are no passkeys. */
  beginPasskey(ref: SessionRef, options?: CallOptions): Promise<PasskeyCreation>;
  /**
   * Keeps the passkey that a browser has made. Whoever calls has seen to it that the sign-in is a recent one.
   * @throws IdentityError `identity.passkey_refused` for what does not answer a challenge of ours as it has to;
   * `identity.passkey_taken` for one that any account has; `identity.too_many_passkeys` beyond `domain/passkey.ts`, also under a
   * race; `identity.invalid_name`.
   */
  addPasskey(added: NewPasskey, options?: CallOptions): Promise<Passkey>;
  /** @throws IdentityError `identity.passkey_not_found` alike for none and for somebody else's; `identity.invalid_name`. */
  renamePasskey(ref: PasskeyRef & { readonly name: string }, options?: CallOptions): Promise<void>;
  /** It signs nobody in from now on. @throws IdentityError `identity.passkey_not_found`. */
  removePasskey(ref: PasskeyRef, options?: CallOptions): Promise<void>;
  /** Asks for one of the person's own. @throws IdentityError `identity.passkey_not_found` when they have none. */
  beginPasskeyConfirmation(ref: SessionRef, options?: CallOptions): Promise<PasskeyRequest>;
  /**
   * Notes that the person has just proved who they are: the session's `authTime` is now.
   * @throws IdentityError `identity.passkey_refused`; `identity.session_not_found`.
   */
  confirmPasskey(confirmed: PasskeyConfirmation, options?: CallOptions): Promise<void>;
}

export interface Passkey {
  readonly id: string;
  /** As its person calls it. */
  readonly name: string;
  /** Whether it is kept in several places, such as a password manager; else it is lost with its device. */
  readonly isSynced: boolean;
  readonly createdAt: Date;
  /** `undefined` before it was used for the first time. */
  readonly lastUsedAt: Date | undefined;
}

export interface PasskeyRef {
  readonly userId: string;
  readonly passkeyId: string;
}

export interface NewPasskey extends SessionRef {
  readonly name: string;
  readonly credential: Attestation;
}

export interface PasskeyConfirmation extends SessionRef {
  readonly credential: Assertion;
}

/** `PublicKeyCredentialDescriptorJSON`. */
interface Descriptor {
  readonly id: string;
  readonly type: "public-key";
  readonly transports: Transport[];
}

/** How a browser reaches an authenticator: a hint, as the browser gave it. */
export type Transport = "ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb";

/** `PublicKeyCredentialCreationOptionsJSON`, as far as we ask. */
export interface PasskeyCreation {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly pubKeyCredParams: { readonly type: "public-key"; readonly alg: number }[];
  readonly timeout: number;
  readonly excludeCredentials: Descriptor[];
  readonly authenticatorSelection: {
    readonly residentKey: "required";
    readonly requireResidentKey: true;
    readonly userVerification: "required";
  };
  readonly attestation: "none";
}

/** `PublicKeyCredentialRequestOptionsJSON`. */
export interface PasskeyRequest {
  readonly challenge: string;
  readonly rpId: string;
  readonly timeout: number;
  readonly userVerification: "required";
  /** Empty: whichever the person chooses. */
  readonly allowCredentials: Descriptor[];
}

interface Credential {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
}

/** `RegistrationResponseJSON`, as far as it is read. */
export interface Attestation extends Credential {
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: readonly string[] | undefined;
  };
}

/** `AuthenticationResponseJSON`, as far as it is read. */
export interface Assertion extends Credential {
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string | undefined;
  };
}
