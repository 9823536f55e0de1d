import type { Connection, SocialPerson, VendorSession, Voucher } from "../port-social.ts";
import type { Locale } from "../port.ts";

/**
 * What waits while a browser is at a vendor, and who is connected to whom. An attempt is kept under the hash of what its
 * browser holds, and is taken once.
 */
export interface SocialStore {
  begin(attempt: SocialAttempt): Promise<void>;
  /** Of a vendor that says it apart from the rest. Nothing for a state that nobody waits for. */
  noteName(stateHash: string, name: string): Promise<void>;
  /** Undefined when there is none, it has expired, or it was taken before: also by another request at the same moment. */
  take(keyHash: string): Promise<(SocialAttempt & { readonly name: string }) | undefined>;
  findOwner(provider: Voucher, subject: string): Promise<string | undefined>;
  hasAddress(email: string): Promise<boolean>;
  /** Somebody new, until they have accepted the terms. */
  holdNewcomer(newcomer: Newcomer): Promise<void>;
  findNewcomer(keyHash: string): Promise<Newcomer | undefined>;
  /**
   * Makes the account: its address confirmed, the vendor's person connected. Takes the newcomer, once. `undefined` when
   * there is none; `taken` when the address or the person has got an account meanwhile. By a workspace's connection they
   * are a member from that moment on. @throws IdentityError `identity.sso_off` when it ended meanwhile.
   */
  signUp(keyHash: string, accepted: Acceptance): Promise<{ readonly userId: string } | "taken" | undefined>;
  /** `taken` when it is another account's; `another` when this account is connected to another one of the vendor's people. */
  connect(ref: VouchedRef & Pick<SocialPerson, "subject">): Promise<"connected" | "taken" | "another">;
  list(userId: string): Promise<readonly Connection[]>;
  disconnect(ref: VouchedRef): Promise<void>;
}

export interface SocialAttempt {
  readonly keyHash: string;
  readonly stateHash: string;
  readonly provider: Voucher;
  /** Of whoever is signed in and wants something of the vendor; absent for whoever wants to get in. */
  readonly session?: { readonly userId: string; readonly sessionId: string; readonly purpose: "connect" | "confirm" };
  /** A page of ours. */
  readonly next: string;
  readonly expiresAt: Date;
}

export interface Newcomer {
  readonly keyHash: string;
  readonly provider: Voucher;
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly next: string;
  readonly expiresAt: Date;
  readonly session?: VendorSession;
}

interface VouchedRef {
  readonly userId: string;
  readonly provider: Voucher;
}

export interface Acceptance {
  readonly name: string;
  readonly locale: Locale;
  readonly termsVersion: string;
}
