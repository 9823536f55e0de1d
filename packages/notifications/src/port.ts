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

  /**
   * Proves that a report comes from the vendor, and says what became of a message. `body` is the bytes as received: a
   * parsed and re-serialised body does not verify. The same report verifies as often as it comes, and reports come in any
   * order: the caller remembers ids and ranks outcomes. One about something that we have no word for has no outcome. No I/O.
   * @throws NotificationsError `notifications.invalid_signature` when it is forged, altered, unsigned, or signed more than
   *   300 s from now; `notifications.invalid_report` when it is genuine and unreadable; `notifications.no_reports` unless
   *   `capabilities.reports`.
   */
  readReport(body: Uint8Array, headers: Headers): Promise<Report>;
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
  /** Whether the vendor tells us what became of a message. Where it does not (SMTP), a delivery ends at `accepted`. */
  readonly reports: boolean;
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
   * For the vendor's lists, and handed back in its reports; the recipient does not see them. Names and values are 1 to
   * 256 letters, digits, `_` and `-`.
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

/** What a vendor tells about a message that it took. */
export interface Report {
  /** The vendor's id of the report, the same each time it is sent. */
  readonly id: string;
  /** What the vendor calls the event: kept for people, never branched on. */
  readonly event: string;
  readonly occurredAt: Date;
  /** Which message it is about; absent when it is about something else. */
  readonly about?: { readonly ref: string; readonly tags: Readonly<Record<string, string>> };
  readonly outcome?: Outcome;
}

export type Outcome =
  /** `accepted`: no news, but it proves that the vendor has it. `delayed`: not there so far, and it still may arrive. */
  | { readonly status: "accepted" | "delayed" | "delivered" }
  /** `isLasting`: the address takes no mail, so there is no point in trying again. */
  | { readonly status: "bounced"; readonly isLasting: boolean }
  /** The recipient called it spam. */
  | { readonly status: "complained" };
