/** Telemetry itself hardly ever throws: a mistake in putting it together, found at start, and a fact that did not arrive. */
const KIND = {
  "observability.invalid_option": "invalid",
  "observability.unavailable": "unavailable",
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
    this.retryable = code === "observability.unavailable";
  }
}
