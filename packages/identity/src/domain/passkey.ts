import { IdentityError } from "../errors.ts";

export const PASSKEYS = {
  perPerson: 20,
  /** How long a challenge may be answered. A person looks for a key, and reads what their device asks. */
  challengeMs: 5 * 60_000,
} as const;

/**
 * Whether a signature that counts `given` may follow one that counted `known`. Keys that are synced between devices count
 * nothing and say nought for ever. Of any other, a copy must exist where the count does not go up (WebAuthn 3, 7.2, 22).
 */
export const mayFollow = (given: number, known: number): boolean => given > known || (given === 0 && known === 0);

/** @throws IdentityError `identity.too_many_passkeys`. */
export function assertRoomForPasskey(passkeys: number): void {
  if (passkeys < PASSKEYS.perPerson) return;
  throw new IdentityError("identity.too_many_passkeys", `An account has ${PASSKEYS.perPerson} passkeys at most.`);
}
