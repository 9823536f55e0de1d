/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "ops_safety.invalid_switch": "invalid",
  "ops_safety.invalid_deadline": "invalid",
  /** A share, a value or a workspace that a flag can't have. */
  "ops_safety.invalid_flag": "invalid",
  /** No code declares the flag. */
  "ops_safety.unknown_flag": "not_found",
  "ops_safety.deadline_exceeded": "unavailable",
  "ops_safety.switched_off": "unavailable",
  /** It failed several times in a row, and is left alone for a while. */
  "ops_safety.circuit_open": "unavailable",
  /** As many calls as may run do, and as many as may wait do. */
  "ops_safety.overloaded": "unavailable",
  "ops_safety.disabled": "unavailable",
  "ops_safety.unavailable": "unavailable",
  /** An audit entry that can't be written as it is: a mistake in the code. */
  "ops_safety.invalid_entry": "invalid",
  "ops_safety.rate_limited": "limited",
  "ops_safety.invalid_idempotency_key": "invalid",
  /** The key was used for another request. */
  "ops_safety.idempotency_conflict": "conflict",
  /** The first request with this key has not been answered yet. */
  "ops_safety.idempotency_in_progress": "conflict",
  "ops_safety.export_too_soon": "limited",
  "ops_safety.export_not_found": "not_found",
  /** What was sealed does not open: another key, or changed bytes. */
  "ops_safety.unreadable": "not_found",
} as const;

export type OpsSafetyErrorCode = keyof typeof KIND;

export class OpsSafetyError extends Error {
  override readonly name = "OpsSafetyError";
  readonly code: OpsSafetyErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[OpsSafetyErrorCode];
  /** True when the same call may succeed later unchanged. After a deadline, whether the first took effect is unknown. */
  readonly retryable: boolean;
  /** Of what is limited, or left alone for a while: from then on it is allowed again. */
  readonly retryAfterSeconds?: number;
  /** What the guard did not call, or did not wait for, as the call names it: `media`. Set by the guard alone. */
  dependency?: string;
  /** `message` is logged: no arguments of the guarded call in it. */
  constructor(code: OpsSafetyErrorCode, message: string, options: OpsSafetyErrorOptions = {}) {
    super(message, options);
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
    this.code = code;
    this.kind = KIND[code];
    this.retryable = this.kind === "unavailable" && code !== "ops_safety.disabled";
  }
}

interface OpsSafetyErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number;
}
