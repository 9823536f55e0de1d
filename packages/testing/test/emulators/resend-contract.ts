import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Resend, type CreateEmailOptions } from "resend";
import { z } from "zod";
import { type ResendEmulator, startEmulator } from "../../src/emulators/index.ts";
import type { EmulatorContract, RouteCase } from "./contract.ts";

export interface ResendSubject {
  readonly emulator: ResendEmulator;
  /** The vendor's own SDK, unchanged. */
  readonly client: Resend;
}

export const anAddress = () => `ana-${randomUUID()}@inbox.ninefold.dev`;
/** As an adapter of ours would send it. `changes` take away by null and add what they name. */
export function aMail(changes: Readonly<Record<string, unknown>> = {}): CreateEmailOptions {
  const mail = {
    from: "Ninefold <hello@ninefold.dev>",
    to: anAddress(),
    subject: "Welcome",
    html: HELLO,
    text: "Hello",
  };
  return Object.assign(mail, changes);
}
const HELLO = "<p>Hello</p>";

export const inOneHour = (from: Date = new Date()) => new Date(from.getTime() + 60 * 60 * 1_000).toISOString();

/** What the SDK resolved with; it never throws for an answer it does not like. */
export function dataOf<Data>(answer: { readonly data: Data | null; readonly error: unknown }): Data {
  assert.equal(answer.error, null);
  assert.ok(answer.data !== null);
  return answer.data;
}

const EVENTS = ["email.delivered", "email.bounced"] as const;
const TURNS = [
  "email.sent",
  "email.scheduled",
  "email.delivered",
  "email.bounced",
  "email.complained",
  "email.suppressed",
] as const;
const Deliveries = z.array(z.object({ endpointId: z.string(), event: z.string() }));
const subscription = { endpoint: "http://127.0.0.1:9/nobody-listens", events: [...EVENTS] };

const cases: readonly RouteCase<ResendSubject>[] = [
  {
    route: "POST /emails",
    name: "emails.send puts one mail into the inbox of its recipient and answers with its id",
    async run({ client, emulator }) {
      const to = anAddress();
      const { id } = dataOf(await client.emails.send(aMail({ to, replyTo: "help@ninefold.dev" })));
      const [mail, ...others] = emulator.inbox(to.toUpperCase());
      assert.deepEqual(others, []);
      assert.deepEqual([mail?.id, mail?.replyTo, mail?.html], [id, ["help@ninefold.dev"], "<p>Hello</p>"]);
    },
  },
  {
    route: "POST /emails",
    name: "emails.send of a React-free mail with all that a mail can have keeps it",
    async run({ client, emulator }) {
      const attachments = [{ filename: "notes.txt", content: Buffer.from("notes"), contentType: "text/plain" }];
      const tags = [{ name: "kind", value: "invitation" }];
      const headers = { "X-Entity-Ref-ID": "7" };
      const more = { cc: [anAddress()], bcc: [anAddress()], attachments, tags, headers };
      const { id } = dataOf(await client.emails.send(aMail(more)));
      const mail = emulator.mails().find((one) => one.id === id);
      assert.deepEqual([mail?.cc, mail?.bcc, mail?.headers], [more.cc, more.bcc, headers]);
      assert.deepEqual(mail?.tags, { kind: "invitation" });
      assert.deepEqual(mail?.attachments, [{ filename: "notes.txt", contentType: "text/plain" }]);
    },
  },
  {
    route: "POST /emails/batch",
    name: "batch.send answers with one id per mail, in order",
    async run({ client, emulator }) {
      const [first, second] = [anAddress(), anAddress()];
      const { data } = dataOf(await client.batch.send([aMail({ to: first }), aMail({ to: second })]));
      assert.deepEqual(
        data.map(({ id }) => id),
        [emulator.inbox(first)[0]?.id, emulator.inbox(second)[0]?.id],
      );
    },
  },
  {
    route: "POST /emails/batch",
    name: "batch.send in permissive mode sends what can be sent and says what can not",
    async run({ client }) {
      const mails = [aMail(), aMail({ to: "nobody@example.com" })];
      const { data, errors } = dataOf(await client.batch.send(mails, { batchValidation: "permissive" }));
      assert.equal(data.length, 1);
      assert.deepEqual(
        errors?.map(({ index }) => index),
        [1],
      );
    },
  },
  {
    route: "GET /emails",
    name: "emails.list pages from the newest to the oldest, and back",
    async run({ client }) {
      const ids: string[] = [];
      for (let sent = 0; sent < 3; sent += 1) ids.unshift(dataOf(await client.emails.send(aMail())).id);
      const newest = dataOf(await client.emails.list({ limit: 2 }));
      assert.deepEqual([newest.data.map(({ id }) => id), newest.has_more], [ids.slice(0, 2), true]);
      const older = dataOf(await client.emails.list({ limit: 2, after: ids[1] ?? "" }));
      assert.deepEqual([older.data.map(({ id }) => id), older.has_more], [ids.slice(2), false]);
      const newer = dataOf(await client.emails.list({ before: ids[2] ?? "" }));
      assert.deepEqual(
        newer.data.map(({ id }) => id),
        ids.slice(0, 2),
      );
    },
  },
  {
    route: "GET /emails/:id",
    name: "emails.get shows the mail and how it fared",
    async run({ client }) {
      const sent = aMail({ tags: [{ name: "kind", value: "welcome" }] });
      const { id } = dataOf(await client.emails.send(sent));
      const shown = dataOf(await client.emails.get(id));
      assert.deepEqual(
        [shown.object, shown.to, shown.subject, shown.html, shown.text, shown.tags, shown.last_event],
        ["email", [sent.to], "Welcome", "<p>Hello</p>", "Hello", sent.tags, "delivered"],
      );
      assert.match(shown.created_at, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00$/);
    },
  },
  {
    route: "GET /emails/:id",
    name: "emails.get shows null for what a mail does not have",
    async run({ client }) {
      const { id } = dataOf(await client.emails.send(aMail({ html: undefined })));
      const { html, scheduled_at: scheduledAt, cc } = dataOf(await client.emails.get(id));
      assert.deepEqual([html, scheduledAt, cc], [null, null, []]);
    },
  },
  {
    route: "GET /emails/:id",
    name: "emails.get of an id that nobody was given is not_found",
    async run({ client }) {
      const { error } = await client.emails.get(randomUUID());
      assert.deepEqual([error?.statusCode, error?.name], [404, "not_found"]);
    },
  },
  {
    route: "PATCH /emails/:id",
    name: "emails.update moves a scheduled mail to another time",
    async run({ client, emulator }) {
      const to = anAddress();
      const { id } = dataOf(await client.emails.send(aMail({ to, scheduledAt: inOneHour() })));
      const later = inOneHour(new Date(Date.now() + 60 * 60 * 1_000));
      assert.deepEqual(dataOf(await client.emails.update({ id, scheduledAt: later })), { object: "email", id });
      await emulator.clock.advance(90 * 60 * 1_000);
      assert.deepEqual(emulator.inbox(to), []);
      await emulator.clock.advance(60 * 60 * 1_000);
      assert.equal(emulator.inbox(to)[0]?.id, id);
    },
  },
  {
    route: "POST /emails/:id/cancel",
    name: "emails.cancel keeps a scheduled mail from ever going, and only once",
    async run({ client, emulator }) {
      const to = anAddress();
      const { id } = dataOf(await client.emails.send(aMail({ to, scheduledAt: inOneHour() })));
      assert.deepEqual(dataOf(await client.emails.cancel(id)), { object: "email", id });
      await emulator.clock.advance(2 * 60 * 60 * 1_000);
      assert.deepEqual(emulator.inbox(to), []);
      assert.equal(dataOf(await client.emails.get(id)).last_event, "canceled");
      assert.equal((await client.emails.cancel(id)).error?.name, "validation_error");
    },
  },
  {
    route: "POST /webhooks",
    name: "webhooks.create answers with the secret that deliveries are signed with",
    async run({ client }) {
      const made = dataOf(await client.webhooks.create(subscription));
      assert.equal(made.object, "webhook");
      assert.match(made.signing_secret, /^whsec_[A-Za-z0-9+/]{32}$/);
    },
  },
  {
    route: "POST /webhooks",
    name: "webhooks.create makes every turn that a mail takes an event for the endpoint",
    async run({ client, emulator }) {
      const { id } = dataOf(await client.webhooks.create({ ...subscription, events: [...TURNS] }));
      const trials = ["bounced", "complained", "suppressed"].map((what) => `${what}@resend.dev`);
      for (const to of trials)
        dataOf(await client.emails.send(aMail({ to, tags: [{ name: "kind", value: "trial" }] })));
      dataOf(await client.emails.send(aMail({ scheduledAt: inOneHour(), headers: { "X-Entity-Ref-ID": "7" } })));
      const deliveries = Deliveries.parse(emulator.state()["deliveries"]);
      assert.deepEqual(new Set(deliveries.map(({ event }) => event)), new Set(TURNS));
      assert.ok(deliveries.every(({ endpointId }) => endpointId === id));
    },
  },
  {
    route: "GET /webhooks",
    name: "webhooks.list shows every endpoint without its secret",
    async run({ client }) {
      const { id } = dataOf(await client.webhooks.create(subscription));
      const { data, has_more: more } = dataOf(await client.webhooks.list());
      assert.deepEqual([data.map((one) => one.id), more], [[id], false]);
      assert.deepEqual([data[0]?.events, data[0]?.status], [subscription.events, "enabled"]);
      assert.ok(data.every((one) => !("signing_secret" in one)));
    },
  },
  {
    route: "GET /webhooks/:id",
    name: "webhooks.get shows one endpoint with its secret",
    async run({ client }) {
      const made = dataOf(await client.webhooks.create(subscription));
      const shown = dataOf(await client.webhooks.get(made.id));
      assert.deepEqual([shown.endpoint, shown.signing_secret], [subscription.endpoint, made.signing_secret]);
    },
  },
  {
    route: "PATCH /webhooks/:id",
    name: "webhooks.update changes what is given and leaves the rest",
    async run({ client }) {
      const { id } = dataOf(await client.webhooks.create(subscription));
      assert.deepEqual(dataOf(await client.webhooks.update(id, { status: "disabled" })), { object: "webhook", id });
      const shown = dataOf(await client.webhooks.get(id));
      assert.deepEqual([shown.status, shown.events], ["disabled", subscription.events]);
    },
  },
  {
    route: "DELETE /webhooks/:id",
    name: "webhooks.remove forgets the endpoint",
    async run({ client }) {
      const { id } = dataOf(await client.webhooks.create(subscription));
      assert.deepEqual(dataOf(await client.webhooks.remove(id)), { object: "webhook", id, deleted: true });
      assert.equal((await client.webhooks.get(id)).error?.name, "not_found");
    },
  },
];

export const resendContract: EmulatorContract<ResendSubject> = {
  cases,
  async open() {
    const emulator = await startEmulator("resend");
    return { emulator, client: new Resend(emulator.apiKey, { baseUrl: emulator.url }) };
  },
};
