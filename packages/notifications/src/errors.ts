/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "notifications.unavailable": "unavailable",
  "notifications.unsupported_channel": "invalid",
  "notifications.invalid_recipient": "invalid",
  "notifications.invalid_header": "invalid",
  "notifications.invalid_content": "invalid",
  "notifications.invalid_idempotency_key": "invalid",
  "notifications.idempotency_conflict": "conflict",
} as const;

export type NotificationsErrorCode = keyof typeof KIND;

export class NotificationsError extends Error {
  override readonly name = "NotificationsError";
  readonly code: NotificationsErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[NotificationsErrorCode];
  /** True when the same call may succeed later unchanged (timeout, 5xx, throttle). */
  readonly retryable: boolean;
  /** `message` is logged: no address, phone number, subject, text or link in it. */
  constructor(code: NotificationsErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = code === "notifications.unavailable";
  }
}
