import { spawn } from "node:child_process";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

const STOP_MS = 8_000;
const KEPT_LINES = 20;

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Everything it says, replaced at each start. */
  readonly logFile: string;
  /** How long it may take to end when asked to. Default 8 s. */
  readonly stopMs?: number;
  readonly onLine?: (line: string, stream: "stdout" | "stderr") => void;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended, however that came about, with a word on how. Never rejects. */
  readonly ended: Promise<string>;
  /** What it said last, at most 20 lines. */
  lastLines(): readonly string[];
  /** SIGTERM, and SIGKILL to it and all that it started when it is not gone in time. Safe to repeat. */
  stop(): Promise<void>;
}

/** Starts a program as the leader of a process group of its own, so that nothing it starts can outlive `stop`. */
export function startChild(options: ChildOptions): Child {
  const { name, command, args, cwd, env, onLine } = options;
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const log = createWriteStream(options.logFile, { mode: 0o600 });
  // A full disk must not end the product because of its logs.
  log.on("error", () => undefined);
  const kept: string[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    createInterface({ input: child[stream] }).on("line", (line) => {
      log.write(`${line}\n`);
      kept.push(line);
      if (kept.length > KEPT_LINES) kept.shift();
      onLine?.(line, stream);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("close", (code, signal) => resolve(signal === null ? `ended with code ${code}` : `ended by ${signal}`));
  });
  void ended.then(() => log.end());
  const pid = child.pid ?? 0;
  let stopping: Promise<void> | undefined;
  return {
    name,
    pid,
    ended,
    lastLines: () => [...kept],
    stop: () => (stopping ??= stopGroup(pid, options.stopMs)),
  };
}

/** Ends a group by its leader, who passes the word on; whoever does not listen in time is killed. */
export async function stopGroup(pid: number, stopMs = STOP_MS): Promise<void> {
  if (pid <= 0) return;
  const deadline = Date.now() + stopMs;
  send(pid, "SIGTERM");
  while (isAlive(pid) && Date.now() < deadline) await delay(25);
  // The leader is gone: what it left behind has not been told yet.
  if (groupIsAlive(pid)) send(-pid, "SIGTERM");
  while (groupIsAlive(pid) && Date.now() < deadline) await delay(50);
  if (groupIsAlive(pid)) send(-pid, "SIGKILL");
  const last = Date.now() + 2_000;
  while (groupIsAlive(pid) && Date.now() < last) await delay(25);
}

/**
 * Kills whatever was started with this mark in its environment and left its group, as programs do that finish some work
 * of theirs after their end. Linux only: elsewhere nobody's environment can be read.
 */
export function killMarked(mark: string): void {
  if (process.platform !== "linux") return;
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (Number(entry) !== process.pid && environmentOf(entry).includes(mark)) send(Number(entry), "SIGKILL");
  }
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}

function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // Already gone.
  }
}

function isAlive(pid: number): boolean {
  const state = stateOf(pid);
  return state === undefined ? exists(pid) : state.alive;
}

function groupIsAlive(leader: number): boolean {
  if (!exists(-leader)) return false;
  if (process.platform !== "linux") return true;
  // In a container whose first process reaps nobody, the dead stay in the table and in their group.
  return readdirSync("/proc").some((entry) => {
    const state = /^\d+$/.test(entry) ? stateOf(Number(entry)) : undefined;
    return state?.group === leader && state.alive;
  });
}

function exists(target: number): boolean {
  try {
    process.kill(target, 0);
    return true;
  } catch {
    return false;
  }
}

/** `undefined` where there is no /proc, or no such process. */
function stateOf(pid: number): { readonly alive: boolean; readonly group: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return { alive: fields[0] !== "Z" && fields[0] !== "X", group: Number(fields[2]) };
  } catch {
    return undefined;
  }
}
