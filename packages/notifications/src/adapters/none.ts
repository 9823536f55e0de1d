import { assertIdempotencyKey, assertSendable } from "../domain/sendable.ts";
import { NotificationsError } from "../errors.ts";
import type { MessageTransport } from "../port.ts";

/** Sends nothing and says so. It refuses what a real transport would, so that no fault waits for the day of switching on. */
export function noMessages(): MessageTransport {
  return {
    capabilities: { channels: ["email", "sms"], delivers: false, idempotency: false, reports: false },
    async send(message, { idempotencyKey }) {
      assertIdempotencyKey(idempotencyKey);
      assertSendable(message);
      return { status: "skipped", reason: "disabled" };
    },
    async readReport() {
      throw new NotificationsError("notifications.no_reports", "nothing is sent, so nothing is reported");
    },
  };
}
