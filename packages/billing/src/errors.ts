/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "billing.disabled": "unavailable",
  "billing.unavailable": "unavailable",
  "billing.not_found": "not_found",
  "billing.plan_not_sold": "invalid",
  "billing.unknown_plan": "unavailable",
  "billing.idempotency_conflict": "conflict",
  "billing.invalid_signature": "forbidden",
  "billing.invalid_delivery": "invalid",
} as const;

export type BillingErrorCode = keyof typeof KIND;

export class BillingError extends Error {
  override readonly name = "BillingError";
  readonly code: BillingErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[BillingErrorCode];
  /** True when the same call may succeed later unchanged (timeout, 5xx, throttle). */
  readonly retryable: boolean;
  /** `message` is logged: no card data, e-mail addresses, webhook bodies or secrets in it. */
  constructor(code: BillingErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "billing.unavailable";
  }
}
