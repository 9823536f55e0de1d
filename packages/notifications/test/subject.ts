import type { Message, MessageTransport, Outcome } from "@ninefold/notifications";

/** The adapter, and what its vendor was handed. */
export interface NotificationsSubject {
  readonly transport: MessageTransport;
  /** Oldest first. */
  readonly sent: () => Promise<readonly Message[]>;
  /** A genuine report about the message that was sent last, signed now, new at each call; without an outcome, of no meaning to us. */
  readonly reportOf?: (outcome?: Outcome) => Promise<SignedReport>;
  /** Where the vendor listens, for whoever breaks the wire to it. */
  readonly vendor?: { readonly url: string; readonly apiKey: string };
}

export interface SignedReport {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

/** `delivers` and `skips` are each other's opposite: `skips` marks the rules of an adapter that sends nothing. So are `reports` and `silent`. */
export type NotificationsRule = "delivers" | "skips" | "idempotency" | "reports" | "silent";
