import type { Proof } from "../port-proof.ts";

const MINUTE_MS = 60_000;

export const SECOND_FACTOR = {
  /** Between the first factor and the second. */
  challengeMs: 10 * MINUTE_MS,
  /** So many codes may be wrong, then the sign-in begins anew. */
  tries: 5,
  /** How long a secret that nobody has confirmed may be. */
  pendingMs: 60 * MINUTE_MS,
  recoveryCodes: 10,
} as const;

/** No letter that is taken for a digit (Crockford). 24 of 32 signs are 120 bits: a plain hash is enough (ASVS 5.0, 6.5.2). */
const SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";
const RECOVERY_CODE = new RegExp(`^[${SIGNS}]{24}$`);

/** As it is shown: six groups of four. `random`: 24 bytes. */
export function recoveryCodeOf(random: Uint8Array): string {
  const signs = Array.from(random, (byte) => SIGNS.charAt(byte % SIGNS.length)).join("");
  return signs.replace(/.{4}(?=.)/g, "$&-");
}

/** As people type it: with spaces, in capitals, an O for a zero. `undefined` for what is none. */
export function plainRecoveryCode(typed: string): string | undefined {
  const plain = typed.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return RECOVERY_CODE.test(plain) ? plain : undefined;
}

/** Apps show it as `123 456`. `undefined` for what is none. */
export function plainCode(typed: string): string | undefined {
  const plain = typed.replace(/\s/g, "");
  return /^\d{6}$/.test(plain) ? plain : undefined;
}

/** One of the two, as somebody typed it into a form; `undefined` for neither, both, and what can't be one. */
export function proofIn({ code, recoveryCode }: TypedProof): Proof | undefined {
  if ((code === undefined) === (recoveryCode === undefined)) return undefined;
  if (code !== undefined) {
    const plain = plainCode(code);
    return plain === undefined ? undefined : { code: plain };
  }
  const plain = plainRecoveryCode(recoveryCode ?? "");
  return plain === undefined ? undefined : { recoveryCode: plain };
}

export interface TypedProof {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
}
