import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "@ninefold/testing/postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import postgres from "postgres";
import { z } from "zod";
import { processStart } from "../lib/processes.mjs";
import type { Program } from "./programs.ts";
import { type Stack, startStack, type StackOptions } from "./stack.ts";

let folder: string;
let dataDir: string;
let stack: Stack | undefined;
// One cluster for all: each test starts and stops the server on it.
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stack-test-"));
  chmodSync(folder, 0o711);
  dataDir = path.join(folder, "data");
});
afterAll(async () => {
  const server = await startPostgres({ dataDir: path.join(dataDir, "postgres"), durable: false });
  await server.remove();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
});
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
  vi.restoreAllMocks();
});

/** A program in place of web and API: it answers every path with the part of its environment that a test asks about. */
const ASKED = [
  "DATABASE_URL",
  "DATABASE_APP_URL",
  "BETTER_AUTH_SECRET",
  "NINEFOLD_STAGE",
  "APP_URL",
  "RESEND_API_KEY",
  "RESEND_BASE_URL",
  "RESEND_WEBHOOK_SECRET",
  "DODO_PAYMENTS_API_KEY",
  "DODO_PAYMENTS_BASE_URL",
  "DODO_PAYMENTS_WEBHOOK_KEY",
  "IMAGEKIT_PRIVATE_KEY",
  "NOTIFICATIONS_FROM",
  "NOTIFICATIONS_ENCRYPTION_KEY",
];
const SERVER = `
  const told = Object.fromEntries(${JSON.stringify(ASKED)}.map((name) => [name, process.env[name]]));
  const body = JSON.stringify({ ...told, pid: process.pid });
  require("node:http").createServer((_request, response) => response.end(body)).listen(Number(process.env.PORT));`;

const program = (name: string, source: string): Program => ({
  name,
  command: process.execPath,
  args: ["-e", source],
  cwd: tmpdir(),
  nodeEnv: "production",
});

function start(options: Partial<StackOptions> = {}): Promise<Stack> {
  return startStack({
    mode: "preview",
    dataDir,
    build: false,
    durable: false,
    quiet: true,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    programs: () => [program("web", SERVER)],
    ...options,
  });
}

const Told = z.record(z.string(), z.unknown());
const Noted = z.array(z.object({ pid: z.number() }));
const ask = async (url: string) => Told.parse(await (await fetch(url)).json());

describe("the stack on one machine", { timeout: 90_000 }, () => {
  it("tells its programs all they need, never the owner of the database, and leaves nothing running", async () => {
    stack = await start();
    const told = await ask(stack.baseUrl);
    expect(told).toMatchObject({ NINEFOLD_STAGE: "local", APP_URL: stack.baseUrl });
    expect(told["DATABASE_APP_URL"]).toMatch(/^postgres:\/\/ninefold_app:/);
    expect(told["DATABASE_URL"]).toBeUndefined();
    expect(stack.demo).toMatchObject({
      workspaceUrl: expect.stringContaining(stack.baseUrl),
      operator: { email: "operator@ninefold.localhost" },
    });
    await stack.stop();
    expect(processStart(Number(told["pid"]))).toBeUndefined();
    expect(readdirSync(dataDir)).not.toContain("run.lock");
    expect(readdirSync(dataDir)).not.toContain("postgres.owner");
  });

  it("keeps secrets, passwords and ports from one start to the next, in files that nobody else reads", async () => {
    stack = await start();
    const first = { ...(await ask(stack.baseUrl)), pid: 0 };
    await stack.stop();
    stack = await start();
    expect({ ...(await ask(stack.baseUrl)), pid: 0 }).toEqual(first);
    for (const file of ["secrets.json", "database.json"])
      expect(statSync(path.join(dataDir, file)).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o007).toBe(0);
  });

  it("points its programs at a mail vendor on this machine that takes their key and keeps the mail", async () => {
    stack = await start({ durable: true });
    const { RESEND_BASE_URL: url, RESEND_API_KEY: key, NOTIFICATIONS_FROM: from } = await ask(stack.baseUrl);
    expect(url).toBe(stack.emulators.urls.resend);
    const sent = await fetch(new URL("/emails", stack.emulators.urls.resend), {
      method: "POST",
      headers: { authorization: `Bearer ${String(key)}`, "content-type": "application/json" },
      body: JSON.stringify({ from, to: "ana@inbox.ninefold.dev", subject: "Kept", text: "Hello" }),
    });
    expect(sent.status).toBe(200);
    await stack.stop();
    await expect(fetch(new URL("/inbox", stack.emulators.urls.resend))).rejects.toThrow("fetch failed");
    stack = await start({ durable: true });
    const { mails } = await ask(new URL("/inbox.json", String(url)).href);
    expect(mails).toMatchObject([{ subject: "Kept" }]);
    expect(statSync(path.join(dataDir, "emulators/resend.jsonl")).mode & 0o777).toBe(0o600);
  });

  it("has payment and media vendors on this machine that take the keys of its programs", async () => {
    stack = await start();
    const told = await ask(stack.baseUrl);
    const payments = await fetch(new URL("/products", stack.emulators.urls.dodo), {
      headers: { authorization: `Bearer ${String(told["DODO_PAYMENTS_API_KEY"])}` },
    });
    const files = await fetch(new URL("/v1/files", stack.emulators.urls.imagekit), {
      headers: { authorization: `Basic ${btoa(`${String(told["IMAGEKIT_PRIVATE_KEY"])}:`)}` },
    });
    expect([payments.status, files.status]).toEqual([200, 200]);
    // What is sold is what the catalogue says.
    expect(JSON.stringify(await payments.json())).toContain('"pdt_local_pro_month"');
  });

  it("forgets mail with the database when nobody keeps either", async () => {
    stack = await start();
    expect(await ask(new URL("/inbox.json", stack.emulators.urls.resend).href)).toEqual({ mails: [] });
  });

  it("leaves mail to the vendor that the environment names", async () => {
    const named = { RESEND_BASE_URL: "https://mail.ninefold.dev", RESEND_API_KEY: "re_of_somebody" };
    stack = await start({ env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...named } });
    expect(await ask(stack.baseUrl)).toMatchObject(named);
  });

  it("reports emulators that ended by themselves and leaves the others alone", async () => {
    const crashed = Promise.withResolvers<string>();
    stack = await start({ onCrash: crashed.resolve });
    // In the order in which they were started.
    const [first] = Noted.parse(JSON.parse(readFileSync(path.join(dataDir, "children.json"), "utf8")));
    process.kill(first?.pid ?? 0, "SIGKILL");
    expect(await crashed.promise).toBe("emulators");
    expect((await fetch(stack.baseUrl)).ok).toBe(true);
  });

  it("adds what a clone's older secrets lack, and keeps what they have", async () => {
    const file = path.join(dataDir, "secrets.json");
    const { BETTER_AUTH_SECRET: old } = Told.parse(JSON.parse(readFileSync(file, "utf8")));
    writeFileSync(file, JSON.stringify({ BETTER_AUTH_SECRET: old }));
    stack = await start();
    expect(await ask(stack.baseUrl)).toMatchObject({
      BETTER_AUTH_SECRET: old,
      NOTIFICATIONS_ENCRYPTION_KEY: expect.stringMatching(/^[\w-]{43}$/),
      RESEND_API_KEY: expect.stringMatching(/^re_local_[\w-]{43}$/),
      RESEND_WEBHOOK_SECRET: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{32}$/),
      DODO_PAYMENTS_API_KEY: expect.stringMatching(/^dodo_local_[\w-]{43}$/),
      DODO_PAYMENTS_WEBHOOK_KEY: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{32}$/),
      DODO_PAYMENTS_BASE_URL: stack.emulators.urls.dodo,
    });
  });

  it("starts without the demo's login when the secret behind its password is lost", async () => {
    rmSync(path.join(dataDir, "secrets.json"));
    stack = await start();
    expect(stack.demo).toBeUndefined();
    expect((await fetch(stack.baseUrl)).ok).toBe(true);
  });

  it("begins with an empty database when asked to, as closed to the public as the first", async () => {
    stack = await start({ fresh: true });
    const appUrl = String((await ask(stack.baseUrl))["DATABASE_APP_URL"]);
    const sql = postgres(appUrl, { max: 1 });
    const [row] = await sql`select has_database_privilege('public', current_database(), 'connect') as open`;
    await sql.end();
    expect(row).toEqual({ open: false });
  });

  it("starts once per folder, and tells the second where the first is", async () => {
    stack = await start();
    await expect(start()).rejects.toThrow(`Already running at ${stack.baseUrl}`);
    expect((await fetch(stack.baseUrl)).ok).toBe(true);
  });

  it("refuses a taken port before it does anything", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const empty = path.join(folder, "empty");
    await expect(start({ port, dataDir: empty })).rejects.toThrow(`Port ${port} is taken`);
    expect(readdirSync(empty)).toEqual(["logs"]);
    other.close();
  });

  it("shows the last lines of a program that dies at the start, and stops the others", async () => {
    const broken = program("api", "throw new Error('no key')");
    const starting = start({ programs: () => [program("web", SERVER), broken] });
    await expect(starting).rejects.toThrow(/^api ended with code 1\. Its last lines:[^]*no key/);
    expect(readdirSync(dataDir)).not.toContain("run.lock");
    expect(readdirSync(dataDir)).not.toContain("postgres.owner");
  });

  it("reports a crash after the start and leaves the others alone", async () => {
    const crashed = Promise.withResolvers<string>();
    const brittle = program("worker", "setTimeout(() => process.exit(9), 3_000)");
    stack = await start({ programs: () => [program("web", SERVER), brittle], onCrash: crashed.resolve });
    expect(await crashed.promise).toBe("worker");
    expect((await fetch(stack.baseUrl)).ok).toBe(true);
  });

  it("reports a Postgres that ended by itself", async () => {
    const crashed = Promise.withResolvers<string>();
    stack = await start({ onCrash: crashed.resolve });
    const [pid] = readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGINT");
    expect(await crashed.promise).toBe("postgres");
  });

  it("refuses a DATABASE_URL that is none, in words", async () => {
    await expect(start({ env: { DATABASE_URL: "nonsense" } })).rejects.toThrow(/^DATABASE_URL: not the address/);
  });

  it("stops what it had begun when it is interrupted", async () => {
    const interrupt = new AbortController();
    vi.mocked(console.log).mockImplementation((line: string) => {
      if (line.startsWith("Starting API")) interrupt.abort();
    });
    await expect(start({ quiet: false, signal: interrupt.signal })).rejects.toThrow("Stopped before it had started");
    expect(readdirSync(dataDir)).not.toContain("run.lock");
    expect(readFileSync(path.join(dataDir, "ports.json"), "utf8")).toContain("postgres");
  });
});
