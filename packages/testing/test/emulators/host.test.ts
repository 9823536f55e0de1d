import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Host, startHost } from "../../src/emulators/host.ts";
import { aMail, anAddress, dataOf } from "./resend-contract.ts";

const KEY = "re_of_this_test";
const FAULTS = "/emulators/resend/faults";

describe("the control port", () => {
  let host: Host;
  let client: Resend;
  beforeEach(async () => {
    host = await startHost({ vendors: { resend: { apiKey: KEY } } });
    client = new Resend(KEY, { baseUrl: host.urls.resend });
  });
  afterEach(() => host.close());

  async function control(method: string, where: string, body?: unknown) {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(new URL(where, host.controlUrl), init);
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  it("tells what runs where", async () => {
    await client.emails.send(aMail());
    await client.emails.metrics();
    expect((await control("GET", "/health")).body).toEqual({ status: "ok" });
    expect((await control("GET", "/emulators")).body).toMatchObject({
      emulators: expect.arrayContaining([
        { name: "resend", url: host.urls.resend, listening: true, isTimed: true, requests: 2, unknownRequests: 1 },
        { name: "sentry", url: host.urls.sentry, listening: true, isTimed: false, requests: 0, unknownRequests: 0 },
      ]),
    });
  });

  it("shows requests, those that nobody could answer, and the records that are held", async () => {
    const to = anAddress();
    await client.emails.send(aMail({ to }));
    await client.emails.metrics();
    const { requests } = (await control("GET", "/emulators/resend/requests")).body;
    expect(requests).toMatchObject([{ route: "POST /emails", answer: { status: 200 } }, { path: "/emails/metrics" }]);
    const unknown = await control("GET", "/emulators/resend/requests?unknown=true");
    expect(unknown.body.requests).toMatchObject([{ method: "GET", path: "/emails/metrics" }]);
    expect((await control("GET", "/emulators/resend/state")).body.mails).toMatchObject([{ to: [to] }]);
    expect((await control("POST", "/emulators/resend/reset")).status).toBe(204);
    expect((await control("GET", "/emulators/resend/state")).body.mails).toEqual([]);
  });

  it("shows the newest of each kind alone, where that is enough", async () => {
    await client.emails.send(aMail({ subject: "The first" }));
    await client.emails.send(aMail({ subject: "The second" }));
    const { mails } = (await control("GET", "/emulators/resend/state?newest=1")).body;
    expect(mails).toMatchObject([{ subject: "The second" }]);
    expect((await control("GET", "/emulators/resend/state?newest=all")).status).toBe(422);
  });

  it("has a webhook told again, under its id", async () => {
    await client.webhooks.create({ endpoint: "http://127.0.0.1:9/nobody", events: ["email.sent"] });
    await client.emails.send(aMail());
    const delivery = async () => (await control("GET", "/emulators/resend/state")).body.deliveries[0];
    const attempts = async () => (await delivery()).attempts;
    await expect.poll(attempts).toHaveLength(1);
    const { id } = await delivery();
    expect((await control("POST", `/emulators/resend/replay/${id}`)).status).toBe(204);
    await expect.poll(attempts).toMatchObject([{ status: null }]);
    expect((await control("POST", "/emulators/resend/replay/msg_nothing")).status).toBe(404);
    expect((await control("POST", "/emulators/posthog/replay/msg_nothing")).status).toBe(404);
  });

  it("takes a vendor down and brings it back", async () => {
    expect((await control("POST", "/emulators/resend/stop")).status).toBe(204);
    expect((await client.emails.send(aMail())).error?.name).toBe("application_error");
    expect((await control("POST", "/emulators/resend/start")).status).toBe(204);
    expect((await client.emails.send(aMail())).error).toBeNull();
  });

  it("sets faults and takes them away, all or one", async () => {
    const added = await control("POST", "/emulators/resend/faults", { route: "POST /emails", status: 503 });
    expect(added).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    expect((await client.emails.send(aMail())).error?.statusCode).toBe(503);
    expect((await control("GET", "/emulators/resend/faults")).body.faults).toMatchObject([{ met: 1 }]);
    await control("DELETE", `/emulators/resend/faults/${added.body.id}`);
    expect((await client.emails.send(aMail())).error).toBeNull();
    await control("POST", "/emulators/resend/faults", { route: "*", status: 500 });
    await control("DELETE", "/emulators/resend/faults");
    expect((await control("GET", "/emulators/resend/faults")).body.faults).toEqual([]);
  });

  it("moves the clock", async () => {
    const clock = (body: unknown) => control("POST", "/emulators/resend/clock", body);
    await clock({ set: "2027-01-01T00:00:00Z" });
    expect((await clock({ advanceMs: 1_000 })).body).toMatchObject({ now: "2027-01-01T00:00:01.000Z", fixed: true });
    expect((await clock({ follow: true })).body).toMatchObject({ fixed: false });
    expect((await control("GET", "/emulators/resend/clock")).body).toMatchObject({ fixed: false });
  });

  it.each([
    { what: "an emulator that is not there", where: "/emulators/stripe/stop", body: undefined, status: 404 },
    { what: "a route that is not there", where: FAULTS, body: { route: "POST /nothing", status: 500 }, status: 422 },
    { what: "a word that no rule has", where: FAULTS, body: { route: "*", delay: 5 }, status: 422 },
    { what: "no moment", where: "/emulators/resend/clock", body: { set: "tomorrow" }, status: 422 },
  ])("refuses $what in words", async ({ where, body, status }) => {
    expect(await control("POST", where, body)).toMatchObject({ status, body: { message: expect.any(String) } });
  });
});

describe("the process that holds the emulators", { timeout: 30_000 }, () => {
  let dataDir: string;
  let running: ReturnType<typeof spawn>;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), "emulators-host-"));
  });
  afterEach(() => {
    running.kill("SIGKILL");
    rmSync(dataDir, { recursive: true });
  });

  const Said = z.object({ control: z.url(), resend: z.url() });

  /** Plain node, as the local stack starts it. */
  async function start(): Promise<z.infer<typeof Said>> {
    const main = path.resolve(import.meta.dirname, "../../src/emulators/main.ts");
    const told = { dataDir, vendors: { resend: { apiKey: KEY } } };
    const env = { PATH: process.env["PATH"], EMULATORS: JSON.stringify(told) };
    const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
    running = child;
    const line = await new Promise<string>((resolve) => child.stdout.once("data", (text) => resolve(String(text))));
    return Said.parse(JSON.parse(line));
  }

  const ended = () =>
    new Promise<number | string | null>((resolve) => running.once("exit", (code, signal) => resolve(code ?? signal)));

  it("ends at once and cleanly when it is asked to, with a connection open", async () => {
    const { control, resend } = await start();
    expect((await fetch(new URL("/health", control))).ok).toBe(true);
    await new Resend(KEY, { baseUrl: resend }).emails.send(aMail());
    const end = ended();
    running.kill("SIGTERM");
    expect(await end).toBe(0);
  });

  it("has lost nothing that it answered for when it was killed", async () => {
    const first = await start();
    const client = new Resend(KEY, { baseUrl: first.resend });
    const ids: string[] = [];
    for (let sent = 0; sent < 20; sent += 1) ids.push(dataOf(await client.emails.send(aMail())).id);
    const end = ended();
    running.kill("SIGKILL");
    expect(await end).toBe("SIGKILL");
    const second = await start();
    const { mails } = z
      .object({ mails: z.array(z.object({ id: z.string() })) })
      .parse(await (await fetch(new URL("/inbox.json", second.resend))).json());
    expect(mails.map(({ id }) => id)).toEqual(ids.toReversed());
  });
});
