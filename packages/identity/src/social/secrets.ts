import { createHash, createHmac, randomBytes } from "node:crypto";
import { browserCookie } from "../browser-cookie.ts";
import type { SocialSecrets } from "../port-social.ts";

/** Long enough to choose an account and give a second factor at the vendor. */
export const ATTEMPT_SECONDS = 600;
/** Long enough to read terms. */
export const NEWCOMER_SECONDS = 1_800;

/**
 * What ties an attempt to one browser: a cookie that nothing else holds. State, nonce and verifier are made from it, so
 * that no other browser can bring an answer to its end, whatever it has seen of it.
 */
export function createBrowserKey({
  cookieName,
  isSecure,
}: {
  readonly cookieName: string;
  readonly isSecure: boolean;
}) {
  // `Lax` is enough, and stays away from what other sites send: a vendor that answers with a form is led back by a link.
  const cookie = browserCookie({ name: cookieName, isSecure, sameSite: "Lax" });
  return {
    make: (): string => randomBytes(32).toString("base64url"),
    cookieFor: cookie.keep,
    /** Forgets it. */
    clear: cookie.drop,
    /** Undefined where there is none, and where there are two: one of them is somebody else's. */
    read(headers: Headers): string | undefined {
      const values = cookie.read(headers);
      const [key] = values;
      return values.length === 1 && key !== undefined && /^[\w-]{43}$/.test(key) ? key : undefined;
    },
  };
}
export type BrowserKey = ReturnType<typeof createBrowserKey>;

export function secretsOf(key: string): SocialSecrets {
  const make = (use: string) => createHmac("sha256", key).update(use).digest("base64url");
  return { state: make("state"), nonce: make("nonce"), verifier: make("verifier") };
}

/** Under which the database knows it. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
