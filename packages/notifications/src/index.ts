export { notificationsConfig, type NotificationsConfig } from "./config.ts";
export { assertIdempotencyKey, assertSendable } from "./domain/sendable.ts";
export { NotificationsError, type NotificationsErrorCode } from "./errors.ts";
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
export { createNotifications, type Notifications } from "./service.ts";
