import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { TERMS_VERSION } from "@ninefold/identity/terms";
import { newPerson, type Person } from "@ninefold/testing";
import { startEmulator } from "@ninefold/testing/emulators";
import { createTestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";

/** The origin that the web app would have: nothing listens there, the API only compares it. */
export const ORIGIN = "http://localhost:3000";

/** One process of the product, which can be killed and started again under the same port and environment. */
export interface Program {
  readonly url: string;
  /** Resolves when it answers, or works. */
  start(): Promise<void>;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
  /** What it has printed, over all its lives. */
  output(): string;
}

export type Product = Awaited<ReturnType<typeof startProduct>>;

interface ProductOptions {
  readonly apis?: number;
  /** The arguments of each worker; one without any when absent. The first is started, the others are left to the test. */
  readonly workers?: readonly (readonly string[])[];
}

/** The production bundle as it is deployed: API processes and workers over one Postgres, and the mail vendor's emulator. */
export async function startProduct({ apis: count = 1, workers: given = [[]] }: ProductOptions = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "product-"));
  const [database, mail] = await Promise.all([createTestDatabase(), startEmulator("resend"), bundle(folder)]);
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  const env = {
    PATH: process.env["PATH"],
    NINEFOLD_STAGE: "test",
    APP_URL: ORIGIN,
    BETTER_AUTH_SECRET: randomBytes(32).toString("base64url"),
    NOTIFICATIONS_FROM: "Ninefold <hello@inbox.ninefold.dev>",
    NOTIFICATIONS_ENCRYPTION_KEY: randomBytes(32).toString("base64url"),
    RESEND_API_KEY: mail.apiKey,
    RESEND_BASE_URL: mail.url,
    MEDIA_PROVIDER: "none",
    BILLING_PROVIDER: "none",
    WORKFLOWS_PROVIDER: "postgres",
    OBSERVABILITY_PROVIDER: "log",
    API_SHUTDOWN_DELAY_MS: "500",
    ...database.urls,
  };
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const apis = ports.map((port) =>
    program({ folder, entry: "main", env: { ...env, API_PORT: String(port) }, port, ready: "listening" }),
  );
  const workers = given.map((args) => program({ folder, entry: "worker", args, env, port: 0, ready: "working" }));
  const [worker, ...others] = workers;
  if (worker === undefined) throw new Error("a product has a worker");
  const all = [...apis, ...workers];
  await Promise.all([...apis, worker].map((one) => one.start()));

  return {
    apis,
    worker,
    /** Those that have not been started. */
    others,
    /** Runs that have not ended, by queue and state: what an operator sees. */
    async waiting() {
      const rows = await owner<{ queue: string; status: string; rows: number }[]>`
        select queue, status, count(*)::int as rows from workflows.runs where ended_at is null group by 1, 2 order by 1, 2`;
      return [...rows];
    },
    /** Every mail that the vendor has taken for an address. */
    mailsTo: async (address: string) => mail.inbox(address).map(({ subject, text = "" }) => ({ subject, text })),
    /** Resolves when nothing that was committed waits for anything. @throws when that takes longer than `withinMs`. */
    async drained(withinMs: number): Promise<void> {
      const until = Date.now() + withinMs;
      while (true) {
        const waiting = await stillWaiting(owner);
        if (Object.values(waiting).every((rows) => rows === 0)) return;
        if (Date.now() > until)
          throw new Error(`still waiting: ${JSON.stringify(waiting)}\n${worker.output().slice(-4_000)}`);
        await delay(100);
      }
    },
    async close(): Promise<void> {
      await Promise.all(all.map((one) => one.kill("SIGTERM")));
      await Promise.all([mail.close(), owner.end()]);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A complete sign-up request of somebody new. */
export function signUpRequest(person: Person = newPerson()): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN },
    body: JSON.stringify({ ...person, locale: "en", termsVersion: TERMS_VERSION }),
  };
}

async function stillWaiting(owner: postgres.Sql) {
  // As the owner, who sees all rows: it is a superuser here, and nowhere else.
  const [waiting] = await owner<{ facts: number; outbox: number; runs: number; deliveries: number }[]>`
    select (select count(*)::int from identity.facts) as facts,
           (select count(*)::int from workflows.outbox) as outbox,
           (select count(*)::int from workflows.runs where ended_at is null) as runs,
           (select count(*)::int from notifications.deliveries where status in ('queued', 'sending')) as deliveries`;
  if (waiting === undefined) throw new Error("a count is always one row");
  return waiting;
}

interface ProgramOptions {
  readonly folder: string;
  readonly entry: "main" | "worker";
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly port: number;
  /** What its log says once it can be used. */
  readonly ready: string;
}

function program({ folder, entry, args = [], env, port, ready }: ProgramOptions): Program {
  let child: ChildProcess | undefined;
  let output = "";

  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    async start() {
      const from = output.length;
      const command = ["--import", "./instrument.js", `${entry}.js`, ...args];
      const started = spawn(process.execPath, command, { cwd: folder, env });
      child = started;
      const isReady = Promise.withResolvers<void>();
      for (const stream of [started.stdout, started.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          output += chunk.toString();
          if (output.includes(`"${ready}"`, from)) isReady.resolve();
        });
      }
      started.once("exit", (code) => isReady.reject(new Error(`${entry} ended with ${code}:\n${output.slice(from)}`)));
      await isReady.promise;
    },
    async kill(signal) {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
      const ended = once(child, "exit");
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

async function bundle(folder: string): Promise<void> {
  const build = spawn(process.execPath, ["build.ts", folder], { cwd: path.resolve(import.meta.dirname, "../..") });
  const [code] = (await once(build, "exit")) as [number | null];
  if (code !== 0) throw new Error(`the bundle could not be built: ended with ${code}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
