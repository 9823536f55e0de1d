/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "ops_safety.invalid_switch": "invalid",
  "ops_safety.invalid_deadline": "invalid",
  "ops_safety.deadline_exceeded": "unavailable",
  "ops_safety.switched_off": "unavailable",
  "ops_safety.disabled": "unavailable",
  "ops_safety.unavailable": "unavailable",
} as const;

export type OpsSafetyErrorCode = keyof typeof KIND;

export class OpsSafetyError extends Error {
  override readonly name = "OpsSafetyError";
  readonly code: OpsSafetyErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[OpsSafetyErrorCode];
  /** True when the same call may succeed later unchanged. After a deadline, whether the first took effect is unknown. */
  readonly retryable: boolean;
  /** `message` is logged: no arguments of the guarded call in it. */
  constructor(code: OpsSafetyErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = this.kind === "unavailable" && code !== "ops_safety.disabled";
  }
}
