import type { Answer, EmulatorRequest } from "../frame/define.ts";
import { refuse } from "./answers.ts";

export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}

export interface AccessOptions {
  readonly apiKey: string;
  readonly rateLimit?: RateLimit | undefined;
  readonly now: () => Date;
}

/** Who may ask at all, and how often. */
export function createAccess({ apiKey, rateLimit, now }: AccessOptions) {
  let window = { startsMs: 0, used: 0 };
  return {
    check(request: EmulatorRequest): Answer | undefined {
      // The vendor's proxy turns such a caller away before the API sees it (docs: "API introduction").
      if (!request.headers.get("user-agent")) return { status: 403, body: "error code: 1010" };
      const header = request.headers.get("authorization");
      if (!header) return refuse(401, "missing_api_key", "Missing API key in the authorization header.");
      if (header !== `Bearer ${apiKey}`) return refuse(403, "invalid_api_key", "API key is invalid.");
      if (request.body instanceof SyntaxError) {
        return refuse(400, "validation_error", "We found an error with one or more fields in the request.");
      }
      return undefined;
    },
    /** Headers for every answer, and a refusal beyond the limit; nothing when there is none. */
    count(): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer } {
      if (rateLimit === undefined) return { headers: {} };
      const nowMs = now().getTime();
      const windowMs = rateLimit.windowSeconds * 1_000;
      if (nowMs < window.startsMs || nowMs >= window.startsMs + windowMs) window = { startsMs: nowMs, used: 0 };
      window.used += 1;
      const resetSeconds = String(Math.ceil((window.startsMs + windowMs - nowMs) / 1_000));
      const headers = {
        "ratelimit-limit": String(rateLimit.requests),
        "ratelimit-remaining": String(Math.max(0, rateLimit.requests - window.used)),
        "ratelimit-reset": resetSeconds,
      };
      if (window.used <= rateLimit.requests) return { headers };
      const refusal = refuse(
        429,
        "rate_limit_exceeded",
        `Too many requests. You can only make ${rateLimit.requests} requests per ${rateLimit.windowSeconds} s.`,
      );
      return { headers, refusal: { ...refusal, headers: { "retry-after": resetSeconds } } };
    },
    forget(): void {
      window = { startsMs: 0, used: 0 };
    },
  };
}
