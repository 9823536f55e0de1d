import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Resend } from "resend";
import { type ResendEmulator, startEmulator } from "../../src/emulators/index.ts";
import { aMail, anAddress, dataOf, inOneHour } from "./resend-contract.ts";

const HOUR_MS = 60 * 60 * 1_000;

let emulator: ResendEmulator;
let client: Resend;
beforeEach(async () => {
  emulator = await startEmulator("resend");
  client = new Resend(emulator.apiKey, { baseUrl: emulator.url });
});
afterEach(() => emulator.close());

/** What the SDK makes of an answer that it does not like. */
async function refusal(answer: Promise<{ readonly error: unknown }>) {
  const { error } = await answer;
  return error;
}

it("takes mail for example.com where people try the product", async () => {
  const forPeople = await startEmulator("resend", { takesExamples: true });
  const { error } = await new Resend(forPeople.apiKey, { baseUrl: forPeople.url }).emails.send(
    aMail({ to: "ana@example.com" }),
  );
  await forPeople.close();
  expect(error).toBeNull();
});

describe("a mail that the vendor would not take", () => {
  const FIFTY_ONE = Array.from({ length: 51 }, anAddress);
  const refused: readonly (readonly [why: string, changes: Record<string, unknown>, name: string, says: RegExp])[] = [
    ["has no sender", { from: undefined }, "missing_required_field", /Missing `from`/],
    ["has no recipient", { to: [] }, "missing_required_field", /Missing `to`/],
    ["has no subject", { subject: "" }, "missing_required_field", /Missing `subject`/],
    ["has no words", { html: undefined, text: undefined }, "validation_error", /Missing `html` or `text`/],
    ["has more than 50 recipients", { to: FIFTY_ONE }, "validation_error", /at most 50/],
    ["is from something that is no address", { from: "not-an-address" }, "validation_error", /Invalid `from`/],
    ["has one recipient that is no address", { to: [anAddress(), "bea@"] }, "validation_error", /Invalid `to`/],
    ["is for example.com", { to: "Ana <ana@Example.com>" }, "validation_error", /testing email address/],
    ["is for test.com", { cc: ["ana@test.com"] }, "validation_error", /testing email address/],
    ["has a tag with a space in it", { tags: [{ name: "a b", value: "c" }] }, "validation_error", /Tags/],
    ["has an attachment without content", { attachments: [{ filename: "a.txt" }] }, "invalid_attachment", /content/],
    ["is for a time that is none", { scheduledAt: "tomorrowish" }, "validation_error", /scheduled_at/],
    [
      "is for next year",
      { scheduledAt: inOneHour(new Date(Date.now() + 400 * 24 * HOUR_MS)) },
      "validation_error",
      /30/,
    ],
  ];

  it.each(refused)("is refused with the vendor's word for it when it %s", async (_why, changes, name, says) => {
    const error = await refusal(client.emails.send(aMail(changes)));
    expect(error).toMatchObject({ statusCode: 422, name, message: expect.stringMatching(says) });
    expect(emulator.mails()).toEqual([]);
  });

  it("is refused alone: the rest of a strict batch does not go either", async () => {
    const batch = [aMail(), aMail({ to: "ana@example.com" })];
    expect(await refusal(client.batch.send(batch))).toMatchObject({ statusCode: 422 });
    expect(emulator.mails()).toEqual([]);
  });

  it.each([
    ["none", 0],
    ["101", 101],
  ])("is refused in a batch of %s", async (_name, length) => {
    const batch = Array.from({ length }, () => aMail());
    expect(await refusal(client.batch.send(batch))).toMatchObject({ statusCode: 422, name: "validation_error" });
  });

  it("is refused when its body is no JSON", async () => {
    const headers = { authorization: `Bearer ${emulator.apiKey}` };
    const answer = await fetch(`${emulator.url}/emails`, { method: "POST", headers, body: "{" });
    expect([answer.status, await answer.json()]).toMatchObject([400, { name: "validation_error" }]);
  });
});

const ask = (headers: Record<string, string>) => fetch(`${emulator.url}/emails`, { headers });

describe("who may ask", () => {
  it("nobody without a key", async () => {
    const answer = await ask({});
    expect([answer.status, await answer.json()]).toMatchObject([401, { statusCode: 401, name: "missing_api_key" }]);
  });

  it("nobody with another key", async () => {
    const stranger = new Resend("re_somebody_else", { baseUrl: emulator.url });
    expect(await refusal(stranger.emails.send(aMail()))).toMatchObject({ statusCode: 403, name: "invalid_api_key" });
    expect(emulator.mails()).toEqual([]);
  });

  it("nobody who does not say what they are, as the vendor's proxy has it", async () => {
    const answer = await ask({ authorization: `Bearer ${emulator.apiKey}`, "user-agent": "" });
    expect([answer.status, await answer.text()]).toEqual([403, "error code: 1010"]);
  });

  it("nobody more often than the limit, and everybody again when its window is over", async () => {
    const limited = await startEmulator("resend", { rateLimit: { requests: 2, windowSeconds: 1 } });
    const sender = new Resend(limited.apiKey, { baseUrl: limited.url });
    await limited.clock.set(new Date("2026-11-20T10:00:00Z"));
    const first = await sender.emails.list();
    expect(first.headers).toMatchObject({ "ratelimit-limit": "2", "ratelimit-remaining": "1", "ratelimit-reset": "1" });
    await sender.emails.list();
    const { error, headers } = await sender.emails.send(aMail());
    expect(error).toMatchObject({ statusCode: 429, name: "rate_limit_exceeded" });
    expect(headers).toMatchObject({ "retry-after": "1", "ratelimit-remaining": "0" });
    await limited.clock.advance(1_000);
    expect(await refusal(sender.emails.send(aMail()))).toBeNull();
    await limited.close();
  });
});

const sendWithKey = (length: number) => client.emails.send(aMail(), { idempotencyKey: "k".repeat(length) });

describe("an idempotency key", () => {
  it("makes one mail of two requests with the same body, and one answer", async () => {
    const mail = aMail();
    const options = { idempotencyKey: "delivery/1" };
    const [first, second] = [await client.emails.send(mail, options), await client.emails.send(mail, options)];
    expect(dataOf(second)).toEqual(dataOf(first));
    expect(emulator.mails()).toMatchObject([{ idempotencyKey: "delivery/1" }]);
  });

  it("makes one batch of two", async () => {
    const batch = [aMail(), aMail()];
    const options = { idempotencyKey: "batch/1" };
    const [first, second] = [await client.batch.send(batch, options), await client.batch.send(batch, options)];
    expect(dataOf(second)).toEqual(dataOf(first));
    expect(emulator.mails()).toHaveLength(2);
  });

  it("refuses another body", async () => {
    const options = { idempotencyKey: "delivery/1" };
    dataOf(await client.emails.send(aMail(), options));
    const error = await refusal(client.emails.send(aMail(), options));
    expect(error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
    expect(emulator.mails()).toHaveLength(1);
  });

  it("refuses a second request while the first is under way", async () => {
    emulator.faults.add({ route: "POST /emails", latencyMs: 200, times: 1 });
    const mail = aMail();
    const options = { idempotencyKey: "delivery/1" };
    const answers = await Promise.all([client.emails.send(mail, options), client.emails.send(mail, options)]);
    const names = answers.map(({ error }) => error?.name);
    expect(new Set(names)).toEqual(new Set(["concurrent_idempotent_requests", undefined]));
    expect(emulator.mails()).toHaveLength(1);
  });

  it("is forgotten after 24 hours: the same request is a second mail then", async () => {
    const mail = aMail();
    const options = { idempotencyKey: "delivery/1" };
    const first = dataOf(await client.emails.send(mail, options));
    await emulator.clock.advance(24 * HOUR_MS - 1_000);
    expect(dataOf(await client.emails.send(mail, options))).toEqual(first);
    await emulator.clock.advance(1_000);
    expect(dataOf(await client.emails.send(mail, options))).not.toEqual(first);
  });

  it("of a request that was refused is free for the request that is mended", async () => {
    const options = { idempotencyKey: "delivery/1" };
    expect(await refusal(client.emails.send(aMail({ subject: "" }), options))).toMatchObject({ statusCode: 422 });
    expect(await refusal(client.emails.send(aMail(), options))).toBeNull();
  });

  it("has at most 256 characters", async () => {
    expect(await refusal(sendWithKey(256))).toBeNull();
    expect(await refusal(sendWithKey(257))).toMatchObject({ statusCode: 400, name: "invalid_idempotency_key" });
  });
});

describe("the vendor's addresses for trying outcomes", () => {
  it.each([
    ["delivered@resend.dev", "delivered", 1],
    ["delivered+welcome@resend.dev", "delivered", 1],
    ["bounced+case-1@resend.dev", "bounced", 0],
    ["complained@resend.dev", "complained", 1],
    ["Sup <suppressed+x@resend.dev>", "suppressed", 0],
  ])("%s: a mail is %s, and %i are in the mailbox", async (to, lastEvent, arrived) => {
    const { id } = dataOf(await client.emails.send(aMail({ to })));
    expect(dataOf(await client.emails.get(id)).last_event).toBe(lastEvent);
    expect(emulator.inbox(to)).toHaveLength(arrived);
  });

  it("decide for a mail with several recipients", async () => {
    const { id } = dataOf(await client.emails.send(aMail({ to: [anAddress(), "bounced@resend.dev", anAddress()] })));
    expect(dataOf(await client.emails.get(id)).last_event).toBe("bounced");
  });
});

describe("what a mail is for a test", () => {
  it("has every link, from HTML and text, each once and as it is opened", async () => {
    const html = `<a class="b" href="https://app.dev/verify?a=1&amp;b=2#token=x">Go</a> <a href='javascript:alert(1)'>no</a>`;
    const text = "Open https://app.dev/verify?a=1&b=2#token=x, or https://app.dev/help.";
    await client.emails.send(aMail({ html, text }));
    expect(emulator.inbox()[0]?.links).toEqual(["https://app.dev/verify?a=1&b=2#token=x", "https://app.dev/help"]);
  });

  it("is the newest first, and of one mailbox only when asked", async () => {
    const [ana, bea] = [anAddress(), anAddress()];
    for (const [to, subject] of [
      [ana, "one"],
      [bea, "two"],
      [`Ana <${ana}>`, "three"],
    ]) {
      await client.emails.send(aMail({ to, subject }));
    }
    expect(emulator.inbox(ana).map(({ subject }) => subject)).toEqual(["three", "one"]);
    expect(emulator.inbox().map(({ subject }) => subject)).toEqual(["three", "two", "one"]);
    expect(emulator.inbox("nobody")).toEqual([]);
  });
});

describe("what the SDK knows and the emulator does not", () => {
  it.each<[string, () => Promise<{ error: unknown }>]>([
    ["GET /emails/metrics", () => client.emails.metrics()],
    ["POST /suppressions", () => client.suppressions.add({ email: anAddress() })],
    ["POST /emails", () => client.emails.send({ to: anAddress(), template: { id: "welcome" } })],
  ])("%s is answered with 501 and remembered", async (what, ask) => {
    expect(await refusal(ask())).toMatchObject({ statusCode: 501, name: "not_emulated" });
    expect(emulator.unknownRequests().map(({ method, path }) => `${method} ${path}`)).toEqual([what]);
  });
});
