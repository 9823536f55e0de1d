import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processStart } from "../src/postgres-process.ts";
import { accountForServer, type RunningPostgres, startPostgres } from "../src/postgres.ts";

const isRoot = process.getuid?.() === 0;
let folder: string;
let started: RunningPostgres[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "postgres-test-"));
  chmodSync(folder, 0o711);
  started = [];
});
afterEach(async () => {
  for (const server of started) await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir: path.join(folder, "data"), durable: false, ...options });
  started.push(server);
  return server;
}

async function ask(url: string, query: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(query);
    return Object.values(row ?? {})[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

describe("a local Postgres", { timeout: 60_000 }, () => {
  it("answers on the loopback address alone, in UTF-8 and UTC, as the superuser", async () => {
    const { ownerUrl } = await start();
    expect(await ask(ownerUrl, "show listen_addresses")).toBe("127.0.0.1");
    expect(await ask(ownerUrl, "show unix_socket_directories")).toBe("");
    expect(await ask(ownerUrl, "show server_encoding")).toBe("UTF8");
    expect(await ask(ownerUrl, "show timezone")).toBe("UTC");
    expect(await ask(ownerUrl, "select upper('é')")).toBe("É");
  });

  it("lets nobody in without its password", async () => {
    const { ownerUrl, port } = await start();
    await expect(ask(`postgres://postgres:guess@127.0.0.1:${port}/postgres`, "select 1")).rejects.toMatchObject({
      code: "28P01",
    });
    expect(ownerUrl).toContain(readFileSync(path.join(folder, "data.password"), "utf8"));
    expect(statSync(path.join(folder, "data.password")).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(folder, "data")).mode & 0o777).toBe(0o700);
  });

  it("keeps its data over a stop and a start, and is gone after a stop", async () => {
    const first = await start();
    await ask(first.ownerUrl, "create database kept");
    await Promise.all([first.stop(), first.stop()]);
    expect(processStart(first.pid)).toBeUndefined();
    const second = await start();
    expect(await ask(second.ownerUrl, "select count(*)::int from pg_database where datname = 'kept'")).toBe(1);
  });

  it("lends a server that a live process holds, and leaves it running", async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ pid: first.pid, port: first.port, borrowed: true });
    await second.stop();
    expect(await ask(first.ownerUrl, "select 1")).toBe(1);
  });

  it("takes over the server of a process that was killed, and stops it", async () => {
    const orphan = await startElsewhereAndKill();
    expect(processStart(orphan)).toBeDefined();
    const server = await start();
    expect(server).toMatchObject({ pid: orphan, borrowed: false });
    await server.stop();
    expect(processStart(orphan)).toBeUndefined();
  });

  it("starts once when two ask at the same time", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one?.pid).toBe(two?.pid);
  });

  it("is not held up by the pid file of a server that was killed, whatever has its pid now", async () => {
    const first = await start();
    process.kill(first.pid, "SIGKILL");
    await until(() => processStart(first.pid) === undefined);
    const file = path.join(folder, "data/postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(String(first.pid), String(process.pid)));
    const second = await start();
    expect(await ask(second.ownerUrl, "select 1")).toBe(1);
  });

  it("names the port when it is taken, and leaves nothing running", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    await expect(start({ port })).rejects.toMatchObject({
      code: "port_taken",
      message: expect.stringContaining(String(port)),
    });
    other.close();
    await expect(start({ port })).resolves.toMatchObject({ port });
  });

  it("leaves nothing behind when the start is interrupted", async () => {
    const interrupt = new AbortController();
    const starting = start({ signal: interrupt.signal, onProgress: () => interrupt.abort() });
    await expect(starting).rejects.toMatchObject({ code: "aborted" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("clears away what a killed start had half made", async () => {
    mkdirSync(path.join(folder, "data.new-1-killed/data"), { recursive: true });
    writeFileSync(path.join(folder, "data.lock"), JSON.stringify({ pid: 2 ** 22 + 1, start: "0" }));
    await start();
    expect(readdirSync(folder).filter((name) => name.includes(".new-") || name.endsWith(".lock"))).toEqual([]);
  });

  it("refuses the data of another major version and says what to do", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(path.join(folder, "data/PG_VERSION"), "12\n");
    await expect(start()).rejects.toMatchObject({
      code: "other_version",
      message: expect.stringMatching(/Postgres 12.*move the folder away/),
    });
  });

  it("touches no folder that holds something else", async () => {
    mkdirSync(path.join(folder, "data"));
    writeFileSync(path.join(folder, "data/letter.txt"), "dear");
    await expect(start()).rejects.toMatchObject({ code: "not_ours" });
    expect(readFileSync(path.join(folder, "data/letter.txt"), "utf8")).toBe("dear");
  });

  // A skipped test would go unnoticed: which promise holds depends on who runs this, and each has its own name.
  it(
    isRoot
      ? "as root, moves out of a folder that its account can not reach, says where to, and comes back to it"
      : "as an ordinary user, stays in its folder and uses no other account",
    isRoot ? movesOut : staysPut,
  );

  it("uses a fresh private folder where it is, whoever made it", async () => {
    const fresh = mkdtempSync(path.join(folder, "fresh-"));
    expect(await start({ dataDir: path.join(fresh, "data") })).toMatchObject({ dataDir: path.join(fresh, "data") });
  });

  it("removes its data and every file beside it", async () => {
    const server = await start();
    await server.remove();
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(server.dataDir)).toBe(false);
  });
});

async function movesOut(): Promise<void> {
  const closed = path.join(folder, "closed");
  mkdirSync(closed);
  writeFileSync(path.join(closed, "occupied"), "");
  chmodSync(closed, 0o700);
  const lines: string[] = [];
  const options = { dataDir: path.join(closed, "data"), onProgress: (line: string) => lines.push(line) };
  const first = await start(options);
  expect(first.dataDir).toMatch(/^\/var\/(lib|tmp)\/[\w-]+-[0-9a-f]{12}\//);
  expect(lines[0]).toContain(first.dataDir);
  expect(statSync(first.dataDir)).toMatchObject({ uid: accountForServer()?.uid });
  await first.stop();
  chmodSync(closed, 0o755);
  expect(await start(options)).toMatchObject({ dataDir: first.dataDir });
}

async function staysPut(): Promise<void> {
  expect(await start()).toMatchObject({ dataDir: path.join(folder, "data") });
  expect(accountForServer()).toBeUndefined();
}

/** Starts the server from a process of its own and kills that. Returns the server's pid. */
async function startElsewhereAndKill(): Promise<number> {
  const source = pathToFileURL(path.resolve(import.meta.dirname, "../src/postgres.ts")).href;
  const program = `
    const { startPostgres } = await import(${JSON.stringify(source)});
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(path.join(folder, "data"))}, durable: false });
    console.log(pid);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((resolve) => child.stdout.once("data", (text) => resolve(Number(text))));
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  return pid;
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 10_000, interval: 20 }).toBe(true);
}
