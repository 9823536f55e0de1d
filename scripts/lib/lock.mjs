import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { processStart } from "./processes.mjs";

/**
 * @typedef {{ pid: number, start: string | undefined } & Record<string, unknown>} Holder
 */

/**
 * Takes a lock file for this process. A lock whose process is gone (a crash, a restart of the machine) is no obstacle.
 * @param {string} file in a folder that exists
 * @param {Record<string, unknown>} [note] further facts for whoever meets the lock
 * @returns {{ release: () => void, update: (note: Record<string, unknown>) => void } | { holder: Holder }}
 */
export function takeLock(file, note = {}) {
  const self = { pid: process.pid, start: processStart(process.pid) };
  /** @param {Record<string, unknown>} facts */
  const text = (facts) => JSON.stringify({ ...facts, ...self });
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      writeFileSync(file, text(note), { flag: "wx", mode: 0o600 });
      return {
        release: () => {
          if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
        },
        update: (facts) => writeFileSync(file, text(facts), { mode: 0o600 }),
      };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENOSPC") rmSync(file, { force: true });
      if (code !== "EEXIST") throw error;
    }
    const holder = readHolder(file);
    const alive = holder === undefined ? undefined : processStart(holder.pid);
    if (holder !== undefined && alive !== undefined && alive === holder.start) return { holder };
    // An unreadable note is either just being written, or was cut short by a full disk: its age tells which.
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (holder !== undefined || age > 2_000) rmSync(file, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  throw new Error(`${file} is in the way: remove it and try again.`);
}

/** Whoever holds the lock and lives. Takes and removes nothing. @param {string} file @returns {Holder | undefined} */
export function lockHolder(file) {
  const holder = readHolder(file);
  const alive = holder === undefined ? undefined : processStart(holder.pid);
  return alive !== undefined && alive === holder?.start ? holder : undefined;
}

/** @param {string} file @returns {Holder | undefined} */
function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8"));
    return typeof holder?.pid === "number" ? holder : undefined;
  } catch {
    return undefined;
  }
}
