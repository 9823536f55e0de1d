import { randomUUID } from "node:crypto";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { takeLock } from "../lib/lock.mjs";
import { pinnedNode, root, toolEnv } from "../lib/machine.mjs";
import { portRefusal } from "../lib/port.mjs";
import { type Child, killMarked, startChild } from "./child.ts";
import { forgetRunning, makeDataFolder, noteRunning, secretsOf, stopRemains } from "./data-folder.ts";
import { type DatabaseServer, openServer, prepareDatabase } from "./database.ts";
import { StackError } from "./errors.ts";
import { createLineFilter } from "./log-lines.ts";
import { stickyPort } from "./ports.ts";
import { type Program, programsFor } from "./programs.ts";

const READY_MS = 180_000;

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
  readonly durable?: boolean;
  /** What the programs are told; what is unset there is filled in. Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** What runs. Default: API, worker and web of the mode. */
  readonly programs?: (port: number) => readonly Program[];
  /** Ends a start that is under way; everything it began is stopped again. */
  readonly signal?: AbortSignal;
  /** A program ended by itself after the start; the others go on. */
  readonly onCrash?: (name: string) => void;
}

const Demo = z.object({ email: z.string(), password: z.string(), workspaceUrl: z.string() });
export type Demo = z.infer<typeof Demo>;

export interface Stack {
  readonly baseUrl: string;
  /** Absent where the stage forbids demo data. */
  readonly demo: Demo | undefined;
  /** What the programs were started with. Holds secrets. */
  readonly env: NodeJS.ProcessEnv;
  readonly databaseLocation: string;
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

    const env = await programEnv(dataDir, outer, { port, baseUrl, urls });
    const demo = await seed(programs, env, say);
    say("Starting API, worker and web");
    const wanted = options.programs?.(port) ?? programsFor(mode, port);
    const running = wanted.map((program) => programs.run({ ...program, env: { ...env, NODE_ENV: program.nodeEnv } }));
    await ready({ baseUrl, apiUrl: env["API_URL"], running, dataDir, signal, say });
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
    return { baseUrl, demo, env, databaseLocation: describeLocation(server), stop };
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
  if (env["NINEFOLD_STAGE"] !== "local" && env["NINEFOLD_STAGE"] !== "test") return undefined;
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
  made: { readonly port: number; readonly baseUrl: string; readonly urls: Readonly<Record<string, string>> },
): Promise<NodeJS.ProcessEnv> {
  const apiPort = outer["API_PORT"] ?? String(await stickyPort(dataDir, "api"));
  // The programs never see the owner of the database: provisioning and migrations alone do.
  const { DATABASE_URL: _owner, ...others } = outer;
  return {
    NINEFOLD_STAGE: "local",
    APP_URL: made.baseUrl,
    API_URL: `http://127.0.0.1:${apiPort}`,
    ...secretsOf(dataDir),
    ...others,
    ...made.urls,
    ...pick(toolEnv(), ["PATH", "HOME", "NEXT_TELEMETRY_DISABLED", "DO_NOT_TRACK"]),
    API_PORT: apiPort,
    PORT: String(made.port),
  };
}

interface ReadyOptions {
  readonly baseUrl: string;
  readonly apiUrl: string | undefined;
  readonly running: readonly Running[];
  readonly dataDir: string;
  readonly signal: AbortSignal | undefined;
  readonly say: (line: string) => void;
}

async function ready({ baseUrl, apiUrl, running, dataDir, signal, say }: ReadyOptions): Promise<void> {
  const failed = Promise.race(running.map(async (one) => failureOf(one, await one.failed)));
  const deadline = Date.now() + READY_MS;
  let nextWord = Date.now() + 15_000;
  // The API by itself first: asked for it too early, the web app fills the screen with its refused connections.
  const hasApi = apiUrl !== undefined && running.some(({ child }) => child.name === "api");
  const pages = [
    ...(hasApi ? [new URL("/api/health/ready", apiUrl)] : []),
    new URL("/api/health/ready", baseUrl),
    new URL("/", baseUrl),
  ];
  for (const page of pages) {
    while (true) {
      const outcome = await Promise.race([probe(page), failed]);
      if (outcome instanceof StackError) throw outcome;
      signal?.throwIfAborted();
      if (outcome === "ok") break;
      if (Date.now() > deadline) {
        const tails = running.map(({ child }) => tail(child)).join("\n");
        throw new StackError(
          `${page.href} did not answer within ${READY_MS / 1_000} s (${outcome}). Logs: ${path.join(dataDir, "logs")}\n${tails}`,
        );
      }
      if (Date.now() > nextWord) {
        say(`Waiting for ${page.href} (${outcome})`);
        nextWord += 15_000;
      }
      await delay(150);
    }
  }
}

async function probe(url: URL): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    await response.arrayBuffer();
    return response.ok ? "ok" : `it answers ${response.status}`;
  } catch {
    return "no answer yet";
  }
}

interface RunOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Running {
  readonly child: Child;
  /** Resolves, with a word on how, when the program does not work any more. */
  readonly failed: Promise<string>;
}

type Programs = ReturnType<typeof createPrograms>;

/** Everything this stack starts goes through here, so that `stop` knows all of it. */
function createPrograms({ dataDir, verbose = false, signal }: StackOptions, say: (line: string) => void) {
  const children: Child[] = [];
  const mark = `NINEFOLD_STACK=${randomUUID()}`;
  let stopped = false;

  function run(options: RunOptions, onLine?: (line: string) => void): Running {
    signal?.throwIfAborted();
    if (stopped) throw new StackError("Stopped.");
    const show = createLineFilter(verbose);
    const crashed = Promise.withResolvers<string>();
    const child = startChild({
      ...options,
      env: { ...options.env, NINEFOLD_STACK: mark.slice(mark.indexOf("=") + 1) },
      logFile: logFile(dataDir, options.name),
      onLine(line, stream) {
        // The watcher outlives the program it watches, so this line is the only sign.
        if (line.startsWith("Failed running ")) crashed.resolve("failed");
        if (onLine !== undefined) return onLine(line);
        const shown = show(line, stream);
        if (shown !== undefined) say(`${options.name.padEnd(6)} │ ${shown}`);
      },
    });
    children.push(child);
    noteRunning(
      dataDir,
      children.map(({ pid }) => pid),
    );
    return { child, failed: Promise.race([child.ended, crashed.promise]) };
  }

  return {
    run: (options: RunOptions) => run(options),
    /** Runs to the end. Returns what it printed. @throws StackError with its last lines when it fails. */
    async finish(options: RunOptions): Promise<readonly string[]> {
      const lines: string[] = [];
      const running = run(options, (line) => lines.push(line));
      const interrupt = () => void running.child.stop();
      signal?.addEventListener("abort", interrupt, { once: true });
      const how = await running.child.ended;
      signal?.removeEventListener("abort", interrupt);
      signal?.throwIfAborted();
      if (how !== "ended with code 0") throw failureOf(running, how);
      return lines;
    },
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(children.map((child) => child.stop()));
      killMarked(mark);
    },
  };
}

function failureOf({ child }: Running, how: string): StackError {
  return new StackError(`${child.name} ${how}. Its last lines:\n${tail(child)}`);
}

function tail(child: Child): string {
  return child
    .lastLines()
    .map((line) => `${child.name.padEnd(6)} │ ${line}`)
    .join("\n");
}

function describeLocation(server: DatabaseServer): string {
  return server.location.startsWith(root) ? path.relative(root, server.location) : server.location;
}

const logFile = (dataDir: string, name: string) => path.join(dataDir, "logs", `${name}.log`);

/** An empty string means unset, here as everywhere. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
