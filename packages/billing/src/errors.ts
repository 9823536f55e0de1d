/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "billing.disabled": "unavailable",
  "billing.unavailable": "unavailable",
  /** The vendor turns our key or account down: an operator has to put it right. */
  "billing.misconfigured": "unavailable",
  /** The vendor turned the request down, and would again. */
  "billing.refused": "unavailable",
  "billing.not_found": "not_found",
  "billing.plan_not_sold": "invalid",
  /** The plan does not include any more of it. A larger plan does, or less of what there is. */
  "billing.limit_reached": "payment_required",
  /** There is a subscription, and a second one would be paid for as well. */
  "billing.already_subscribed": "conflict",
  /** The same operation is under way elsewhere. */
  "billing.in_progress": "conflict",
  "billing.idempotency_conflict": "conflict",
  "billing.invalid_signature": "forbidden",
  "billing.invalid_delivery": "invalid",
  /* What the vendor says can't be taken over yet: whoever comes again later may be able to. */
  "billing.unknown_plan": "unavailable",
  "billing.unknown_status": "unavailable",
  "billing.unknown_owner": "unavailable",
  /** Others stored newer snapshots all the while. */
  "billing.outrun": "unavailable",
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
    this.retryable = RETRYABLE.has(code);
  }
}

const RETRYABLE = new Set<BillingErrorCode>([
  "billing.unavailable",
  "billing.misconfigured",
  "billing.unknown_plan",
  "billing.unknown_status",
  "billing.unknown_owner",
  "billing.outrun",
]);

/** What to write down of a failure, whoever's it is: its code, and never its message. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unexpected";
}
