import { assertIdempotencyKey, assertSendable } from "./domain/sendable.ts";
import type { NotificationsNeeds } from "./needs.ts";
import type { Message, MessageTransport, Receipt } from "./port.ts";

export type Notifications = ReturnType<typeof createNotifications>;

export function createNotifications(transport: MessageTransport, needs: NotificationsNeeds) {
  return {
    capabilities: transport.capabilities,

    /**
     * Sends one message to one person; answers `skipped` where nothing is sent on purpose. Repeated with the same key
     * it is sent once, as far as `capabilities.idempotency` reaches.
     * @throws NotificationsError as `MessageTransport.send` does.
     */
    async send(message: Message, { idempotencyKey }: { readonly idempotencyKey: string }): Promise<Receipt> {
      // Before the guard: a message of ours that is wrong must not count against the vendor's breaker.
      assertIdempotencyKey(idempotencyKey);
      assertSendable(message);
      const { idempotency: idempotent } = transport.capabilities;
      return needs.guard({ dependency: `notifications.${message.channel}`, operation: "send", idempotent }, (signal) =>
        transport.send(message, { idempotencyKey, signal }),
      );
    },
  };
}
