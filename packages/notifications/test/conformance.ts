import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { Channel, EmailMessage, Message, SmsMessage } from "@ninefold/notifications";
import { reportCases } from "./report-cases.ts";
import type { NotificationsRule, NotificationsSubject } from "./subject.ts";

export type { NotificationsRule, NotificationsSubject } from "./subject.ts";

export const notificationsCases: readonly Case<NotificationsSubject, NotificationsRule>[] = [
  {
    name: "carries the channels that it lists and refuses the others",
    async run(subject) {
      const { channels } = subject.transport.capabilities;
      for (const channel of ["email", "sms"] as const) {
        const sending = subject.transport.send(sample(channel), freshKey());
        if (channels.includes(channel)) assert.ok(await sending);
        else await assert.rejects(sending, { code: "notifications.unsupported_channel", kind: "invalid" });
      }
    },
  },
  {
    name: "N-8, N-9, N-10: refuses a recipient that is empty, hidden in a name, or more than one",
    async run(subject) {
      const addresses = [
        "",
        " ",
        "ada",
        '"x" <ada@inbox.ninefold.dev>',
        "ada@inbox.ninefold.dev, eve@example.org",
        '"ada@inbox.ninefold.dev x"@example.org',
        "ada@inbox.ninefold.dev\r\nBcc: eve@example.org",
      ];
      for (const address of addresses) {
        await refuses(subject, { ...email(), to: { address } }, "notifications.invalid_recipient");
      }
    },
  },
  {
    name: "N-7: refuses a line break in a subject or a name",
    async run(subject) {
      const evil = "Hello\r\nBcc: eve@example.org";
      await refuses(subject, { ...email(), subject: evil }, "notifications.invalid_header");
      await refuses(subject, { ...email(), from: { ...email().from, name: evil } }, "notifications.invalid_header");
      await refuses(subject, { ...email(), to: { ...email().to, name: evil } }, "notifications.invalid_header");
    },
  },
  {
    name: "N-12: refuses a header that injects or replaces another",
    async run(subject) {
      const evil: readonly Record<string, string>[] = [
        { "X-Entity": "1\r\nBcc: eve@example.org" },
        { "X-Entity\r\nBcc": "eve@example.org" },
        { Bcc: "eve@example.org" },
        { "content-type": "text/html" },
      ];
      for (const headers of evil) await refuses(subject, { ...email(), headers }, "notifications.invalid_header");
    },
  },
  {
    name: "refuses a message without text",
    async run(subject) {
      await refuses(subject, { ...email(), text: " \n" }, "notifications.invalid_content");
    },
  },
  {
    name: "refuses an idempotency key that no header can carry",
    async run({ transport, sent }) {
      for (const idempotencyKey of ["", "a b", "a\r\nb", "a".repeat(257)]) {
        await assert.rejects(transport.send(email(), { idempotencyKey }), {
          code: "notifications.invalid_idempotency_key",
          kind: "invalid",
        });
      }
      assert.deepEqual(await sent(), []);
    },
  },
  {
    name: "hands over what it was given, once, and answers a ref for it",
    needs: "delivers",
    async run({ transport, sent }) {
      assert.equal(transport.capabilities.delivers, true);
      const message = {
        ...email(),
        replyTo: { address: "help@inbox.ninefold.dev" },
        html: "<p>Hello.</p>",
        headers: { "List-Unsubscribe": "<https://app.ninefold.dev/u/1>" },
      };
      const receipt = await transport.send(message, freshKey());
      assert.ok(receipt.status === "accepted" && receipt.ref.length > 0);
      assert.deepEqual(await sent(), [message]);
    },
  },
  {
    name: "sends the same words twice under two keys",
    needs: "delivers",
    async run({ transport, sent }) {
      const first = await transport.send(email(), freshKey());
      const second = await transport.send(email(), freshKey());
      assert.notDeepEqual(first, second);
      assert.equal((await sent()).length, 2);
    },
  },
  {
    name: "sends once for the same key, and answers the same receipt",
    needs: "idempotency",
    async run({ transport, sent }) {
      const key = freshKey();
      const first = await transport.send(email(), key);
      assert.deepEqual(await transport.send(email(), key), first);
      assert.equal((await sent()).length, 1);
    },
  },
  {
    name: "sends once when the same key comes several times at once",
    needs: "idempotency",
    async run({ transport, sent }) {
      const key = freshKey();
      const receipts = await Promise.all([1, 2, 3].map(() => transport.send(email(), key)));
      for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
      assert.equal((await sent()).length, 1);
    },
  },
  {
    name: "refuses a key that was used for another message, and sends nothing more",
    needs: "idempotency",
    async run({ transport, sent }) {
      const key = freshKey();
      await transport.send(email(), key);
      await assert.rejects(transport.send({ ...email(), text: "Other words." }, key), {
        code: "notifications.idempotency_conflict",
        kind: "conflict",
        retryable: false,
      });
      assert.equal((await sent()).length, 1);
    },
  },
  {
    name: "leaves the key of a refused message free",
    needs: "idempotency",
    async run({ transport, sent }) {
      const key = freshKey();
      await assert.rejects(transport.send({ ...email(), subject: "" }, key));
      await transport.send(email(), key);
      assert.equal((await sent()).length, 1);
    },
  },
  {
    name: "gives up with a retryable notifications.unavailable when the signal is aborted, and sends nothing",
    needs: "delivers",
    async run({ transport, sent }) {
      await assert.rejects(transport.send(email(), { ...freshKey(), signal: AbortSignal.abort() }), {
        code: "notifications.unavailable",
        kind: "unavailable",
        retryable: true,
      });
      assert.deepEqual(await sent(), []);
    },
  },
  {
    name: "says that it delivers nothing, and answers each message as skipped",
    needs: "skips",
    async run({ transport }) {
      assert.equal(transport.capabilities.delivers, false);
      assert.deepEqual(await transport.send(email(), freshKey()), { status: "skipped", reason: "disabled" });
    },
  },
  {
    name: "sends nothing when it skips",
    needs: "skips",
    async run({ transport, sent }) {
      await transport.send(email(), freshKey());
      assert.deepEqual(await sent(), []);
    },
  },
  ...reportCases({ email, freshKey }),
];

async function refuses({ transport, sent }: NotificationsSubject, message: Message, code: string): Promise<void> {
  await assert.rejects(transport.send(message, freshKey()), { code, kind: "invalid", retryable: false });
  assert.deepEqual(await sent(), []);
}

function freshKey(): { readonly idempotencyKey: string } {
  return { idempotencyKey: `delivery/${randomUUID()}` };
}

function sample(channel: Channel): Message {
  return channel === "email" ? email() : sms();
}

function sms(): SmsMessage {
  return { channel: "sms", to: "+12025550100", text: "Hello." };
}

function email(): EmailMessage {
  return {
    channel: "email",
    from: { address: "hello@inbox.ninefold.dev", name: "Ninefold" },
    to: { address: "ada@inbox.ninefold.dev", name: "Ada" },
    subject: "Welcome",
    text: "Hello.",
  };
}
