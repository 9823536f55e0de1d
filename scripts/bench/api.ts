import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { answered, buildBundle, bundleEnv, freePort, startProgram, stopProgram } from "./bundle.ts";
import { type Measure, median, residentMb } from "./measure.ts";

const READY_GOAL_MS = 1_000;
const MEMORY_GOAL_MB = 190;
const STARTS = 5;

/** How soon the production bundle answers, and what it holds in memory when nobody asks. */
export async function api(): Promise<readonly Measure[]> {
  buildBundle();
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
  const started = performance.now();
  const child = startProgram("main", bundleEnv({ ...urls, API_PORT: String(port) }));
  try {
    await answered(`http://127.0.0.1:${port}/api/health/ready`, child);
    const readyMs = performance.now() - started;
    if (idle) await sleep(10_000);
    return { readyMs, memoryMb: residentMb(child.pid ?? 0) };
  } finally {
    await stopProgram(child);
  }
}
