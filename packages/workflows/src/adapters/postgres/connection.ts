import { type Clock, type ConstructorOptions, type Db, PgBoss } from "pg-boss";
import { WorkflowsError } from "../../errors.ts";
import type { CallOptions } from "../../port.ts";
import { openGate } from "./gate.ts";

export interface ConnectionOptions {
  readonly databaseUrl: string;
  readonly schema: string;
  readonly poolConnections: number;
  readonly clock: Clock;
  readonly onWarning: (message: string) => void;
}

export interface Storage {
  readonly boss: PgBoss;
  readonly database: Db;
}

/** Opens pg-boss when it is first needed, again after `close`, and again after an opening that failed. */
export interface Connection {
  /**
   * Calls `work` when a connection is free.
   * @throws WorkflowsError: `workflows.unavailable` for everything that the database, or the way to it, has to say.
   */
  use<T>(work: (storage: Storage) => Promise<T>, options?: UseOptions): Promise<T>;
  /** Lets the calls under way end, for a few seconds. Never throws. */
  close(): Promise<void>;
}

export interface UseOptions extends CallOptions {
  /** `loop`: before everybody else. `aside`: needs no connection of the pool. */
  readonly as?: "loop" | "aside";
}

const CONNECT_MS = 5_000;
/** Longer than the login's statement timeout, which names its reason; this one is for a network that swallows answers. */
const QUERY_MS = 20_000;
const CLOSE_MS = 5_000;

export function openConnection(options: ConnectionOptions): Connection {
  const calls = new Set<Promise<unknown>>();
  const gate = openGate(options.poolConnections);
  let opening: Promise<Storage> | undefined;
  let closing: Promise<void> | undefined;

  async function open(): Promise<Storage> {
    await closing;
    const boss = new PgBoss(settings(options));
    // Without a listener, a lost connection would end the process.
    boss.on("error", (error) => options.onWarning(`queue storage: ${reasonOf(error)}`));
    try {
      await boss.start();
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw error;
    }
    return { boss, database: boss.getDb() };
  }

  function opened(): Promise<Storage> {
    const current = (opening ??= open());
    current.catch(() => {
      if (opening === current) opening = undefined;
    });
    return current;
  }

  async function call<T>(work: (storage: Storage) => Promise<T>, { signal, as }: UseOptions): Promise<T> {
    const make = async () => {
      refuseAborted(signal);
      return work(await opened());
    };
    try {
      return as === "aside" ? await make() : await gate.pass(as === "loop", make);
    } catch (cause) {
      if (cause instanceof WorkflowsError) throw cause;
      throw new WorkflowsError("workflows.unavailable", `the queue's database: ${reasonOf(cause)}`, { cause });
    }
  }

  async function shut(storage: Promise<Storage>): Promise<void> {
    await atMost(CLOSE_MS, Promise.allSettled(calls));
    const ended = storage.then(({ boss }) => boss.stop({ graceful: false }));
    await atMost(CLOSE_MS, ended);
  }

  return {
    async use(work, given = {}) {
      const { signal } = given;
      refuseAborted(signal);
      const called = call(work, given);
      calls.add(called);
      const ended = called.finally(() => calls.delete(called));
      return unlessGivenUp(signal, ended);
    },
    async close() {
      const storage = opening;
      if (storage === undefined) return closing;
      opening = undefined;
      closing = shut(storage);
      return closing;
    },
  };
}

/** Nothing of this creates, migrates or supervises: our loop does what is needed, with the rights of `app_queue`. */
function settings({ databaseUrl, schema, poolConnections, clock }: ConnectionOptions): ConstructorOptions {
  const forTheDriver = { query_timeout: QUERY_MS, keepAlive: true };
  return {
    ...forTheDriver,
    connectionString: databaseUrl,
    application_name: "workflows",
    connectionTimeoutMillis: CONNECT_MS,
    max: poolConnections,
    schema,
    clock,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    reindex: false,
    queueCacheIntervalSeconds: 30,
  };
}

/** Names the kind of trouble and its words, never a query or its parameters. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.message === "pg-boss is not installed" || error.message.endsWith("requires migrations")) {
    return "its tables are not those that this version needs; run `npm run db:migrate`";
  }
  // Two addresses of one host that both refuse come as an AggregateError, which says nothing itself.
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return [code, error.message.slice(0, 200)].filter((part) => part !== undefined && part !== "").join(" ");
}

export function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw givenUpError(signal);
}

/** As `ended`, but not for longer than the caller has patience. */
export function unlessGivenUp<T>(signal: AbortSignal | undefined, ended: Promise<T>): Promise<T> {
  return signal === undefined ? ended : Promise.race([ended, givenUp(signal, ended)]);
}

/** Rejects when the signal is aborted; forgets it once `ended` has. */
function givenUp(signal: AbortSignal, ended: Promise<unknown>): Promise<never> {
  return new Promise((_resolve, reject) => {
    const onAbort = () => reject(givenUpError(signal));
    signal.addEventListener("abort", onAbort, { once: true });
    void ended.catch(() => undefined).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** By the clock of the machine: what it bounds is a network. Never rejects. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, ms);
  await Promise.race([work.catch(() => undefined), over.promise]);
  clearTimeout(timer);
}

const givenUpError = (signal: AbortSignal) =>
  new WorkflowsError("workflows.unavailable", "the call was given up", { cause: signal.reason });
