import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { TenancyError } from "./errors.ts";

/**
 * How a transaction reaches Postgres, and why it costs what it costs.
 *
 * Round trips and messages decide the price of row-level security, not the policies. A tenant's read is four statements
 * (BEGIN, `set_config`, the query, COMMIT) where a bare query is one. Two measures bring a single-row read back to about
 * the price of a stock drizzle query in autocommit (`npm run bench -- tenancy`):
 *
 * 1. Prepared statements. drizzle asks postgres.js for unnamed statements, which it describes in a round trip of its own
 *    before each execution. Here each is a named one: described once per connection, then bound and executed in one
 *    message. A pooler that can't keep them (PgBouncer before 1.21) needs `prepare: false`.
 * 2. Pipelining. BEGIN and `set_config` are one message, sent and not awaited, so they travel with the first query.
 *    Their outcome is awaited before COMMIT. Should that message be cancelled, no transaction opens and the query runs by
 *    itself: therefore the login roles of both pools are read-only outside the transactions that say `read write`
 *    (`default_transaction_read_only`, set by provisioning), and without a tenant the policies show no row.
 *
 * postgres.js' own `begin` awaits BEGIN, hence this one. It gives up what that does for us, and so has to see to:
 *
 * - One connection, one transaction. Each slot is a client of its own with a single connection, reserved until COMMIT:
 *   no other transaction can come between, and neither idle nor lifetime limits close it.
 * - A lost connection. The client would open another and go on outside the transaction, without a tenant. `onclose`
 *   marks the slot before anything can be sent again; from then on every query is refused, and the client is replaced:
 *   one that lost its connection with a message unsent never connects again (postgres.js 3.4.9).
 * - A failed query that the work swallowed. Postgres has aborted the transaction and answers COMMIT with a quiet rollback;
 *   so the first failure is remembered and thrown, and the answer to COMMIT is read.
 * - A network that says nothing. Each transaction has a deadline, a little over that of the server's statements.
 * - Statements that would end or loosen the transaction from inside: refused.
 *
 * Both settings are written each time, the absent one as '', and are transaction-local: a session-level one would travel
 * with the pooled connection to the next tenant. The test suite searches the source for it.
 */
export interface Transactions {
  /**
   * Runs `work` in a transaction in the given scope. Rolls back when it throws.
   * @throws TenancyError `tenancy.pool_exhausted`, `tenancy.database_unavailable`.
   */
  run<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
  usage(): { readonly busy: number; readonly waiting: number; readonly max: number };
  /** Ends idle connections at once and busy ones after five seconds. */
  close(): Promise<void>;
}

export type Transaction = PostgresJsTransaction<Record<string, never>, Record<string, never>>;
export interface Scope {
  readonly tenantId?: string;
  readonly userId?: string;
}

export interface TransactionsOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly maxConnections: number;
  /** How long a transaction waits for a connection before `tenancy.pool_exhausted`. */
  readonly acquireTimeoutMs: number;
  /** How long a whole transaction may take before it counts as lost. */
  readonly deadlineMs: number;
  /** False behind a pooler that can't keep prepared statements. */
  readonly prepare: boolean;
  /** Sees the text of every query, never its parameters. May throw to refuse one. */
  readonly onQuery?: ((sql: string) => void) | undefined;
}

interface Slot {
  readonly client: postgres.Sql;
  readonly madeAt: number;
  connected: boolean;
  /** True once its connection has closed or can't be trusted: the client is never used again. */
  closed: boolean;
  /** Called when its connection closes. */
  onClose: () => void;
}

/** A connection keeps what it prepared, and queries with lists come in many lengths: start afresh now and then. */
const MAX_AGE_MS = 30 * 60_000;
/** What would end the transaction or outlive it. Parameters can't reach here: it is the text of our own queries. */
const CONTROL =
  /^\s*(?:begin|start|commit|end|rollback|abort|savepoint|release|prepare|copy|reset|discard|set\s+(?!local\b))/i;

const dialect = new PgDialect({ casing: "snake_case" });

export function openTransactions(options: TransactionsOptions): Transactions {
  const { name, prepare } = options;
  const logger = { logQuery: (query: string) => options.onQuery?.(query) };
  const slots = createSlots(options, () => openSlot(options));

  return {
    async run(scope, work) {
      const slot = await slots.take();
      const gone = Promise.withResolvers<never>();
      gone.promise.catch(() => undefined);
      slot.onClose = () => {
        slot.closed = true;
        gone.reject(new Error("the connection closed, or did not answer in time"));
      };
      const deadline = setTimeout(() => slot.onClose(), options.deadlineMs);
      try {
        const connection = await Promise.race([reserve(slot), gone.promise]);
        const outcome = transact({ connection, scope, work, prepare, logger, slot });
        return await Promise.race([outcome, gone.promise]).finally(() => {
          if (!slot.closed) connection.release();
        });
      } catch (error) {
        if (!slot.closed) throw error;
        throw new TenancyError("tenancy.database_unavailable", `pool ${name} has no connection to the database`, {
          cause: error,
        });
      } finally {
        clearTimeout(deadline);
        slot.onClose = () => {
          slot.closed = true;
        };
        slots.putBack(slot);
      }
    },
    usage: () => slots.usage(),
    close: () => slots.close(),
  };
}

function openSlot({ url, name, prepare }: TransactionsOptions): Slot {
  const client = postgres(url, {
    max: 1,
    connect_timeout: 5,
    // After an outage the client would wait up to 20 s before it tries again, and a request with it.
    backoff: () => 0,
    // A limit of idleness or age would close the connection beside us; slots have an age of their own.
    idle_timeout: 0,
    max_lifetime: null,
    prepare,
    fetch_types: false,
    onnotice: () => undefined,
    onclose: () => slot.onClose(),
    connection: { application_name: name },
  });
  // Makes the client leave dates and JSON to drizzle's columns; without it JSON would be encoded twice.
  drizzle(client);
  const slot: Slot = {
    client,
    madeAt: performance.now(),
    connected: false,
    closed: false,
    onClose: () => {
      slot.closed = true;
    },
  };
  return slot;
}

/** Connects first if need be: nothing of the work is sent when that fails, and `reserve` alone never resolves then. */
async function reserve(slot: Slot): Promise<postgres.ReservedSql> {
  if (!slot.connected) {
    await slot.client.unsafe("select 1").catch((error: unknown) => {
      slot.closed = true;
      throw error;
    });
    slot.connected = true;
  }
  return slot.client.reserve();
}

interface Unit<T> {
  readonly connection: postgres.ReservedSql;
  readonly slot: Slot;
  readonly scope: Scope;
  readonly work: (tx: Transaction) => Promise<T>;
  readonly prepare: boolean;
  readonly logger: { logQuery(query: string): void };
}

async function transact<T>({ connection, slot, scope, work, prepare, logger }: Unit<T>): Promise<T> {
  let ended = false;
  let failure: unknown;
  const watched = <Q extends PromiseLike<unknown>>(query: Q): Q => {
    query.then(undefined, (error: unknown) => (failure ??= error));
    return query;
  };
  // Never the simple protocol, which takes several statements in one text.
  const sending = { prepare, simple: false };
  const unsafe: postgres.Sql["unsafe"] = (query, parameters) => {
    if (ended || slot.closed) {
      throw new TenancyError("tenancy.closed_transaction", "a query was sent on a transaction that has ended");
    }
    if (CONTROL.test(query)) {
      throw new TenancyError("tenancy.foreign_query", "a query would end its transaction, or change the connection");
    }
    return watched(connection.unsafe(query, parameters, sending));
  };

  const begun = watched(connection.unsafe(beginSql(scope)));
  try {
    const value = await work(transactionOn(unsafe, logger));
    await begun;
    if (failure !== undefined) throw failure;
    ended = true;
    const { command } = await connection.unsafe("commit");
    if (command !== "COMMIT") throw failure ?? new Error("a query failed unseen, so nothing was committed");
    return value;
  } catch (error) {
    ended = true;
    // An unanswered rollback leaves the connection inside a transaction: nobody may have it after that.
    if (!slot.closed) await connection.unsafe("rollback").catch(() => slot.onClose());
    throw isAborted(error) ? (failure ?? error) : error;
  }
}

/** drizzle asks for a whole client and uses `unsafe` alone. */
function transactionOn(unsafe: postgres.Sql["unsafe"], logger: { logQuery(query: string): void }): Transaction {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const session = new PostgresJsSession({ unsafe } as postgres.Sql, dialect, undefined, { logger });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- drizzle declares another client for a session than for its transaction
  return new PostgresJsTransaction(dialect, session as never, undefined);
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One message of the simple protocol, which takes no parameters: an id is written out, so it must be nothing else. */
function beginSql({ tenantId = "", userId = "" }: Scope): string {
  for (const id of [tenantId, userId]) {
    if (id !== "" && !ID.test(id)) throw new TenancyError("tenancy.invalid_id", "expected a lower-case UUID");
  }
  return `begin read write; select set_config('app.tenant_id', '${tenantId}', true), set_config('app.user_id', '${userId}', true)`;
}

/** "Current transaction is aborted": says only that an earlier query failed. drizzle wraps what Postgres says. */
function isAborted(error: unknown): boolean {
  const said = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return said instanceof postgres.PostgresError && said.code === "25P02";
}

/** As many slots as connections. First come, first served. */
function createSlots({ name, maxConnections, acquireTimeoutMs }: TransactionsOptions, make: () => Slot) {
  const free = Array.from({ length: maxConnections }, make);
  const busy = new Set<Slot>();
  const waiting = new Set<(slot: Slot) => void>();
  let open = true;

  /** The slot itself, or a fresh one in its place. */
  function handOut(slot: Slot): Slot {
    const good = !slot.closed && performance.now() - slot.madeAt < MAX_AGE_MS;
    const given = good ? slot : make();
    if (!good) void slot.client.end({ timeout: 0 });
    busy.add(given);
    return given;
  }

  return {
    async take(): Promise<Slot> {
      if (!open) throw new TenancyError("tenancy.database_unavailable", `pool ${name} has been closed`);
      // The one used last is the one whose connection is open and whose statements are prepared.
      const slot = free.pop();
      if (slot !== undefined) return handOut(slot);
      return new Promise<Slot>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(granted);
          const message = `no connection of pool ${name} became free in ${acquireTimeoutMs} ms`;
          reject(new TenancyError("tenancy.pool_exhausted", message));
        }, acquireTimeoutMs);
        const granted = (given: Slot) => {
          clearTimeout(timer);
          resolve(handOut(given));
        };
        waiting.add(granted);
      });
    },

    putBack(slot: Slot): void {
      busy.delete(slot);
      const [next] = waiting;
      if (next === undefined) {
        free.push(slot);
        return;
      }
      waiting.delete(next);
      next(slot);
    },

    usage: () => ({ busy: busy.size, waiting: waiting.size, max: maxConnections }),

    async close(): Promise<void> {
      open = false;
      await Promise.all([...free, ...busy].map((slot) => slot.client.end({ timeout: 5 })));
    },
  };
}
