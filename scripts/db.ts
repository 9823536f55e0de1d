import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { DatabaseError } from "../apps/api/src/database/errors.ts";
import { migrate } from "../apps/api/src/database/migrate.ts";
import { describeGrant, grantOperator } from "../apps/api/src/database/operators.ts";
import { provision } from "../apps/api/src/database/provision.ts";
import { describeReset, resetSecondFactor } from "../apps/api/src/database/second-factors.ts";
import { backup, restore } from "./database/backup.ts";
import { generate } from "./database/generate.ts";
import { root } from "./database/root.ts";
import { makeDataFolder, settingsOf } from "./dev/data-folder.ts";
import { type DatabaseServer, openServer, prepareDatabase } from "./dev/database.ts";

/**
 * `npm run db:<verb>`. The database is the one that `DATABASE_URL` names (its owner), else this clone's bundled one,
 * started for the time of the command when `npm start` is not running.
 */
const USAGE =
  "db:generate [name] | db:migrate | db:provision [-- --rotate] | db:seed | db:reset | db:studio | db:backup FILE | db:restore FILE | admin:grant EMAIL | admin:reset-second-factor EMAIL";
const dataDir = path.join(root, ".data");
const [verb = "", ...args] = process.argv.slice(2);

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (!(error instanceof DatabaseError) && process.env["DEBUG"]) console.error(error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  switch (verb) {
    case "generate":
      return report(await generate(nameOf(args)), "No table changed.");
    case "migrate":
      return onServer(async ({ ownerUrl }) => report((await migrate({ ownerUrl })).applied, "Nothing to apply."));
    case "provision":
      return onServer(provisioned);
    case "reset":
      return reset();
    case "studio":
      return onServer(studio);
    case "seed":
      return onServer(seed);
    case "backup":
      return onServer(async ({ ownerUrl }) => report([await backup(ownerUrl, fileOf(args))], ""));
    case "restore":
      return onServer(async ({ ownerUrl }) => report([await restore(ownerUrl, fileOf(args))], ""));
    case "grant":
      return onServer(grant);
    case "reset-second-factor":
      return onServer(resetFactor);
    default:
      throw new Error(`Usage: ${USAGE}`);
  }
}

/** Part of a file's name: what asks for help must not become a migration. */
function nameOf([name = "change"]: readonly string[]): string {
  if (/^[a-z][a-z0-9_]*$/.test(name)) return name;
  throw new Error(
    `A migration is named in lower-case letters, digits and underscores, not "${name}".\nUsage: ${USAGE}`,
  );
}

async function onServer(work: (server: DatabaseServer) => Promise<void>): Promise<void> {
  loadEnv();
  makeDataFolder(dataDir);
  const server = await openServer({ dataDir, env: process.env, onProgress: (line) => console.error(line) });
  try {
    await work(server);
  } finally {
    if (!server.borrowed) await server.stop();
  }
}

/** Real variables win over the file's, as everywhere. */
function loadEnv(): void {
  try {
    process.loadEnvFile(path.join(root, ".env"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

async function provisioned(server: DatabaseServer): Promise<void> {
  const rotate = args.includes("--rotate");
  if (server.bundled) {
    const urls = await prepareDatabase(server, { dataDir, env: process.env });
    return report(
      Object.entries(urls).map(([name, url]) => `${name}=${url}`),
      "",
    );
  }
  const urls = await provision({ ownerUrl: server.ownerUrl, rotate });
  report(
    Object.entries(urls).map(([name, url]) => `${name}=${url}`),
    "",
  );
}

async function seed(server: DatabaseServer): Promise<void> {
  const urls = await prepareDatabase(server, { dataDir, env: process.env });
  const env = {
    NINEFOLD_STAGE: "local",
    APP_URL: "http://localhost:3000",
    ...settingsOf(dataDir),
    ...process.env,
    ...urls,
    DATABASE_URL: server.ownerUrl,
  };
  const { status } = spawnSync(process.execPath, ["src/seed.ts"], {
    cwd: path.join(root, "apps/api"),
    env,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The demo data was not written.");
}

/** `npm run admin:grant -- <email>`: an operator of the platform. */
async function grant({ ownerUrl }: DatabaseServer): Promise<void> {
  const [email = ""] = args;
  const outcome = await grantOperator({ ownerUrl, email, command: "admin:grant" });
  report([describeGrant(email, outcome)], "");
}

/** `npm run admin:reset-second-factor -- <email>`: for somebody who has lost it and every recovery code. */
async function resetFactor({ ownerUrl }: DatabaseServer): Promise<void> {
  const [email = ""] = args;
  report([describeReset(email, await resetSecondFactor({ ownerUrl, email }))], "");
}

async function reset(): Promise<void> {
  if (process.env["DATABASE_URL"])
    throw new Error("DATABASE_URL: only the bundled database is reset; drop this one yourself.");
  const options = { dataDir, env: process.env, fresh: true, onProgress: (line: string) => console.error(line) };
  makeDataFolder(dataDir);
  const server = await openServer({ dataDir, env: process.env });
  if (server.borrowed) throw new Error("The product is running. Stop it first (Ctrl-C where `npm start` runs).");
  await server.stop();
  const empty = await openServer(options);
  try {
    rmSync(path.join(dataDir, "database.json"), { force: true });
    // Mail of accounts that are gone.
    rmSync(path.join(dataDir, "emulators"), { recursive: true, force: true });
    await prepareDatabase(empty, options);
    console.log("The database is empty and migrated. `npm start` adds the demo workspace.");
  } finally {
    await empty.stop();
  }
}

async function studio({ ownerUrl }: DatabaseServer): Promise<void> {
  const env = { ...process.env, STUDIO_URL: ownerUrl };
  spawnSync("pnpm", ["exec", "drizzle-kit", "studio", "--config", "scripts/database/studio.config.ts"], {
    cwd: root,
    env,
    stdio: "inherit",
  });
}

/** The person who typed the command means a path from where they stand, not from the root. */
function fileOf([file]: readonly string[]): string {
  if (file === undefined) throw new Error(`Name a file. Usage: ${USAGE}`);
  return path.resolve(process.env["INIT_CWD"] ?? process.cwd(), file);
}

function report(lines: readonly string[], nothing: string): void {
  console.log(lines.length === 0 ? nothing : lines.join("\n"));
}
