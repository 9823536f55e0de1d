import type { Target } from "@ninefold/testing/conformance-kit";
import type { MessageTransport } from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";
import { noMessages } from "@ninefold/notifications/none";
import type { NotificationsRule, NotificationsSubject } from "./conformance.ts";

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(memoryMessages()) },
  none: { make: makeNone, capabilities: rulesOf(noMessages()) },
} satisfies Record<string, Target<NotificationsSubject, NotificationsRule>>;

/** E-mail only, as `NOTIFICATIONS_EMAIL_PROVIDER` chooses it. */
function makeMemory(): NotificationsSubject {
  const transport = memoryMessages({ channels: ["email"] });
  return { transport, sent: async () => transport.sent };
}

function makeNone(): NotificationsSubject {
  return { transport: noMessages(), sent: async () => [] };
}

function rulesOf({ capabilities }: MessageTransport): Record<NotificationsRule, boolean> {
  const { delivers, idempotency } = capabilities;
  return { delivers, skips: !delivers, idempotency };
}
