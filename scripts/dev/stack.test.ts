import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
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
const SERVER = `
  const { DATABASE_URL, DATABASE_APP_URL, BETTER_AUTH_SECRET, NINEFOLD_STAGE, APP_URL, PORT } = process.env;
  const body = JSON.stringify({ DATABASE_URL, DATABASE_APP_URL, BETTER_AUTH_SECRET, NINEFOLD_STAGE, APP_URL, pid: process.pid });
  require("node:http").createServer((_request, response) => response.end(body)).listen(Number(PORT));`;

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
const ask = async (url: string) => Told.parse(await (await fetch(url)).json());

describe("the stack on one machine", { timeout: 90_000 }, () => {
  it("tells its programs all they need, never the owner of the database, and leaves nothing running", async () => {
    stack = await start();
    const told = await ask(stack.baseUrl);
    expect(told).toMatchObject({ NINEFOLD_STAGE: "local", APP_URL: stack.baseUrl });
    expect(told["DATABASE_APP_URL"]).toMatch(/^postgres:\/\/ninefold_app:/);
    expect(told["DATABASE_URL"]).toBeUndefined();
    expect(stack.demo).toMatchObject({ workspaceUrl: expect.stringContaining(stack.baseUrl) });
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
