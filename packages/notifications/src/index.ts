export type { Category } from "./catalogue.ts";
export { notificationsConfig, notificationsFaults, type NotificationsConfig } from "./config.ts";
export { mailboxOf } from "./domain/mailbox.ts";
export { assertIdempotencyKey, assertSendable } from "./domain/sendable.ts";
export type { DeliveryStatus, FailReason, SkipReason } from "./domain/status.ts";
export { NotificationsError, type NotificationsErrorCode } from "./errors.ts";
export { type DeliveryAttempt, deliverJob, type StoredNotice, sweepJob, tellJob } from "./jobs.ts";
export type { Kind, Locale, Mails, NoticeKind, NoticeSubjects, Subjects } from "./kinds.ts";
export type { Watch } from "./live.ts";
export type { NotificationsNeeds } from "./needs.ts";
export type {
  Channel,
  EmailMessage,
  Mailbox,
  Message,
  MessageTransport,
  Outcome,
  Receipt,
  Report,
  SendOptions,
  SmsMessage,
  TransportCapabilities,
} from "./port.ts";
export type { NewNotice } from "./service/notices.ts";
export type { Preference } from "./service/preferences.ts";
export type { RawReport } from "./service/reports.ts";
export { createNotifications, type Notifications, type QueuedMessage } from "./service.ts";
