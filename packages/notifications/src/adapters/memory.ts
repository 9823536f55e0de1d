import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { assertIdempotencyKey, assertSendable } from "../domain/sendable.ts";
import { NotificationsError } from "../errors.ts";
import type { Channel, Message, MessageTransport, Receipt } from "../port.ts";

export interface MemoryMessages extends MessageTransport {
  /** What was handed over, oldest first: each message once, as it was then. */
  readonly sent: readonly Message[];
}

export interface MemoryMessagesOptions {
  /** All, unless said otherwise. */
  readonly channels?: readonly Channel[];
}

/** Keeps every message until the process ends, and sends none. */
export function memoryMessages({ channels = ["email", "sms"] }: MemoryMessagesOptions = {}): MemoryMessages {
  const deliveries = new Map<string, { readonly message: Message; readonly receipt: Receipt }>();
  const sent: Message[] = [];

  return {
    sent,
    capabilities: { channels, delivers: true, idempotency: true },

    async send(message, { idempotencyKey, signal }) {
      assertIdempotencyKey(idempotencyKey);
      if (!channels.includes(message.channel)) {
        throw new NotificationsError("notifications.unsupported_channel", `there is no ${message.channel} here`);
      }
      assertSendable(message);
      if (signal?.aborted) {
        throw new NotificationsError("notifications.unavailable", "the call was given up", { cause: signal.reason });
      }
      const earlier = deliveries.get(idempotencyKey);
      if (earlier === undefined) {
        const delivery = { message: structuredClone(message), receipt: accepted() };
        deliveries.set(idempotencyKey, delivery);
        sent.push(delivery.message);
        return delivery.receipt;
      }
      if (isDeepStrictEqual(earlier.message, message)) return earlier.receipt;
      throw new NotificationsError("notifications.idempotency_conflict", "the key was used for another message");
    },
  };
}

function accepted(): Receipt {
  return { status: "accepted", ref: `message_${randomUUID()}` };
}
