import { createHmac, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { EmailMessage } from "@ninefold/notifications";
import { resendEmail } from "@ninefold/notifications/resend";
import { type ResendEmulator, startEmulator } from "@ninefold/testing/emulators";

let vendor: ResendEmulator;
beforeAll(async () => {
  vendor = await startEmulator("resend");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  expect(vendor.unknownRequests()).toEqual([]);
  await vendor.start();
  await vendor.reset();
});
afterAll(() => vendor.close());

const ROUTE = "POST /emails";
const transport = (timeoutMs = 5_000, apiKey = vendor.apiKey) =>
  resendEmail({ apiKey, baseUrl: vendor.url, timeoutMs });
const freshKey = () => ({ idempotencyKey: `delivery/${randomUUID()}` });
const email = (part: Partial<EmailMessage> = {}): EmailMessage => ({
  channel: "email",
  from: { address: "hello@mail.ninefold.dev", name: "Ninefold" },
  to: { address: `ana-${randomUUID()}@inbox.ninefold.dev` },
  subject: "Welcome",
  text: "Hello.",
  ...part,
});
const unavailable = { code: "notifications.unavailable", kind: "unavailable", retryable: true };

describe("resendEmail", () => {
  it.each([
    [{ status: 429, body: { statusCode: 429, name: "rate_limit_exceeded", message: "" } }, "unavailable", true],
    [{ status: 500, body: { statusCode: 500, name: "internal_server_error", message: "" } }, "unavailable", true],
    [{ status: 502, body: "<h1>Bad gateway</h1>" }, "unavailable", true],
    [{ status: 503, body: null }, "unavailable", true],
    [{ status: 429, body: { statusCode: 429, name: "daily_quota_exceeded", message: "" } }, "misconfigured", true],
    [{ status: 422, body: { statusCode: 422, name: "validation_error", message: "" } }, "refused", false],
  ])("N-1: never takes %j for a yes", async (answer, code, retryable) => {
    vendor.faults.add({ route: ROUTE, ...answer });
    await expect(transport().send(email(), freshKey())).rejects.toMatchObject({
      code: `notifications.${code}`,
      retryable,
    });
    expect(vendor.mails()).toEqual([]);
  });

  it("gives tags to the vendor, and not to the recipient", async () => {
    await transport().send(email({ tags: { request_id: "request-1" } }), freshKey());
    const [mail] = vendor.mails();
    expect([mail?.tags, mail?.headers]).toEqual([{ request_id: "request-1" }, {}]);
  });

  it("says that the vendor is unavailable when nobody answers there", async () => {
    await vendor.stop();
    await expect(transport().send(email(), freshKey())).rejects.toMatchObject(unavailable);
  });

  it("N-2: gives up a call that hangs, by itself, and the same key sends once afterwards", async () => {
    vendor.faults.add({ route: ROUTE, latencyMs: 400, times: 1 });
    const [message, key] = [email(), freshKey()];
    await expect(transport(50).send(message, key)).rejects.toMatchObject(unavailable);
    expect(vendor.mails()).toEqual([]);
    await transport().send(message, key);
    expect(vendor.mails()).toHaveLength(1);
  });

  it("gives up as soon as its caller does", async () => {
    vendor.faults.add({ route: ROUTE, latencyMs: 60_000, times: 1 });
    const caller = new AbortController();
    const sending = transport().send(email(), { ...freshKey(), signal: caller.signal });
    caller.abort();
    await expect(sending).rejects.toMatchObject(unavailable);
  });

  it.each([
    ["the connection breaks after the vendor has taken it", { drop: true, commits: true }],
    ["half of the answer arrives", { corrupt: true }],
    ["a gateway answers in its place", { status: 504, commits: true }],
  ] as const)("N-3: learns the first answer with the same key when %s", async (_what, fault) => {
    vendor.faults.add({ route: ROUTE, times: 1, ...fault });
    const [message, key] = [email(), freshKey()];
    await expect(transport().send(message, key)).rejects.toMatchObject(unavailable);
    const [sent] = vendor.mails();
    expect(await transport().send(message, key)).toEqual({ status: "accepted", ref: sent?.id });
    expect(vendor.mails()).toHaveLength(1);
  });

  it("waits for the answer of a first call with the same key, and no longer than it may", async () => {
    vendor.faults.add({ route: ROUTE, latencyMs: 300, times: 1 });
    const [message, key] = [email(), freshKey()];
    const first = transport().send(message, key);
    await vi.waitUntil(() => vendor.faults.list().length === 0);
    await expect(transport(20).send(message, key)).rejects.toMatchObject(unavailable);
    expect(await transport().send(message, key)).toEqual(await first);
    expect(vendor.mails()).toHaveLength(1);
  });

  it("calls a wrong key our own fault, and puts it into no message", async () => {
    const error: unknown = await transport(5_000, "re_wrong")
      .send(email(), freshKey())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "notifications.misconfigured", retryable: true });
    expect(String((error as Error).stack)).not.toContain("re_wrong");
  });

  it("repeats no address that the vendor turned down", async () => {
    const error: unknown = await transport()
      .send(email({ to: { address: "eve@example.com" } }), freshKey())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "notifications.refused", retryable: false });
    expect(String((error as Error).stack)).not.toContain("eve@");
  });

  it("asks the address and key that it was given, whatever the environment says", async () => {
    vi.stubEnv("RESEND_BASE_URL", "http://127.0.0.1:9");
    vi.stubEnv("RESEND_API_KEY", "re_other");
    await transport().send(email(), freshKey());
    expect(vendor.mails()).toHaveLength(1);
  });

  it("N-11: carries a name with commas, quotes and another script as it is", async () => {
    const name = 'Li, "Ana" Ünal 👩‍👧';
    const message = email({ to: { address: "ana@inbox.ninefold.dev", name } });
    await transport().send(message, freshKey());
    expect(vendor.inbox("ana@inbox.ninefold.dev")).toHaveLength(1);
    expect(vendor.mails()[0]?.to).toEqual(['"Li, \\"Ana\\" Ünal 👩‍👧" <ana@inbox.ninefold.dev>']);
  });
});

const at = () => Math.floor(Date.now() / 1_000);

describe("a report", () => {
  const body = JSON.stringify({
    type: "email.delivered",
    created_at: "2026-11-21T10:00:00.000Z",
    data: { email_id: "e", tags: { delivery_id: "d" } },
  });

  /** As the vendor signs, by the library that its SDK checks with. */
  function signed(text = body, { id = `msg_${randomUUID()}`, seconds = at(), secret = vendor.webhookSecret } = {}) {
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const digest = createHmac("sha256", key).update(`${id}.${seconds}.${text}`).digest("base64");
    return { "svix-id": id, "svix-timestamp": String(seconds), "svix-signature": `v1,${digest}` };
  }
  const read = (headers: Record<string, string>, text = body) =>
    resendEmail({ apiKey: vendor.apiKey, baseUrl: vendor.url, webhookSecret: vendor.webhookSecret }).readReport(
      new TextEncoder().encode(text),
      new Headers(headers),
    );
  const forged = { code: "notifications.invalid_signature", kind: "forbidden" };

  it("says what the vendor says, at the moment that it says", async () => {
    expect(await read(signed(body, { id: "msg_1" }))).toEqual({
      id: "msg_1",
      event: "email.delivered",
      occurredAt: new Date("2026-11-21T10:00:00.000Z"),
      about: { ref: "e", tags: { delivery_id: "d" } },
      outcome: { status: "delivered" },
    });
  });

  it("N-26: is refused when it was signed six minutes ago, or will be in six", async () => {
    for (const seconds of [at() - 360, at() + 360]) {
      await expect(read(signed(body, { seconds }))).rejects.toMatchObject(forged);
    }
    await expect(read({ ...signed(), "svix-timestamp": `${at()}abc` })).rejects.toMatchObject(forged);
  });

  it("N-27: is believed under either of two secrets while one is being replaced", async () => {
    const headers = signed();
    const other = signed(body, { id: headers["svix-id"], secret: `whsec_${Buffer.alloc(24, 9).toString("base64")}` });
    const both = `${other["svix-signature"]} ${headers["svix-signature"]}`;
    expect(await read({ ...headers, "svix-signature": both })).toMatchObject({ outcome: { status: "delivered" } });
    await expect(read({ ...headers, "svix-signature": other["svix-signature"] })).rejects.toMatchObject(forged);
  });

  it("is unreadable, and genuine, when it is no JSON or no event", async () => {
    for (const text of ["{", "[]", "null", '{"type":7}']) {
      await expect(read(signed(text), text)).rejects.toMatchObject({
        code: "notifications.invalid_report",
        kind: "invalid",
      });
    }
  });

  it.each([
    ["email.bounced", { bounce: { type: "Transient" } }, { status: "delayed" }],
    ["email.bounced", { bounce: { type: "Undetermined" } }, { status: "bounced", isLasting: false }],
    ["email.bounced", {}, { status: "bounced", isLasting: false }],
    ["email.suppressed", {}, { status: "bounced", isLasting: true }],
    ["email.clicked", {}, undefined],
    ["domain.created", {}, undefined],
    ["something.new", {}, undefined],
  ])("%s with %j means %j", async (type, data, outcome) => {
    const text = JSON.stringify({ type, created_at: "never", data: { email_id: "e", tags: [], ...data } });
    const report = await read(signed(text), text);
    expect([report.outcome, report.about]).toEqual([outcome, { ref: "e", tags: {} }]);
  });
});
