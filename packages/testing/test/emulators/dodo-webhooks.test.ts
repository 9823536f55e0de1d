import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DodoEmulator, type DodoOptions, type FaultRule, startEmulator } from "../../src/emulators/index.ts";
import { clientOf, DAY_MS, open, subscribe } from "./dodo-contract.ts";

const SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

interface Received {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

let emulator: DodoEmulator;
let received: Received[];
/** What the receiver answers next; 200 when this is used up. */
let answers: number[];
let url: string;
let closeReceiver: () => Promise<void>;
beforeEach(async () => {
  [received, answers] = [[], []];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/webhooks/dodo`;
  closeReceiver = () => new Promise((resolve) => server.close(() => resolve()));
  emulator = await start();
});
afterEach(async () => {
  await emulator.close();
  await closeReceiver();
});

const start = (options: DodoOptions = {}) => startEmulator("dodo", { webhook: { url, secret: SECRET }, ...options });
const subject = () => ({ emulator, client: clientOf(emulator) });
async function buy(): Promise<string> {
  const id = await subscribe(subject());
  await emulator.settle();
  return id;
}

/** As our own endpoint does it: the vendor's SDK, on what came over the wire. */
function unwrap({ body, headers }: Received, key = SECRET) {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return clientOf(emulator).webhooks.unwrap(body, { headers: plain, key });
}
const status = async (id: string) => (await subject().client.subscriptions.retrieve(id)).status;
const types = () => received.map((one) => unwrap(one).type);
const ids = () => received.map(({ headers }) => headers["webhook-id"]);
function meet(rule: Omit<FaultRule, "route">, route = "webhook *"): void {
  emulator.faults.add({ route, times: 1, ...rule });
}

describe("webhooks", () => {
  it("of a purchase come in order and pass the check of the vendor's SDK, under the right secret alone", async () => {
    const id = await buy();
    expect(types()).toEqual(["payment.succeeded", "subscription.active", "subscription.updated"]);
    const [paid, active] = received.map((one) => unwrap(one));
    expect(paid).toMatchObject({ data: { payload_type: "Payment", subscription_id: id, status: "succeeded" } });
    expect(active).toMatchObject({
      data: { payload_type: "Subscription", subscription_id: id, past_due_ends_at: null },
    });
    const other = `whsec_${Buffer.alloc(24, 8).toString("base64")}`;
    expect(() => unwrap(received[0] ?? raise(), other)).toThrow(/signature/i);
  });

  it("tell how things are when they are told, not how they were: only the time is of the event", async () => {
    answers = [500, 500, 500];
    const id = await buy();
    const before = received.map((one) => unwrap(one));
    emulator.cancel(id);
    await emulator.clock.advance(5_000);
    const again = received.slice(5).map((one) => unwrap(one));
    expect(before.map(({ data }) => "status" in data && data.status)).toEqual(["succeeded", "active", "active"]);
    const active = again.find(({ type }) => type === "subscription.active");
    expect(active).toMatchObject({ timestamp: before[1]?.timestamp, data: { status: "cancelled" } });
  });

  it("of a renewal that fails tell the deadline, which a read does not", async () => {
    await emulator.close();
    emulator = await start({ settings: { graceDays: 3 } });
    const id = await buy();
    emulator.failNext(id);
    await emulator.clock.advance(32 * DAY_MS);
    const told = received.map((one) => unwrap(one)).find(({ type }) => type === "subscription.past_due");
    expect(told?.data).toMatchObject({ status: "past_due", past_due_ends_at: expect.any(String) });
    expect(await subject().client.subscriptions.retrieve(id)).not.toHaveProperty("past_due_ends_at");
  });

  it("that are not answered are sent again under the same id, eight times in all", async () => {
    await emulator.clock.set(new Date());
    answers = Array.from({ length: 100 }, () => 500);
    await subject().client.webhooks.create({ url: "http://127.0.0.1:9/nobody", disabled: true });
    await buy();
    for (const wait of [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000, 360_000])
      await emulator.clock.advance(wait * 1_000);
    expect([received.length, new Set(ids()).size]).toEqual([24, 3]);
  });

  it("can be sent again after they were answered, under the same id", async () => {
    await buy();
    emulator.replay();
    await emulator.settle();
    expect(ids()).toHaveLength(6);
    expect(new Set(ids().slice(3))).toEqual(new Set(ids().slice(0, 3)));
  });

  it.each([
    ["twice", { duplicate: true }, 4],
    ["later than the next", { reorder: true }, 3],
    ["again after its answer was lost", { drop: true, commits: true }, 4],
  ] as const)("come %s when a rule says so", async (_how, rule, count) => {
    meet(rule, "webhook payment.succeeded");
    await buy();
    await emulator.clock.advance(5_000);
    expect(received).toHaveLength(count);
    expect(new Set(ids()).size).toBe(3);
    if ("reorder" in rule) expect(types()[0]).toBe("subscription.active");
  });

  it("that are changed on the way fail the check", async () => {
    meet({ corrupt: true }, "webhook payment.succeeded");
    await buy();
    expect(() => unwrap(received[0] ?? raise())).toThrow(/signature/i);
  });

  it("go to the address that is configured now, although they were due before a restart", async () => {
    await emulator.close();
    const dataDir = mkdtempSync(path.join(tmpdir(), "dodo-restart-"));
    emulator = await start({ dataDir, webhook: { url: "http://127.0.0.1:9/old", secret: SECRET } });
    const { apiKey } = emulator;
    const id = await buy();
    expect(received).toEqual([]);
    await emulator.close();
    emulator = await start({ dataDir, apiKey });
    expect(await subject().client.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
    await emulator.clock.advance(5_000);
    expect(types()).toEqual(["payment.succeeded", "subscription.active", "subscription.updated"]);
    rmSync(dataDir, { recursive: true });
  });
});

describe("as time passes", () => {
  it("a year in one step renews as often as in many", async () => {
    await emulator.clock.set(new Date("2027-01-31T10:00:00Z"));
    const one = await buy();
    await emulator.clock.set(new Date("2028-02-01T00:00:00Z"));
    const other = await subject().client.payments.list({ subscription_id: one, page_size: 100 });
    expect(other.items).toHaveLength(13);
    expect(other.items.map(({ created_at: at }) => at.slice(0, 10)).slice(0, 4)).toEqual([
      "2028-01-31",
      "2027-12-31",
      "2027-11-30",
      "2027-10-31",
    ]);
  });

  it("a card that is good for the first time only leaves the subscription on hold, and a good one brings it back", async () => {
    const { session_id: checkout } = await open(subject());
    const id = emulator.pay(checkout, "4000 0000 0000 0341");
    await emulator.clock.advance(32 * DAY_MS);
    expect(await status(id)).toBe("on_hold");
    emulator.giveCard(id, "4000 0000 0000 0341");
    expect(await status(id)).toBe("on_hold");
    emulator.giveCard(id);
    expect(await status(id)).toBe("active");
  });

  it.each(["on_hold", "cancelled"] as const)(
    "grace that runs out leaves it %s, as the dashboard says",
    async (afterGrace) => {
      await emulator.close();
      emulator = await start({ settings: { graceDays: 3, afterGrace } });
      const id = await buy();
      emulator.failNext(id);
      await emulator.clock.advance(32 * DAY_MS);
      expect(await status(id)).toBe("past_due");
      await emulator.clock.advance(3 * DAY_MS);
      expect(await status(id)).toBe(afterGrace);
    },
  );

  it("a cancellation may be announced when it is scheduled, while the subscription goes on", async () => {
    await emulator.close();
    emulator = await start({ settings: { announcesCancellation: true } });
    const id = await buy();
    received = [];
    await subject().client.subscriptions.update(id, { cancel_at_next_billing_date: true });
    await emulator.settle();
    expect(types()).toEqual(["subscription.cancelled", "subscription.updated"]);
    expect(await status(id)).toBe("active");
  });

  it("a prorated change begins a new period only where that is set", async () => {
    expect(await nextBillingAfterChange(false)).toBeLessThan(22 * DAY_MS);
    expect(await nextBillingAfterChange(true)).toBeGreaterThan(27 * DAY_MS);
  });
});

describe("whoever has no key", () => {
  it("is refused", async () => {
    const client = clientOf({ apiKey: "dodo_of_nobody", url: emulator.url });
    await expect(client.subscriptions.list()).rejects.toMatchObject({ status: 401 });
  });

  it("asks in vain for what is not emulated, and is remembered", async () => {
    await expect(subject().client.refunds.list()).rejects.toMatchObject({ status: 501 });
    await expect(open(subject(), { discount_codes: ["x"] })).rejects.toMatchObject({ status: 501 });
    expect(emulator.unknownRequests().map(({ path: asked }) => asked)).toEqual(["/refunds", "/checkouts"]);
  });
});

function raise(): never {
  throw new Error("nothing was received");
}

async function nextBillingAfterChange(changeMovesBillingDate: boolean): Promise<number> {
  await emulator.close();
  emulator = await start({ settings: { changeMovesBillingDate } });
  const id = await buy();
  await emulator.clock.advance(10 * DAY_MS);
  const { client } = subject();
  const wish = {
    product_id: "pdt_local_business_month",
    quantity: 1,
    proration_billing_mode: "prorated_immediately",
  };
  await client.subscriptions.changePlan(id, { ...wish, proration_billing_mode: "prorated_immediately" });
  return Date.parse((await client.subscriptions.retrieve(id)).next_billing_date) - emulator.clock.now().getTime();
}
