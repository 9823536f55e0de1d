import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { IdentityError } from "../errors.ts";

export type Seals = ReturnType<typeof createSeals>;

/** Secrets of customers, as they are kept: AES-256-GCM, each for one row, so that a copy in another row opens nothing. */
export function createSeals(secret: string) {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "ninefold sign-in connections", 32));
  return {
    seal(text: string, row: string): string {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(row));
      const sealed = [nonce, cipher.update(text, "utf8"), cipher.final()];
      return Buffer.concat([...sealed, cipher.getAuthTag()]).toString("base64url");
    },

    /** @throws IdentityError `identity.unavailable` for what was sealed with another secret, or for another row. */
    open(sealed: string, row: string): string {
      const bytes = Buffer.from(sealed, "base64url");
      try {
        const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(row));
        cipher.setAuthTag(bytes.subarray(-16));
        return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString("utf8");
      } catch (cause) {
        throw new IdentityError("identity.unavailable", "a client secret can't be read: was the secret changed?", {
          cause,
        });
      }
    },
  };
}
