/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "media.disabled": "unavailable",
  "media.unavailable": "unavailable",
  "media.not_found": "not_found",
  "media.too_large": "invalid",
  "media.empty": "invalid",
  "media.wrong_type": "invalid",
  "media.invalid_key": "invalid",
  "media.invalid_ttl": "invalid",
  "media.not_uploaded": "conflict",
  "media.upload_expired": "conflict",
  "media.too_many": "conflict",
} as const;

export type MediaErrorCode = keyof typeof KIND;

export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly code: MediaErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[MediaErrorCode];
  /** True when the same call may succeed later unchanged (timeout, 5xx, throttle). */
  readonly retryable: boolean;
  /** `message` is logged and shown: no object bytes, file names, signed URLs or credentials in it. */
  constructor(code: MediaErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "media.unavailable";
  }
}
