import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { PASSKEYS } from "./domain/passkey.ts";

/** What a challenge is for, and whom it may come back from: the session, or the browser that has none yet. */
export type ChallengeUse =
  | { readonly to: "sign-in"; readonly browser: string }
  | { readonly to: "add" | "confirm"; readonly session: string };

interface Options {
  readonly now: () => Date;
  readonly secret: string;
}

const [NONCE_BYTES, EXPIRY_BYTES, SEAL_BYTES] = [16, 6, 32];

/**
 * Challenges that carry their own proof: chance, when they end, and a seal over both and over their use. So nothing is
 * stored for whoever only asks for one; that each is answered once is for the one who takes the answer to see to.
 */
export function createChallenges({ now, secret }: Options) {
  const sealOf = (body: Buffer, use: ChallengeUse) =>
    createHmac("sha256", secret)
      .update(`passkey ${use.to} ${"browser" in use ? use.browser : use.session}\n`)
      .update(body)
      .digest();

  return {
    mint(use: ChallengeUse): string {
      const expiry = Buffer.alloc(EXPIRY_BYTES);
      expiry.writeUIntBE(now().getTime() + PASSKEYS.challengeMs, 0, EXPIRY_BYTES);
      const body = Buffer.concat([randomBytes(NONCE_BYTES), expiry]);
      return Buffer.concat([body, sealOf(body, use)]).toString("base64url");
    },

    /** Until when it may be answered; `undefined` for any but one of ours, for this use, that is not over. */
    expiryOf(challenge: string, use: ChallengeUse): Date | undefined {
      const bytes = Buffer.from(challenge, "base64url");
      if (bytes.length !== NONCE_BYTES + EXPIRY_BYTES + SEAL_BYTES) return undefined;
      const body = bytes.subarray(0, NONCE_BYTES + EXPIRY_BYTES);
      if (!timingSafeEqual(bytes.subarray(body.length), sealOf(body, use))) return undefined;
      const expiresAt = new Date(body.readUIntBE(NONCE_BYTES, EXPIRY_BYTES));
      return expiresAt > now() ? expiresAt : undefined;
    },
  };
}
