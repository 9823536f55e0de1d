import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { EmulatorClock } from "../frame/clock.ts";
import type { Collection, Store } from "../frame/store.ts";

/** What a person has agreed to, until its code is traded in. */
const Grant = z.object({
  code: z.string(),
  personId: z.string(),
  redirectUri: z.string(),
  challenge: z.string().nullable(),
  nonce: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});
export type Grant = z.infer<typeof Grant>;

export interface Grants {
  /** Answers the code. */
  give(grant: Omit<Grant, "code" | "expiresAt">): string;
  /** Once, within ten minutes, for the same address, and with what the challenge was made of. */
  take(form: URLSearchParams): Grant | undefined;
}

const LIFETIME_MS = 600_000;

export function openGrants(store: Store, clock: EmulatorClock): Grants {
  const grants: Collection<Grant> = store.collection("grants", Grant, 1_000);
  return {
    give(grant) {
      const code = randomBytes(24).toString("base64url");
      const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS).toISOString();
      store.change(() => grants.put(code, { ...grant, code, expiresAt }));
      return code;
    },
    take(form) {
      const found = grants.find(form.get("code") ?? "");
      if (found === undefined) return undefined;
      // Spent by a wrong attempt as well.
      store.change(() => grants.remove(found.code));
      const made = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const isRight =
        new Date(found.expiresAt) > clock.now() &&
        found.redirectUri === form.get("redirect_uri") &&
        (found.challenge === null || found.challenge === made);
      return isRight ? found : undefined;
    },
  };
}
