import { createHash } from "node:crypto";
import { IdentityError } from "../../errors.ts";
import type { BreachedPasswords } from "../../port-passwords.ts";

export interface PwnedPasswordsOptions {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** Where the vendor serves it, without an account or a key (haveibeenpwned.com/API/v3#PwnedPasswords, read 2026-11-21). */
export const PWNED_PASSWORDS_URL = "https://api.pwnedpasswords.com";

/**
 * The range API of Have I Been Pwned: it is sent the first five hex digits of the password's SHA-1, and answers the rest
 * of some hundred hashes that begin so. Padded, so that the length of an answer says nothing either.
 */
export function pwnedPasswords(options: PwnedPasswordsOptions): BreachedPasswords {
  const { baseUrl, timeoutMs = 1_500, fetch: send = fetch } = options;
  return {
    async isBreached(password, { signal } = {}) {
      const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
      const deadline = AbortSignal.timeout(timeoutMs);
      const text = await ask(
        `${baseUrl}/range/${hash.slice(0, 5)}`,
        signal ? AbortSignal.any([signal, deadline]) : deadline,
      );
      return isListed(text, hash.slice(5));
    },
  };

  async function ask(url: string, signal: AbortSignal): Promise<string> {
    try {
      const response = await send(url, { signal, redirect: "error", headers: { "add-padding": "true" } });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return await response.text();
    } catch (cause) {
      throw new IdentityError("identity.unavailable", "the service that knows breached passwords did not answer", {
        cause,
      });
    }
  }
}

/** `SUFFIX:COUNT` on each line; padding has the count 0. */
export function isListed(answer: string, suffix: string): boolean {
  return answer.split("\n").some((line) => {
    const [listed, count] = line.trim().split(":");
    return listed === suffix && Number(count) > 0;
  });
}
