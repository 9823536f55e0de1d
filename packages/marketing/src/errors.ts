/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "marketing.not_found": "not_found",
  "marketing.unavailable": "unavailable",
  "marketing.invalid_limit": "invalid",
  "marketing.invalid_slug": "invalid",
  "marketing.duplicate_slug": "conflict",
  "marketing.invalid_page": "invalid",
} as const;

export type MarketingErrorCode = keyof typeof KIND;

export class MarketingError extends Error {
  override readonly name = "MarketingError";
  readonly code: MarketingErrorCode;
  /** What the failure means to any caller; the apps map this, never the code, to a status. */
  readonly kind: (typeof KIND)[MarketingErrorCode];
  /** True when the same call may succeed later unchanged (timeout, 5xx, throttle). */
  readonly retryable: boolean;
  /** `message` is logged: no visitor's search text in it. */
  constructor(code: MarketingErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "marketing.unavailable";
  }
}
