import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Resend } from "resend";
import { type FaultRule, type ResendEmulator, startEmulator } from "../../src/emulators/index.ts";
import { aMail, dataOf } from "./resend-contract.ts";

let emulator: ResendEmulator;
let client: Resend;
beforeEach(async () => {
  emulator = await startEmulator("resend");
  client = new Resend(emulator.apiKey, { baseUrl: emulator.url });
});
afterEach(() => emulator.close());

/** What a caller sees of one mail sent while the rule holds, and how many mails there are then. */
async function sendUnder(rule: Omit<FaultRule, "route">) {
  emulator.faults.add({ route: "POST /emails", ...rule });
  const { error } = await client.emails.send(aMail());
  return { name: error?.name, statusCode: error?.statusCode, mails: emulator.mails().length };
}

describe("a fault rule", () => {
  it("drops the connection before anything took effect", async () => {
    expect(await sendUnder({ drop: true })).toEqual({ name: "application_error", statusCode: null, mails: 0 });
  });

  it("drops the connection after the mail has gone", async () => {
    const seen = await sendUnder({ drop: true, commits: true });
    expect(seen).toEqual({ name: "application_error", statusCode: null, mails: 1 });
  });

  it("answers with a status instead, before or after the mail has gone", async () => {
    expect(await sendUnder({ status: 503, times: 1 })).toMatchObject({ statusCode: 503, mails: 0 });
    expect(await sendUnder({ status: 500, commits: true, times: 1 })).toMatchObject({ statusCode: 500, mails: 1 });
  });

  it("answers with the words and headers that it was given", async () => {
    const body = { statusCode: 429, name: "rate_limit_exceeded", message: "Slower." };
    emulator.faults.add({ route: "POST /emails", status: 429, body, headers: { "retry-after": "7" } });
    const { error, headers } = await client.emails.send(aMail());
    expect([error, headers?.["retry-after"]]).toEqual([body, "7"]);
  });

  it("meets only what holds the text that it names", async () => {
    emulator.faults.add({ route: "POST /emails", status: 422, holding: "ben@inbox.example" });
    const [ben, ana] = [
      await client.emails.send(aMail({ to: "ben@inbox.example" })),
      await client.emails.send(aMail()),
    ];
    expect([ben.error?.statusCode, ana.error]).toEqual([422, null]);
    expect(emulator.mails()).toHaveLength(1);
  });

  it("lets the request arrive twice", async () => {
    expect(await sendUnder({ duplicate: true, times: 1 })).toMatchObject({ name: undefined, mails: 2 });
    emulator.faults.add({ route: "POST /emails", duplicate: true });
    await client.emails.send(aMail(), { idempotencyKey: "once" });
    expect(emulator.mails()).toHaveLength(3);
  });

  it("cuts the answer in half", async () => {
    expect(await sendUnder({ corrupt: true })).toEqual({ name: "application_error", statusCode: null, mails: 1 });
  });

  it("keeps the caller waiting, who may give up", async () => {
    emulator.faults.add({ route: "POST /emails", latencyMs: 60_000 });
    const { error } = await client.post("/emails", aMail(), { signal: AbortSignal.timeout(50) });
    expect(error?.name).toBe("application_error");
    expect(emulator.mails()).toEqual([]);
  });

  it("is counted: the oldest that is not used up applies, alone", async () => {
    emulator.faults.add({ route: "POST /emails", status: 503, times: 2 });
    emulator.faults.add({ route: "*", status: 500, skip: 1, times: 1 });
    const seen: (number | null | undefined)[] = [];
    for (let sent = 0; sent < 5; sent += 1) seen.push((await client.emails.send(aMail())).error?.statusCode);
    expect(seen).toEqual([503, 503, undefined, 500, undefined]);
    expect(emulator.faults.list()).toEqual([]);
  });

  it("meets its own route alone, and nobody once it is removed", async () => {
    const id = emulator.faults.add({ route: "GET /emails", status: 503 });
    expect((await client.emails.send(aMail())).error).toBeNull();
    expect((await client.emails.list()).error?.statusCode).toBe(503);
    emulator.faults.remove(id);
    expect((await client.emails.list()).error).toBeNull();
  });

  it("is refused when it names a route that is not there, or says what no rule can say", () => {
    expect(() => emulator.faults.add({ route: "POST /email", status: 500 })).toThrow(/no route of this emulator/);
    expect(() => emulator.faults.add({ route: "POST /emails", status: 200 })).toThrow();
    expect(() => emulator.faults.add(JSON.parse('{"route":"*","latency":5}'))).toThrow(/latency/);
  });
});

describe("a vendor that is down", () => {
  it("refuses connections, keeps what it holds, and comes back on the same port", async () => {
    dataOf(await client.emails.send(aMail()));
    const { url } = emulator;
    await emulator.stop();
    await emulator.stop();
    expect(emulator.listening).toBe(false);
    expect((await client.emails.send(aMail())).error?.name).toBe("application_error");
    await emulator.start();
    await emulator.start();
    expect([emulator.listening, emulator.url]).toEqual([true, url]);
    dataOf(await client.emails.send(aMail()));
    expect(emulator.mails()).toHaveLength(2);
  });

  it("does not start on a port that somebody else has", async () => {
    const taken = startEmulator("resend", { port: Number(new URL(emulator.url).port) });
    await expect(taken).rejects.toMatchObject({ code: "emulator.port_taken", retryable: true });
  });
});

describe("an emulator's clock", () => {
  it("runs, stands, moves on and comes back", async () => {
    expect(emulator.clock.now().getTime()).toBeGreaterThan(Date.now() - 1_000);
    await emulator.clock.set(new Date("2027-01-31T12:00:00Z"));
    await emulator.clock.advance(1_500);
    expect(emulator.clock.now().toISOString()).toBe("2027-01-31T12:00:01.500Z");
    dataOf(await client.emails.send(aMail()));
    expect(emulator.mails()[0]?.createdAt.toISOString()).toBe("2027-01-31T12:00:01.500Z");
    await emulator.clock.follow();
    expect(Math.abs(emulator.clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });
});

describe("an emulator's log", () => {
  it("has every request with its body and answer, and never the key", async () => {
    const mail = aMail();
    const { id } = dataOf(await client.emails.send(mail));
    expect(emulator.requests()).toMatchObject([
      { method: "POST", route: "POST /emails", body: { to: mail.to }, answer: { status: 200, body: { id } } },
    ]);
    expect(JSON.stringify(emulator.requests())).not.toContain(emulator.apiKey);
  });

  it("tells a request that got no answer", async () => {
    emulator.faults.add({ route: "POST /emails", drop: true });
    await client.emails.send(aMail());
    expect(emulator.requests()).toMatchObject([{ route: "POST /emails", answer: undefined }]);
  });

  it("counts neither pages for people nor what browsers ask for by themselves", async () => {
    for (const path of [
      "/",
      "/inbox",
      "/inbox.json",
      "/favicon.ico",
      "/.well-known/appspecific/com.chrome.devtools.json",
    ])
      await fetch(emulator.url + path);
    expect([emulator.requests(), emulator.unknownRequests()]).toEqual([[], []]);
  });
});

describe("a reset", () => {
  it("leaves nothing of what was before but the address and the key", async () => {
    dataOf(await client.emails.send(aMail(), { idempotencyKey: "once" }));
    await client.emails.metrics();
    emulator.faults.add({ route: "*", status: 500 });
    await emulator.clock.set(new Date(0));
    await emulator.reset();
    expect([emulator.mails(), emulator.requests(), emulator.unknownRequests(), emulator.faults.list()]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(Object.values(emulator.state()).flat()).toEqual([]);
    expect(emulator.clock.describe().fixed).toBe(false);
    dataOf(await client.emails.send(aMail(), { idempotencyKey: "once" }));
  });
});

describe("who is let in", () => {
  it("is this machine under its own name: no other name that leads here, no page of another origin", async () => {
    const { port } = new URL(emulator.url);
    const answers = [
      await get(port, "/inbox", { host: `localhost:${port}` }),
      await get(port, "/inbox", { host: `evil.example:${port}` }),
      await get(port, "/webhooks", { host: `localhost:${port}`, origin: "https://evil.example" }, "POST"),
    ];
    expect(answers).toEqual([200, 403, 403]);
  });

  it("is nobody on the network that this machine is in", async () => {
    const { port } = new URL(emulator.url);
    const others = Object.values(networkInterfaces()).flatMap((list = []) => list.filter(({ internal }) => !internal));
    for (const { address } of others.filter(({ family }) => family === "IPv4")) {
      await expect(fetch(`http://${address}:${port}/inbox`)).rejects.toThrow("fetch failed");
    }
  });
});

/** `fetch` chooses the host header itself. */
function get(port: string, path: string, headers: Record<string, string>, method = "GET"): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path, headers, method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.once("error", reject);
    asking.end();
  });
}
