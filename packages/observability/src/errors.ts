/** Telemetry itself never throws. These are mistakes in putting it together, found at start. */
const KIND = {
  "observability.invalid_option": "invalid",
} as const;

export type ObservabilityErrorCode = keyof typeof KIND;

export class ObservabilityError extends Error {
  override readonly name = "ObservabilityError";
  readonly code: ObservabilityErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[ObservabilityErrorCode];
  /** True when the same call may succeed later unchanged. */
  readonly retryable: boolean;

  constructor(code: ObservabilityErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = false;
  }
}
