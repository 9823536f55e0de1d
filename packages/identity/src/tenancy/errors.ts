/** Every failure of the door that a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "tenancy.invalid_id": "invalid",
  "tenancy.nested_door": "conflict",
  "tenancy.open_transaction": "conflict",
  "tenancy.closed_transaction": "conflict",
  "tenancy.foreign_query": "conflict",
  "tenancy.pool_exhausted": "unavailable",
  "tenancy.database_unavailable": "unavailable",
} as const;
export type TenancyErrorCode = keyof typeof KIND;

export class TenancyError extends Error {
  override readonly name = "TenancyError";
  readonly code: TenancyErrorCode;
  readonly kind: (typeof KIND)[TenancyErrorCode];
  /** True when the same call may succeed later unchanged. */
  readonly retryable: boolean;

  constructor(code: TenancyErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    // After a lost connection nobody knows whether the commit arrived: only the caller knows whether to repeat.
    this.retryable = code === "tenancy.pool_exhausted";
  }
}
