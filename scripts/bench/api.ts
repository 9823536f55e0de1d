import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../database/root.ts";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { type Measure, median } from "./measure.ts";

const READY_GOAL_MS = 1_000;
const MEMORY_GOAL_MB = 180;
const STARTS = 5;

/** How soon the production bundle answers, and what it holds in memory when nobody asks. */
export async function api(): Promise<readonly Measure[]> {
  const built = spawnSync(process.execPath, ["build.ts"], { cwd: path.join(root, "apps/api"), encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the API did not build:\n${built.stderr}`);
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-api-"));
  const server = await openServer({ dataDir, env: {} });
  try {
    const urls = await prepareDatabase(server, { dataDir, env: {} });
    const starts: Awaited<ReturnType<typeof start>>[] = [];
    for (let index = 0; index < STARTS; index += 1) starts.push(await start(urls, index === STARTS - 1));
    const readyMs = median(starts.map((one) => one.readyMs));
    const memoryMb = starts.at(-1)?.memoryMb ?? Number.NaN;
    return [
      {
        area: "api",
        measure: "bundle ready to answer",
        value: readyMs,
        unit: "ms",
        goal: READY_GOAL_MS,
        ok: readyMs <= READY_GOAL_MS,
        note: `median of ${STARTS} starts`,
      },
      {
        area: "api",
        measure: "idle resident memory",
        value: memoryMb,
        unit: "MB",
        goal: MEMORY_GOAL_MB,
        ok: memoryMb <= MEMORY_GOAL_MB,
        note: "10 s after the start",
      },
    ];
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(urls: Readonly<Record<string, string>>, idle: boolean) {
  const port = await freePort();
  const env = {
    ...process.env,
    ...urls,
    NINEFOLD_STAGE: "local",
    APP_URL: "http://localhost:3000",
    API_PORT: String(port),
    BETTER_AUTH_SECRET: randomBytes(32).toString("base64url"),
  };
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", "./instrument.js", "main.js"], {
    cwd: path.join(root, "apps/api/dist"),
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    await answered(`http://127.0.0.1:${port}/api/health/ready`, child);
    const readyMs = performance.now() - started;
    if (idle) await sleep(10_000);
    return { readyMs, memoryMb: residentMb(child.pid ?? 0) };
  } finally {
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  }
}

async function answered(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + 15_000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the API ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(10);
  }
  throw new Error("the API did not answer within 15 s");
}

/** Linux says it in /proc; elsewhere `ps` does. */
function residentMb(pid: number): number {
  if (process.platform !== "linux") {
    return Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1024;
  }
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
