import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Resend } from "resend";
import { type FaultRule, type ResendEmulator, startEmulator } from "../../src/emulators/index.ts";
import { aMail, anAddress, dataOf, inOneHour } from "./resend-contract.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

interface Received {
  readonly id: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

let emulator: ResendEmulator;
let client: Resend;
let received: Received[];
/** What the receiver answers next; 200 when this is used up. */
let answers: number[];
let endpoint: string;
let closeReceiver: () => Promise<void>;
beforeEach(async () => {
  emulator = await startEmulator("resend");
  client = new Resend(emulator.apiKey, { baseUrl: emulator.url });
  [received, answers] = [[], []];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ id: String(request.headers["svix-id"]), body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;
  closeReceiver = () => new Promise((resolve) => server.close(() => resolve()));
});
afterEach(async () => {
  await emulator.close();
  await closeReceiver();
});

const EVENTS = [
  "email.sent",
  "email.delivered",
  "email.delivery_delayed",
  "email.bounced",
  "email.complained",
  "email.scheduled",
] as const;
type Event = (typeof EVENTS)[number];

async function subscribe(events: readonly Event[] = EVENTS) {
  return dataOf(await client.webhooks.create({ endpoint, events: [...events] }));
}

async function send(changes: Record<string, unknown> = {}) {
  const { id } = dataOf(await client.emails.send(aMail(changes)));
  await emulator.settle();
  return id;
}

const types = () => received.map(({ body }) => JSON.parse(body).type);

/** As our own endpoint does it: the vendor's library, on what came over the wire. */
function verify({ body, headers }: Received, secret: string) {
  const header = (name: string) => String(headers[`svix-${name}`]);
  const signed = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
  return client.webhooks.verify({ payload: body, headers: signed, webhookSecret: secret });
}

describe("webhooks", () => {
  it("say what became of a mail, in order, and pass the vendor's own check", async () => {
    const { signing_secret: secret } = await subscribe();
    const to = anAddress();
    const id = await send({ to, tags: [{ name: "kind", value: "welcome" }] });
    const events = received.map((one) => verify(one, secret));
    expect(events).toMatchObject([{ type: "email.sent" }, { type: "email.delivered" }]);
    expect(events[1]?.data).toMatchObject({ email_id: id, to: [to], subject: "Welcome", tags: { kind: "welcome" } });
  });

  it("go to the address that whoever starts it names, for every event, and are signed with the secret of that", async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const told = await startEmulator("resend", { webhook: { url: endpoint, secret } });
    const own = new Resend(told.apiKey, { baseUrl: told.url });
    const { id } = dataOf(await own.emails.send(aMail({ to: "bounced@resend.dev" })));
    await told.settle();
    expect(received.map((one) => verify(one, secret).type)).toEqual(["email.sent", "email.bounced"]);
    const { body, headers } = told.sign(id, "email.complained");
    expect(verify({ id: "", body, headers }, secret)).toMatchObject({
      type: "email.complained",
      data: { email_id: id },
    });
    await told.close();
  });

  it("fail the check under another secret", async () => {
    await subscribe(["email.sent"]);
    await send();
    const { signing_secret: other } = await subscribe();
    expect(() => verify(received[0] ?? raise(), other)).toThrow(/signature/i);
  });

  it.each([
    ["bounced@resend.dev", ["email.sent", "email.bounced"]],
    ["delayed@resend.dev", ["email.sent", "email.delivery_delayed", "email.delivered"]],
    ["complained+a@resend.dev", ["email.sent", "email.delivered", "email.complained"]],
  ])("of a mail to %s are %j", async (to, expected) => {
    await subscribe();
    await send({ to });
    expect(types()).toEqual(expected);
  });

  it("of a bounce say why", async () => {
    const { signing_secret: secret } = await subscribe(["email.bounced"]);
    await send({ to: "bounced@resend.dev" });
    const { data } = verify(received[0] ?? raise(), secret);
    expect(data).toMatchObject({ bounce: { type: "Permanent", subType: "General", message: expect.any(String) } });
  });

  it("of a scheduled mail come when it is accepted and when it goes", async () => {
    await subscribe();
    await send({ scheduledAt: inOneHour() });
    expect(types()).toEqual(["email.scheduled"]);
    await emulator.clock.advance(2 * HOUR_MS);
    expect(types()).toEqual(["email.scheduled", "email.sent", "email.delivered"]);
  });

  it("come for what was asked for alone, and to an endpoint that is enabled", async () => {
    const { id } = await subscribe(["email.delivered"]);
    await send();
    expect(types()).toEqual(["email.delivered"]);
    await client.webhooks.update(id, { status: "disabled" });
    await send();
    expect(received).toHaveLength(1);
  });

  it("that fail are tried again 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h later, under the same id, and then no more", async () => {
    await subscribe(["email.sent"]);
    answers = Array.from({ length: 20 }, () => 500);
    await emulator.clock.set(new Date());
    await send();
    const waits = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 10 * HOUR_MS];
    const counts = [];
    for (const waitMs of waits) {
      await emulator.clock.advance(waitMs - 1);
      const early = received.length;
      await emulator.clock.advance(1);
      counts.push([early, received.length]);
    }
    expect(counts).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 6],
      [6, 7],
      [7, 8],
    ]);
    await emulator.clock.advance(1_000 * HOUR_MS);
    expect(received).toHaveLength(8);
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  });

  it("that were answered are not tried again, and those of a removed endpoint are not either", async () => {
    answers = [500, 200];
    const { id } = await subscribe(["email.sent"]);
    await send();
    await emulator.clock.advance(HOUR_MS);
    expect(received).toHaveLength(2);
    answers = [500];
    await send();
    await client.webhooks.remove(id);
    await emulator.clock.advance(HOUR_MS);
    expect(received).toHaveLength(3);
  });
});

describe("a fault rule for webhooks", () => {
  it("sends one twice, under one id", async () => {
    await subscribe(["email.sent"]);
    meet({ duplicate: true });
    await send();
    expect(received.map(({ id }) => id)).toEqual([received[0]?.id, received[0]?.id]);
  });

  it("turns the order of two round", async () => {
    await subscribe(["email.sent", "email.delivered"]);
    meet({ reorder: true });
    await send();
    expect(types()).toEqual(["email.delivered", "email.sent"]);
  });

  it("loses one on the way, which comes later", async () => {
    await subscribe(["email.sent"]);
    meet({ drop: true });
    await send();
    expect(received).toEqual([]);
    await emulator.clock.advance(5 * SECOND_MS);
    expect(types()).toEqual(["email.sent"]);
  });

  it("loses the receiver's answer, so that one comes twice", async () => {
    await subscribe(["email.sent"]);
    meet({ drop: true, commits: true }, "webhook *");
    await send();
    await emulator.clock.advance(5 * SECOND_MS);
    expect(types()).toEqual(["email.sent", "email.sent"]);
  });

  it("changes one after it was signed, so that the check fails", async () => {
    const { signing_secret: secret } = await subscribe(["email.sent"]);
    meet({ corrupt: true });
    await send();
    expect(() => verify(received[0] ?? raise(), secret)).toThrow(/signature/i);
  });
});

function meet(rule: Omit<FaultRule, "route">, route = "webhook email.sent"): void {
  emulator.faults.add({ route, times: 1, ...rule });
}

function raise(): never {
  throw new Error("nothing was received");
}
