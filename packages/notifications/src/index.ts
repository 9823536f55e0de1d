export { notificationsConfig, notificationsFaults, type NotificationsConfig } from "./config.ts";
export { mailboxOf } from "./domain/mailbox.ts";
export { assertIdempotencyKey, assertSendable } from "./domain/sendable.ts";
export type { DeliveryStatus, FailReason, SkipReason } from "./domain/status.ts";
export { NotificationsError, type NotificationsErrorCode } from "./errors.ts";
export { type DeliveryAttempt, notificationJobs } from "./jobs.ts";
export type { Kind, Locale, Mails, Subjects } from "./kinds.ts";
export type { NotificationsNeeds } from "./needs.ts";
export type {
  Channel,
  EmailMessage,
  Mailbox,
  Message,
  MessageTransport,
  Receipt,
  SendOptions,
  SmsMessage,
  TransportCapabilities,
} from "./port.ts";
export { createNotifications, type Notifications, type QueuedMessage } from "./service.ts";
