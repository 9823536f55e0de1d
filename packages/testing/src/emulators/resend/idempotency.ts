import { createHash } from "node:crypto";
import type { Answer, EmulatorRequest } from "../frame/define.ts";
import { ok, refuse } from "./answers.ts";
import type { ResendState } from "./state.ts";

const KEPT_MS = 24 * 60 * 60 * 1_000;
const LONGEST_KEY = 256;
const ROUTES = ["POST /emails", "POST /emails/batch"];

/** Resend's promise: the same key and body within 24 hours is one mail and one answer (docs: "Idempotency keys"). */
export function createIdempotency({ keys }: ResendState, now: () => Date) {
  const underWay = new Set<string>();
  return {
    async guard(request: EmulatorRequest, route: string, proceed: () => Promise<Answer>): Promise<Answer> {
      const key = request.headers.get("idempotency-key");
      if (key === null || !ROUTES.includes(route)) return proceed();
      if (key === "" || key.length > LONGEST_KEY) {
        return refuse(400, "invalid_idempotency_key", `The key must be between 1-${LONGEST_KEY} chars.`);
      }
      const known = keys.find(key);
      if (known !== undefined && now().getTime() - Date.parse(known.at) < KEPT_MS) {
        if (known.fingerprint === fingerprintOf(request)) return ok(known.answer);
        return refuse(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload.");
      }
      if (underWay.has(key)) {
        const message = "Same idempotency key used while original request is still in progress.";
        return refuse(409, "concurrent_idempotent_requests", message);
      }
      underWay.add(key);
      try {
        return await proceed();
      } finally {
        underWay.delete(key);
      }
    },
    /** To be called in the same change that keeps the mail: a key without its mail, or the reverse, can not be. */
    remember(request: EmulatorRequest, answer: unknown): void {
      const key = request.headers.get("idempotency-key");
      if (key !== null) keys.put(key, { fingerprint: fingerprintOf(request), answer, at: now().toISOString() });
    },
  };
}
export type Idempotency = ReturnType<typeof createIdempotency>;

function fingerprintOf({ body }: EmulatorRequest): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(body)))
    .digest("base64url");
}

/** The order in which somebody wrote the fields says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
