import { z } from "zod";
import { IdentityError } from "../../errors.ts";
import type { HumanCheck } from "../../port-sign-ups.ts";

export interface TurnstileOptions {
  readonly siteKey: string;
  readonly secretKey: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Of the pages that show the widget: a token that was made elsewhere is none. */
  readonly hostname: string;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/**
 * Cloudflare Turnstile (developers.cloudflare.com/turnstile/get-started/server-side-validation, read 2026-11-22). A token
 * is good for five minutes and once; the vendor keeps count of that. Neither the person's network nor their address is
 * sent along.
 */
export function turnstile(options: TurnstileOptions): HumanCheck {
  const { siteKey, secretKey, baseUrl, hostname, timeoutMs = 2_500, fetch: send = fetch } = options;
  return {
    // Rendered by us: the widget is in a page that comes and goes without a load.
    widget: { siteKey, scriptUrl: `${baseUrl}/turnstile/v0/api.js?render=explicit` },

    async isHuman(token, action, { signal } = {}) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const said = await ask(token, signal ? AbortSignal.any([signal, deadline]) : deadline);
      const faults = said["error-codes"].filter((code) => OURS_OR_THEIRS.has(code));
      // A wrong key of ours says nothing about the person.
      if (faults.length > 0) throw unavailable(new Error(faults.join(" ")));
      return said.success && said.action === action && said.hostname === hostname;
    },
  };

  async function ask(token: string, signal: AbortSignal): Promise<Verdict> {
    try {
      const response = await send(`${baseUrl}/turnstile/v0/siteverify`, {
        method: "POST",
        signal,
        redirect: "error",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ secret: secretKey, response: token }),
      });
      if (!response.ok && response.status !== 400) throw new Error(`answered ${response.status}`);
      return Verdict.parse(await response.json());
    } catch (cause) {
      throw unavailable(cause);
    }
  }
}

const Verdict = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
  action: z.string().optional(),
  hostname: z.string().optional(),
});
type Verdict = z.infer<typeof Verdict>;

const OURS_OR_THEIRS = new Set(["missing-input-secret", "invalid-input-secret", "bad-request", "internal-error"]);

const unavailable = (cause: unknown) =>
  new IdentityError("identity.unavailable", "the service that tells people from programs did not answer", { cause });
