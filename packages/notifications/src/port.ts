/**
 * Hands one finished message to whoever carries it to one person. Knows nothing about users, templates, preferences or
 * tenants: what is said, to whom, and whether they want it, is decided before.
 *
 * Contract (checked by `notificationsCases`): a message that could reach anybody but its recipient, or smuggle a
 * header in, is refused before it leaves; accepting is not delivering; no vendor's error or status has a meaning
 * outside the adapter.
 */
export interface MessageTransport {
  readonly capabilities: TransportCapabilities;

  /**
   * Hands the message over. Where `capabilities.idempotency`, the same key and message again is sent once and answers
   * the first receipt, also while the first call is still under way; a refused message does not use up its key.
   * @throws NotificationsError `notifications.idempotency_conflict` when the key was used for another message;
   *   `notifications.invalid_idempotency_key` unless it is 1 to 256 visible ASCII characters;
   *   `notifications.unsupported_channel`; `invalid_recipient`, `invalid_header`, `invalid_content` as
   *   `assertSendable` says; `notifications.unavailable` when the vendor did not answer, or `signal` was aborted.
   */
  send(message: Message, options: SendOptions): Promise<Receipt>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface TransportCapabilities {
  readonly channels: readonly Channel[];
  /** False: nothing leaves; each message is answered as skipped. */
  readonly delivers: boolean;
  /**
   * Whether the idempotency key reaches the vendor. Where it does not (SMTP), the caller's own record is the only thing
   * between a retry and a second message. Vendors forget keys, after 24 hours for instance: see to it that no retry is
   * that late.
   */
  readonly idempotency: boolean;
}

export type Channel = Message["channel"];

export interface SendOptions {
  /** One per delivery, from our own record of it, and the same on each retry. */
  readonly idempotencyKey: string;
  readonly signal?: AbortSignal;
}

export type Message = EmailMessage | SmsMessage;

export interface EmailMessage {
  readonly channel: "email";
  readonly from: Mailbox;
  /** One person. More recipients are more messages: each has its own receipt, and none sees another's address. */
  readonly to: Mailbox;
  readonly replyTo?: Mailbox;
  readonly subject: string;
  /** Always there, for readers without HTML. */
  readonly text: string;
  readonly html?: string;
  /** Further headers, such as `List-Unsubscribe`. Not the ones that the fields above stand for. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * For the vendor's lists and its webhooks, where it has such a thing; the recipient does not see them. Names and values
   * are 1 to 256 letters, digits, `_` and `-`.
   */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SmsMessage {
  readonly channel: "sms";
  /** E.164: `+` and 7 to 15 digits. */
  readonly to: string;
  readonly text: string;
}

export interface Mailbox {
  readonly address: string;
  /** Shown beside the address. */
  readonly name?: string;
}

export type Receipt =
  /** The vendor took it. Whether it arrives is told later, by the vendor, or never. */
  | { readonly status: "accepted"; readonly ref: string }
  /** Nothing was sent, on purpose. */
  | { readonly status: "skipped"; readonly reason: "disabled" };
