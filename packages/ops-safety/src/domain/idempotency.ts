import { OpsSafetyError } from "../errors.ts";

/** How long an answer is kept for whoever sends the same again. */
export const KEY_KEPT_MS = 24 * 60 * 60_000;
/** A request takes seconds. Whoever has held a key for longer than this is not coming back. */
export const KEY_LOCKED_MS = 60_000;
/** What is created by one request is small. A longer answer is not kept, and its key is given back. */
export const MAX_KEPT_BYTES = 64 * 1024;

export const MAX_KEY_LENGTH = 255;
/** Visible ASCII, as a client's own id is. */
const KEY = new RegExp(`^[!-~]{1,${MAX_KEY_LENGTH}}$`);

/** @throws OpsSafetyError `ops_safety.invalid_idempotency_key`, also when there is none. */
export function assertKey(text: string | undefined): asserts text is string {
  if (text !== undefined && KEY.test(text)) return;
  throw new OpsSafetyError(
    "ops_safety.invalid_idempotency_key",
    `A key has 1 to ${MAX_KEY_LENGTH} visible ASCII characters.`,
  );
}

export interface KeptKey {
  readonly fingerprint: string;
  readonly lockedUntil: Date | null;
  readonly response: Uint8Array | null;
  readonly expiresAt: Date;
}

export type KeyState = "free" | "conflict" | "in_progress" | "answered";

/** What a request with this fingerprint finds under its key. */
export function stateOf(kept: KeptKey, fingerprint: string, now: Date): KeyState {
  if (kept.expiresAt <= now) return "free";
  if (kept.fingerprint !== fingerprint) return "conflict";
  if (kept.response !== null) return "answered";
  return kept.lockedUntil !== null && kept.lockedUntil > now ? "in_progress" : "free";
}

/** What is kept of an answer beside its body. Cookies are nobody's but the first caller's; the rest is made anew. */
export const KEPT_HEADERS: readonly string[] = ["content-type", "location"];

/** A refusal has changed nothing, and its reason may be gone at the next attempt: only what was done is kept. */
export const isKept = (status: number) => status >= 200 && status < 300;
