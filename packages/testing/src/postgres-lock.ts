import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { LocalPostgresError } from "./postgres-errors.ts";
import { processStart } from "./postgres-process.ts";

/** Longer than any start takes. */
const WAIT_MS = 60_000;

const Owner = z.object({ pid: z.number(), start: z.string() });
export type Owner = z.infer<typeof Owner>;

/** Which process holds something; its start time tells it from a later one with the same pid. */
export function readNote(file: string): Owner | undefined {
  try {
    return Owner.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** One start per folder at a time. A lock whose process is gone is no obstacle. */
export async function lockFolder(dataDir: string, signal?: AbortSignal): Promise<() => void> {
  const file = `${dataDir}.lock`;
  const deadline = Date.now() + WAIT_MS;
  while (true) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, start: processStart(process.pid) }), {
        flag: "wx",
        mode: 0o600,
      });
      return () => rmSync(file, { force: true });
    } catch (cause) {
      if (codeOf(cause) === "ENOSPC") rmSync(file, { force: true });
      if (codeOf(cause) !== "EEXIST") throw folderError(dataDir, cause);
    }
    const holder = readNote(file);
    // Without a readable note it is either just being written or was cut off by a full disk; age tells which.
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const stale = holder === undefined ? age > 2_000 : processStart(holder.pid) !== holder.start;
    if (stale) rmSync(file, { force: true });
    else await delay(50);
    if (signal?.aborted) throw new LocalPostgresError("aborted", "Starting Postgres was interrupted.");
    if (Date.now() > deadline) {
      throw new LocalPostgresError(
        "busy",
        `Process ${holder?.pid} has been starting Postgres on ${dataDir} for a minute: stop it and start again.`,
      );
    }
  }
}

/** What a killed start left beside the folder. Only called under the lock. */
export function clearLeftovers(dataDir: string): void {
  const prefix = `${basename(dataDir)}.new-`;
  for (const name of readdirSync(dirname(dataDir)).filter((one) => one.startsWith(prefix))) {
    rmSync(join(dirname(dataDir), name), { recursive: true, force: true });
  }
}

function folderError(dataDir: string, cause: unknown): LocalPostgresError {
  if (codeOf(cause) === "ENOSPC") {
    return new LocalPostgresError(
      "disk_full",
      `The disk is full: Postgres needs about 100 MB in ${dirname(dataDir)}.`,
      { cause },
    );
  }
  return new LocalPostgresError(
    "not_ours",
    `${dirname(dataDir)} can not be written: change its owner, or choose another folder.`,
    { cause },
  );
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
