import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../database/root.ts";
import type { Measure } from "./measure.ts";

const PORT = "3999";
const LIMIT_MS = 300_000;

/** From a fresh clone of HEAD to the first rendered page, with nothing in the package store, then with everything, then again. */
export async function firstRun(): Promise<readonly Measure[]> {
  const store = await mkdtemp(path.join(tmpdir(), "bench-store-"));
  try {
    const cold = await clone(async (folder) => seconds(folder, store));
    const [warm, second] = await clone(async (folder) => [await seconds(folder, store), await seconds(folder, store)]);
    return [
      toMeasure("clone to first page, cold package store", cold, 120),
      toMeasure("clone to first page, warm package store", warm ?? Number.NaN, 45),
      toMeasure("second `npm start`", second ?? Number.NaN, 15),
    ];
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}

const toMeasure = (measure: string, value: number, goal: number): Measure => ({
  area: "first-run",
  measure,
  value,
  unit: "s",
  goal,
  ok: value <= goal,
});

async function clone<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-clone-"));
  try {
    const cloned = spawnSync("git", ["clone", "--quiet", root, folder], { encoding: "utf8" });
    if (cloned.status !== 0) throw new Error(cloned.stderr);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `npm start` as a newcomer types it, until the landing page answers; then Ctrl-C, and until everything has stopped. */
async function seconds(folder: string, store: string): Promise<number> {
  const { npm_config_user_agent: _agent, npm_execpath: _exec, npm_lifecycle_event: _event, ...inherited } = process.env;
  // The pinned runtime of this checkout must not stand in for the machine's own.
  const searched = (inherited["PATH"] ?? "").split(path.delimiter).filter((one) => !one.includes("node_modules"));
  const env = {
    ...inherited,
    PATH: searched.join(path.delimiter),
    PORT,
    XDG_DATA_HOME: path.join(store, "data"),
    XDG_CACHE_HOME: path.join(store, "cache"),
    npm_config_cache: path.join(store, "npm"),
  };
  const started = performance.now();
  const child = spawn("npm", ["start"], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"], detached: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    while (performance.now() - started < LIMIT_MS) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      const page = await fetch(`http://localhost:${PORT}/`).catch(() => undefined);
      if (page?.ok && (await page.text()).includes("</html>")) return (performance.now() - started) / 1_000;
      await sleep(100);
    }
    throw new Error("no page within five minutes");
  } finally {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    await ended;
  }
}
