/** Every failure a caller may branch on. Codes are public API: a rename is a breaking change. */
const KIND = {
  "notifications.unavailable": "unavailable",
  /** The vendor turns our account, key or sender down, so every message: an operator's matter. */
  "notifications.misconfigured": "unavailable",
  /** A delivery of a kind that this release does not know, during a rolling deploy. */
  "notifications.unknown_kind": "unavailable",
  "notifications.unsupported_channel": "invalid",
  "notifications.invalid_recipient": "invalid",
  "notifications.invalid_header": "invalid",
  "notifications.invalid_content": "invalid",
  "notifications.invalid_idempotency_key": "invalid",
  "notifications.idempotency_conflict": "conflict",
  /** The vendor turns this one message down. */
  "notifications.refused": "invalid",
  /** Rendered so long ago that the vendor may have forgotten its key, or the link in it is dead. */
  "notifications.too_late": "conflict",
  /** The stored mail was sealed with another key, or changed. */
  "notifications.unreadable": "conflict",
  "notifications.invalid_signature": "forbidden",
  "notifications.invalid_report": "invalid",
  /** The chosen transport has no reports. */
  "notifications.no_reports": "invalid",
  "notifications.not_found": "not_found",
  /** Security and billing mail can't be turned off. */
  "notifications.not_optional": "invalid",
  "notifications.too_many_streams": "limited",
  /** The process is about to end: another one takes the stream. */
  "notifications.closing": "unavailable",
} as const;

export type NotificationsErrorCode = keyof typeof KIND;

export class NotificationsError extends Error {
  override readonly name = "NotificationsError";
  readonly code: NotificationsErrorCode;
  /** What the failure means to any caller; apps/api maps this, never the code, to a status. */
  readonly kind: (typeof KIND)[NotificationsErrorCode];
  /** True when the same call may succeed later unchanged: after a timeout, 5xx or throttle, or once the key is put right. */
  readonly retryable: boolean;
  /** `message` is logged: no address, phone number, subject, text or link in it. */
  constructor(code: NotificationsErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.kind = KIND[code];
    this.retryable = this.kind === "unavailable";
  }
}
