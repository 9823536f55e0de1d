import path from "node:path";
import { startPostgres } from "@ninefold/testing/postgres";
import postgres from "postgres";
import { z } from "zod";
import { migrate } from "../../apps/api/src/database/migrate.ts";
import { type DatabaseUrls, provision } from "../../apps/api/src/database/provision.ts";
import { makeDataFolder } from "./data-folder.ts";
import { StackError } from "./errors.ts";
import { readPrivate, writePrivate } from "./files.ts";
import { lastPort, rememberPort, stickyPort } from "./ports.ts";

const DATABASE = "ninefold";

export interface DatabaseOptions {
  /** The folder for everything local: `.data` unless a test or a bench brings its own. */
  readonly dataDir: string;
  /** `DATABASE_URL` in here names a Postgres that somebody else runs; without it the bundled server is started. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Begin with an empty database. The bundled server only: a database of somebody else's is never dropped. */
  readonly fresh?: boolean;
  /** False for runs whose data nobody keeps. */
  readonly durable?: boolean;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface DatabaseServer {
  /** The owner, into the product's own database. */
  readonly ownerUrl: string;
  /** For a person: where the data is. Without credentials. */
  readonly location: string;
  readonly bundled: boolean;
  /** True when another process holds the bundled server; `stop` then leaves it alone. */
  readonly borrowed: boolean;
  /** For a person: where a bundled server writes what happens to it. */
  readonly logFile?: string;
  /** Resolves when a bundled server is gone, by `stop` or by itself. */
  untilGone(): Promise<void>;
  stop(): Promise<void>;
}

/** The server and, on the bundled one, an empty database when there is none yet. */
export async function openServer(options: DatabaseOptions): Promise<DatabaseServer> {
  const { dataDir, env, onProgress = () => undefined } = options;
  if (env["DATABASE_URL"]) return external(env["DATABASE_URL"]);
  makeDataFolder(dataDir);
  onProgress("Starting Postgres");
  const folder = path.join(dataDir, "postgres");
  const server = await startPostgres({
    dataDir: folder,
    port: await stickyPort(dataDir, "postgres"),
    onProgress,
    ...(options.durable === undefined ? {} : { durable: options.durable }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  try {
    rememberPort(dataDir, "postgres", server.port);
    await ensureDatabase(server.ownerUrl, options.fresh ?? false);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const ownerUrl = new URL(server.ownerUrl);
  ownerUrl.pathname = `/${DATABASE}`;
  return {
    ownerUrl: ownerUrl.href,
    location: `${server.dataDir} (Postgres on 127.0.0.1:${server.port})`,
    bundled: true,
    borrowed: server.borrowed,
    logFile: `${server.dataDir}.log`,
    untilGone: () => server.untilGone(),
    stop: () => server.stop(),
  };
}

/** Roles and tables as the code wants them. Passwords are made once and kept in `database.json`. */
export async function prepareDatabase(server: DatabaseServer, options: DatabaseOptions): Promise<DatabaseUrls> {
  const { dataDir, env, onProgress = () => undefined } = options;
  onProgress("Provisioning roles");
  const file = path.join(dataDir, "database.json");
  const given = Urls.safeParse(env).data;
  // Logins outlive a database that was dropped; provisioned anew, the new one gets its grants.
  const known = options.fresh ? undefined : (given ?? alignedTo(server.ownerUrl, readPrivate(file, Kept)));
  // The bundled server is this clone's alone, so a lost password is simply replaced.
  const rotate = known === undefined && server.bundled && !server.borrowed;
  const urls = await provision({ ownerUrl: server.ownerUrl, known, rotate });
  if (given === undefined) writePrivate(file, { server: addressOf(server.ownerUrl, server.bundled), urls });
  onProgress("Applying migrations");
  await migrate({ ownerUrl: server.ownerUrl, onProgress: (line) => onProgress(`Applying migration ${line}`) });
  return urls;

  function alignedTo(ownerUrl: string, kept: z.infer<typeof Kept> | undefined): DatabaseUrls | undefined {
    if (kept?.server !== addressOf(ownerUrl, server.bundled)) return undefined;
    const { host } = new URL(ownerUrl);
    const entries = Object.entries(kept.urls).map(([name, url]) => [name, Object.assign(new URL(url), { host }).href]);
    return Urls.parse(Object.fromEntries(entries));
  }
}

/** The logins that were made last time, on the port of that time; `undefined` when there are none for this server. */
export function lastUrls(dataDir: string, env: DatabaseOptions["env"]): DatabaseUrls | undefined {
  const kept = readPrivate(path.join(dataDir, "database.json"), Kept);
  const ownerUrl = env["DATABASE_URL"];
  if (kept === undefined || (ownerUrl !== undefined && !URL.canParse(ownerUrl))) return undefined;
  if (ownerUrl !== undefined) return kept.server === addressOf(ownerUrl, false) ? kept.urls : undefined;
  const port = lastPort(dataDir, "postgres");
  if (kept.server !== "bundled" || port === undefined) return undefined;
  const entries = Object.entries(kept.urls).map(([name, url]) => [
    name,
    Object.assign(new URL(url), { port: String(port) }).href,
  ]);
  return Urls.parse(Object.fromEntries(entries));
}

const Urls = z.object({
  DATABASE_APP_URL: z.string().min(1),
  DATABASE_IDENTITY_URL: z.string().min(1),
  DATABASE_SYSTEM_URL: z.string().min(1),
  DATABASE_QUEUE_URL: z.string().min(1),
});
const Kept = z.object({ server: z.string(), urls: Urls });

/** The bundled server may come back on another port and is still the same one. */
function addressOf(ownerUrl: string, bundled: boolean): string {
  const { host, pathname } = new URL(ownerUrl);
  return bundled ? "bundled" : `${host}${pathname}`;
}

function external(ownerUrl: string): DatabaseServer {
  const url = URL.canParse(ownerUrl) ? new URL(ownerUrl) : undefined;
  if (url === undefined || !["postgres:", "postgresql:"].includes(url.protocol))
    throw new StackError("DATABASE_URL: not the address of a Postgres, as postgres://user:password@host:5432/name is.");
  const location = `${url.host}${url.pathname} (DATABASE_URL)`;
  return { ownerUrl, location, bundled: false, borrowed: false, untilGone: forever, stop: async () => undefined };
}

function forever(): Promise<void> {
  return new Promise(() => undefined);
}

async function ensureDatabase(serverUrl: string, fresh: boolean): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    if (fresh) await sql`drop database if exists ${sql(DATABASE)} with (force)`;
    const [exists] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!exists) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
