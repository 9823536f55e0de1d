import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { Channel, EmailMessage, Message, MessageTransport, Outcome, SmsMessage } from "@ninefold/notifications";

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
  ...reportCases(),
];

/** What the vendor tells afterwards. */
function reportCases(): readonly Case<NotificationsSubject, NotificationsRule>[] {
  const outcomes: readonly Outcome[] = [
    { status: "accepted" },
    { status: "delayed" },
    { status: "delivered" },
    { status: "bounced", isLasting: true },
    { status: "bounced", isLasting: false },
    { status: "complained" },
  ];
  return [
    {
      name: "says what became of a message, by its ref and the tags that it was sent with",
      needs: "reports",
      async run(subject) {
        const tags = { delivery_id: randomUUID() };
        const receipt = await subject.transport.send({ ...email(), tags }, freshKey());
        assert.ok(receipt.status === "accepted");
        for (const outcome of outcomes) {
          const report = await read(subject, await reported(subject, outcome));
          assert.deepEqual(report.about, { ref: receipt.ref, tags });
          assert.deepEqual(report.outcome, outcome);
          assert.ok(report.id !== "" && Math.abs(report.occurredAt.getTime() - Date.now()) < 60_000);
        }
      },
    },
    {
      name: "has no outcome for what we have no word for",
      needs: "reports",
      async run(subject) {
        await subject.transport.send(email(), freshKey());
        const { outcome, event } = await read(subject, await reported(subject));
        assert.equal(outcome, undefined);
        assert.notEqual(event, "");
      },
    },
    {
      name: "N-24: answers the same for a report that comes again, and another id for another",
      needs: "reports",
      async run(subject) {
        await subject.transport.send(email(), freshKey());
        const report = await reported(subject, { status: "delivered" });
        const first = await read(subject, report);
        assert.deepEqual(await read(subject, report), first);
        assert.notEqual((await read(subject, await reported(subject, { status: "delivered" }))).id, first.id);
      },
    },
    {
      name: "N-26: refuses a report that is altered, re-serialised, unsigned, or signed for another moment",
      needs: "reports",
      async run(subject) {
        await subject.transport.send(email(), freshKey());
        const { body, headers } = await reported(subject, { status: "complained" });
        const bytes = new TextDecoder().decode(body);
        const forgeries: SignedReport[] = [
          { body: encode(bytes.replace("complained", "delivered ")), headers },
          { body: encode(JSON.stringify(JSON.parse(bytes), undefined, 1)), headers },
          { body: encode(`${bytes} `), headers },
          { body, headers: new Headers() },
        ];
        for (const [name, value] of headers) {
          forgeries.push({ body, headers: without(headers, name) });
          forgeries.push({ body, headers: without(headers, name, `${value}0`) });
        }
        for (const forgery of forgeries) {
          await assert.rejects(read(subject, forgery), { code: "notifications.invalid_signature", retryable: false });
        }
      },
    },
    {
      name: "believes no report where the vendor makes none",
      needs: "silent",
      async run({ transport }) {
        assert.equal(transport.capabilities.reports, false);
        await assert.rejects(transport.readReport(encode("{}"), new Headers()), { code: "notifications.no_reports" });
      },
    },
  ];
}

async function reported({ reportOf }: NotificationsSubject, outcome?: Outcome): Promise<SignedReport> {
  assert.ok(reportOf, "a subject whose vendor reports can make a report");
  return reportOf(outcome);
}

const read = ({ transport }: NotificationsSubject, { body, headers }: SignedReport) =>
  transport.readReport(body, headers);

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function without(headers: Headers, name: string, instead?: string): Headers {
  const copy = new Headers(headers);
  copy.delete(name);
  if (instead !== undefined) copy.set(name, instead);
  return copy;
}

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
