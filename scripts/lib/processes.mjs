import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** @type {readonly NodeJS.Signals[]} */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * When the process started, in an opaque form; `undefined` when it is gone. Pids are used again, pairs are not.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processStart(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    if (process.platform === "linux") return undefined;
  }
  const line = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  return line === "" || line.startsWith("Z") ? undefined : line.replace(/^\S+\s+/, "");
}

/**
 * Calls `onEnd` when this process is asked to end. npm runs scripts through a shell that dies of a signal without
 * passing it on, and that outlives an npm which was killed, so a start through npm also watches for the death of both.
 * @param {(signal: NodeJS.Signals) => void} onEnd may be called more than once
 * @param {{ withParent?: boolean }} [options] `withParent`: the parent's death counts however it was started
 * @returns {() => void} stops listening
 */
export function onEnding(onEnd, { withParent = process.env.npm_lifecycle_event !== undefined } = {}) {
  for (const signal of ENDING) process.on(signal, onEnd);
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : undefined;
  const watch = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(watch);
    onEnd("SIGTERM");
  }, 200).unref();
  // Without npm in between, losing the parent is what `nohup … &` is for.
  if (!withParent) clearInterval(watch);
  return () => {
    clearInterval(watch);
    for (const signal of ENDING) process.off(signal, onEnd);
  };
}

/** Linux only: elsewhere nobody's parent can be read without a program for it. @param {number} pid */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isShell(pid) {
  try {
    return /^\S*sh\0-c\0/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return false;
  }
}

/** Ends a group; one that is gone already is fine. @param {number | undefined} leader */
export function endGroup(leader) {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGTERM");
  } catch {
    // It ended in the meantime.
  }
}

/**
 * Runs a program in the foreground and ends with its outcome. Signals are passed on; we leave when it has left.
 * @param {string} command @param {readonly string[]} args @param {{ env: NodeJS.ProcessEnv, cwd?: string }} options
 * @returns {Promise<number>} the exit code; 128 + n for a signal, 127 when it could not be started
 */
export function runForeground(command, args, options) {
  return new Promise((done) => {
    const child = spawn(command, args, { ...options, stdio: ["inherit", "inherit", "inherit"] });
    const off = onEnding((signal) => child.kill(signal));
    child.once("error", (error) => {
      off();
      console.error(`${command} could not be started: ${error.message}`);
      done(127);
    });
    child.once("exit", (code, signal) => {
      off();
      done(code ?? 128 + signalNumber(signal));
    });
  });
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[String(signal)] ?? 1;
}
