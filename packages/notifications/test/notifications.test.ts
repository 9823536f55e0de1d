import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createNotifications, type EmailMessage, type NotificationsNeeds } from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";
import { noMessages } from "@ninefold/notifications/none";

const email: EmailMessage = {
  channel: "email",
  from: { address: "hello@example.com" },
  to: { address: "ada@example.com" },
  subject: "Welcome",
  text: "Hello.",
};

describe("notifications.send", () => {
  it("sends a message once, however often the caller retries", async () => {
    const transport = memoryMessages();
    const notifications = createNotifications(transport, needs());
    const key = { idempotencyKey: randomUUID() };
    const first = await notifications.send(email, key);
    expect(await notifications.send(email, key)).toEqual(first);
    expect(transport.sent).toEqual([email]);
  });

  it("does not let a wrong message of ours count against the vendor", async () => {
    const calls: unknown[] = [];
    const notifications = createNotifications(memoryMessages(), needs(calls));
    const injected = { ...email, subject: "Hi\r\nBcc: eve@example.org" };
    await expect(notifications.send(injected, { idempotencyKey: randomUUID() })).rejects.toMatchObject({
      code: "notifications.invalid_header",
    });
    await expect(notifications.send(email, { idempotencyKey: "" })).rejects.toMatchObject({
      code: "notifications.invalid_idempotency_key",
    });
    expect(calls).toEqual([]);
  });

  it("lets a call be retried only where the transport takes the key", async () => {
    const calls: unknown[] = [];
    const transport = memoryMessages();
    const forgetful = { ...transport, capabilities: { ...transport.capabilities, idempotency: false } };
    await createNotifications(forgetful, needs(calls)).send(email, { idempotencyKey: randomUUID() });
    expect(calls).toEqual([{ dependency: "notifications.email", operation: "send", idempotent: false }]);
  });

  it("answers skipped, and not accepted, when nobody sends", async () => {
    const notifications = createNotifications(noMessages(), needs());
    const receipt = await notifications.send(email, { idempotencyKey: randomUUID() });
    expect(receipt).toEqual({ status: "skipped", reason: "disabled" });
  });
});

function needs(calls: unknown[] = []): NotificationsNeeds {
  return {
    guard: (call, work) => {
      calls.push(call);
      return work(new AbortController().signal);
    },
  };
}
