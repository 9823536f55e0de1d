import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { LocalPostgresError } from "./postgres-errors.ts";
import { codeOf } from "./postgres-lock.ts";
import { asAccount, type Place } from "./postgres-place.ts";

export function hasDatabase({ dataDir, major }: Place): boolean {
  if (!existsSync(dataDir)) return false;
  let version: string;
  try {
    version = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  } catch (cause) {
    if (codeOf(cause) === "EACCES") {
      throw new LocalPostgresError(
        "not_ours",
        `${dataDir} belongs to another user: run as that user, or move the folder away to start empty.`,
        { cause },
      );
    }
    if (readdirSync(dataDir).length > 0) {
      throw new LocalPostgresError(
        "not_ours",
        `${dataDir} holds files but no database: move them away, or choose another folder.`,
        { cause },
      );
    }
    rmSync(dataDir, { recursive: true });
    return false;
  }
  if (version === String(major)) return true;
  throw new LocalPostgresError(
    "other_version",
    `${dataDir} was made by Postgres ${version} and this is Postgres ${major}: dump it with the old version, or move the folder away to start empty.`,
  );
}

/** Into a sibling folder first, renamed when complete: what carries the final name is never half a database. */
export async function createCluster(place: Place, durable: boolean, signal?: AbortSignal): Promise<void> {
  const staging = `${place.dataDir}.new-${process.pid}-${randomUUID()}`;
  const password = randomBytes(24).toString("hex");
  try {
    mkdirSync(staging, { mode: 0o700 });
    writeFileSync(join(staging, "password"), password, { mode: 0o600 });
    give(place, staging, join(staging, "password"));
    await runInitdb(place, staging, durable, signal);
    renameSync(join(staging, "password"), passwordFile(place));
    renameSync(join(staging, "data"), place.dataDir);
  } catch (cause) {
    throw cause instanceof LocalPostgresError ? cause : startError(place, String(cause), { cause });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function runInitdb(place: Place, staging: string, durable: boolean, signal?: AbortSignal): Promise<void> {
  const args = [
    `--pgdata=${join(staging, "data")}`,
    `--pwfile=${join(staging, "password")}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ];
  if (!durable) args.push("--no-sync");
  const child = spawn(place.initdb, args, { ...asAccount(place.account), stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const interrupt = () => child.kill("SIGINT");
  signal?.addEventListener("abort", interrupt, { once: true });
  if (signal?.aborted) interrupt();
  const code = await ended(child);
  signal?.removeEventListener("abort", interrupt);
  if (signal?.aborted) throw new LocalPostgresError("aborted", "Starting Postgres was interrupted.");
  if (code !== 0) throw startError(place, said);
}

export function readPassword(place: Place): string {
  try {
    return readFileSync(passwordFile(place), "utf8").trim();
  } catch (cause) {
    throw new LocalPostgresError(
      "not_ours",
      `The password of the database is missing (${passwordFile(place)}): put the file back, or move ${place.dataDir} away to start empty.`,
      { cause },
    );
  }
}

export function startError(
  place: Place,
  said: string,
  options: { cause?: unknown; port?: number } = {},
): LocalPostgresError {
  const { port, ...rest } = options;
  if (/No space left on device|ENOSPC/.test(said)) {
    return new LocalPostgresError(
      "disk_full",
      `The disk is full: Postgres needs about 100 MB in ${dirname(place.dataDir)}.`,
      rest,
    );
  }
  if (/Address already in use/.test(said)) {
    return new LocalPostgresError(
      "port_taken",
      `Port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another for Postgres.`,
      rest,
    );
  }
  const reason =
    said
      .split("\n")
      .filter((line) => /FATAL|PANIC|error/i.test(line))
      .at(-1) ?? said.trim().split("\n").at(-1);
  return new LocalPostgresError(
    "start_failed",
    `Postgres did not start (${reason?.trim() || "it said nothing"}): see ${logFile(place)}.`,
    rest,
  );
}

function give(place: Place, ...paths: string[]): void {
  if (place.account === undefined) return;
  for (const path of paths) chownSync(path, place.account.uid, place.account.gid);
}

export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => {
    child.once("error", () => done(null));
    child.once("close", (code) => done(code));
  });
}

const passwordFile = ({ dataDir }: Place) => `${dataDir}.password`;
export const logFile = ({ dataDir }: Place) => `${dataDir}.log`;
