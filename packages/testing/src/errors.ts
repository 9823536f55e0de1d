/** Every failure a journey may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  /** The product said no and told the person so: wrong password, address in use, a field it will not take. */
  "testing.refused": "forbidden",
  /** The product was reached, said nothing against it, and yet the effect did not show in time. */
  "testing.no_effect": "conflict",
  /** No answer from the product at all. */
  "testing.unreachable": "unavailable",
  /** The API was asked or answered what its own description does not have. */
  "testing.undescribed": "conflict",
  /** No browser on this machine to drive. */
  "testing.browser_missing": "not_found",
} as const;
export type TestingErrorCode = keyof typeof KIND;

export class TestingError extends Error {
  override readonly name = "TestingError";
  readonly code: TestingErrorCode;
  readonly kind: (typeof KIND)[TestingErrorCode];
  /** True when the same call may succeed later unchanged. */
  readonly retryable: boolean;
  /** `message` is printed by test runners: no passwords or cookies in it. */
  constructor(code: TestingErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "testing.unreachable";
  }
}
