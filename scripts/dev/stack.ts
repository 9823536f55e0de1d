import path from "node:path";
import { z } from "zod";
import { takeLock } from "../lib/lock.mjs";
import { pinnedNode, root, toolEnv } from "../lib/machine.mjs";
import { portRefusal } from "../lib/port.mjs";
import { forgetRunning, makeDataFolder, settingsOf, stopRemains } from "./data-folder.ts";
import { type DatabaseServer, openServer, prepareDatabase } from "./database.ts";
import {
  type EmulatorAddresses,
  emulatorAddresses,
  emulatorEnv,
  emulatorPorts,
  emulatorsProgram,
} from "./emulators.ts";
import { StackError } from "./errors.ts";
import { stickyPort } from "./ports.ts";
import { type Program, programsFor } from "./programs.ts";
import { ready } from "./ready.ts";
import { createPrograms, logFile, type Programs, type Running } from "./running.ts";

export interface StackOptions {
  /** `dev` watches the source; `preview` runs what `turbo run build` makes, and makes it. */
  readonly mode: "dev" | "preview";
  /** Database, secrets, ports, logs and the lock of this stack. One stack per folder at a time. */
  readonly dataDir: string;
  /** Of the web app. Default: any free one, the same as last time when possible. */
  readonly port?: number;
  /** True: neither progress nor logs are printed. */
  readonly quiet?: boolean;
  /** True: every line of the programs is printed, not warnings and worse alone. */
  readonly verbose?: boolean;
  /** False when the caller has just built. */
  readonly build?: boolean;
  /** Begin with an empty database; never on a `DATABASE_URL`. */
  readonly fresh?: boolean;
  /** False for runs whose data nobody keeps: neither rows nor mail are safe on the disk then. */
  readonly durable?: boolean;
  /** What the programs are told; what is unset there is filled in. Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** What runs beside the emulators. Default: API, worker and web of the mode. */
  readonly programs?: (port: number) => readonly Program[];
  /** Ends a start that is under way; everything it began is stopped again. */
  readonly signal?: AbortSignal;
  /** A program ended by itself after the start; the others go on. */
  readonly onCrash?: (name: string) => void;
}

const SignIn = z.object({ email: z.string(), password: z.string() });
const Demo = SignIn.extend({ workspaceUrl: z.string(), operator: SignIn.optional() });
export type Demo = z.infer<typeof Demo>;

export interface Stack {
  readonly baseUrl: string;
  /** Absent where the stage forbids demo data. */
  readonly demo: Demo | undefined;
  /** What the programs were started with. Holds secrets. */
  readonly env: NodeJS.ProcessEnv;
  readonly databaseLocation: string;
  /** The vendors on this machine. They run also where the environment names the real ones. */
  readonly emulators: EmulatorAddresses;
  /** Programs first, Postgres last. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * The whole product on this machine; it answers requests when the promise resolves.
 * @throws StackError, LocalPostgresError or DatabaseError with a message for a person; nothing is left running then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, mode, signal } = options;
  const say = options.quiet ? () => undefined : (line: string) => console.log(line);
  const programs = createPrograms(options, say);
  const undo: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= undoAll(programs, undo));
  try {
    const port = await claimFolder(options, undo);
    const baseUrl = `http://localhost:${port}`;
    const outer = withoutEmpty(options.env ?? process.env);
    if (mode === "preview" && options.build !== false) await build(programs, outer, say);

    const database = { ...options, env: outer, onProgress: say };
    const server = await openServer(database);
    undo.push(() => server.stop());
    signal?.throwIfAborted();
    const urls = await prepareDatabase(server, database);
    signal?.throwIfAborted();

    const ports = await emulatorPorts(dataDir);
    const emulators = emulatorAddresses(ports);
    const env = await programEnv(dataDir, outer, { port, baseUrl, urls, emulators });
    say("Starting emulators");
    const place = { dataDir, durable: options.durable !== false, env, productUrl: baseUrl };
    const vendors = programs.run(emulatorsProgram(ports, place));
    const demo = await seed(programs, { ...env, DATABASE_URL: server.ownerUrl }, say);
    say("Starting API, worker and web");
    const wanted = options.programs?.(port) ?? programsFor(mode, port);
    const started = wanted.map((program) => programs.run({ ...program, env: { ...env, NODE_ENV: program.nodeEnv } }));
    const running = [vendors, ...started];
    await ready({ baseUrl, apiUrl: env["API_URL"], emulators, running, dataDir, signal, say });
    const watchDatabase = async ({ untilGone, logFile: log }: DatabaseServer) => {
      await untilGone();
      if (stopping !== undefined) return;
      say(`Postgres ended by itself; its log: ${log}. The data is kept: start again.`);
      options.onCrash?.("postgres");
    };
    const watch = async ({ child }: Running) => {
      const how = await child.ended;
      if (stopping !== undefined) return;
      say(`${child.name} ${how}. Its whole log: ${logFile(dataDir, child.name)}`);
      options.onCrash?.(child.name);
    };
    for (const program of running) void watch(program);
    void watchDatabase(server);
    return { baseUrl, demo, env, databaseLocation: describeLocation(server), emulators, stop };
  } catch (error) {
    await stop();
    throw signal?.aborted ? new StackError("Stopped before it had started.") : error;
  }
}

async function undoAll(programs: Programs, undo: (() => Promise<void> | void)[]): Promise<void> {
  await programs.stop();
  for (const step of undo.toReversed()) await step();
}

/** The folder is ours, nothing of an earlier start is left, and the port can be used: all before any work is done. */
async function claimFolder(options: StackOptions, undo: (() => Promise<void> | void)[]): Promise<number> {
  const { dataDir } = options;
  makeDataFolder(dataDir);
  const lock = takeLock(path.join(dataDir, "run.lock"));
  if ("holder" in lock) {
    const where = typeof lock.holder["url"] === "string" ? ` at ${lock.holder["url"]}` : "";
    throw new StackError(`Already running${where} (process ${lock.holder.pid}). Stop that one first.`);
  }
  undo.push(lock.release);
  await stopRemains(dataDir);
  undo.push(() => forgetRunning(dataDir));
  const port = options.port ?? (await stickyPort(dataDir, "web"));
  const refusal = await portRefusal(port);
  if (refusal !== undefined) throw new StackError(refusal);
  lock.update({ url: `http://localhost:${port}` });
  return port;
}

async function build(programs: Programs, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  say("Building");
  // A build is the same for every stage and needs no configuration.
  const { NINEFOLD_STAGE: _stage, ...neutral } = { ...env, ...toolEnv() };
  await programs.finish({ name: "build", command: "turbo", args: ["run", "build"], cwd: root, env: neutral });
}

async function seed(
  programs: Programs,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Demo | undefined> {
  if (!["local", "test"].includes(env["NINEFOLD_STAGE"] ?? "")) return undefined;
  say("Seeding demo data");
  const cwd = path.join(root, "apps/api");
  const seeding = programs.finish({ name: "seed", command: pinnedNode, args: ["src/seed.ts"], cwd, env });
  const lines = await seeding.catch((error: unknown) => {
    // Its password comes from the secret: with another one the product runs, and only the demo person stays outside.
    if (!(error instanceof StackError && error.message.includes("the demo person could not sign in"))) throw error;
    say(
      "BETTER_AUTH_SECRET has changed since the demo was made, so its password is lost. `npm run db:reset` begins anew.",
    );
    return [];
  });
  const found = lines.filter((line) => line.startsWith("{")).map((line) => Demo.safeParse(JSON.parse(line)));
  return found.find((one) => one.success)?.data;
}

/** The outer environment wins; a variable that it leaves out is filled in for this machine. */
async function programEnv(
  dataDir: string,
  outer: NodeJS.ProcessEnv,
  made: {
    readonly port: number;
    readonly baseUrl: string;
    readonly urls: Readonly<Record<string, string>>;
    readonly emulators: EmulatorAddresses;
  },
): Promise<NodeJS.ProcessEnv> {
  const apiPort = outer["API_PORT"] ?? String(await stickyPort(dataDir, "api"));
  // The programs never see the owner of the database: provisioning, migrations and the seed alone do.
  const { DATABASE_URL: _owner, ...others } = outer;
  return {
    NINEFOLD_STAGE: "local",
    APP_URL: made.baseUrl,
    API_URL: `http://127.0.0.1:${apiPort}`,
    ...emulatorEnv(made.emulators),
    ...settingsOf(dataDir),
    ...others,
    ...made.urls,
    ...pick(toolEnv(), ["PATH", "HOME", "NEXT_TELEMETRY_DISABLED", "DO_NOT_TRACK"]),
    API_PORT: apiPort,
    PORT: String(made.port),
  };
}

function describeLocation(server: DatabaseServer): string {
  return server.location.startsWith(root) ? path.relative(root, server.location) : server.location;
}

/** An empty string means unset, here as everywhere. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
