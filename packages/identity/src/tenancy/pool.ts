import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export interface Pool {
  readonly database: PostgresJsDatabase;
  /** The same connections, for a library that joins by drizzle's relations. */
  joining<Schema extends Record<string, unknown>>(schema: Schema): PostgresJsDatabase<Schema>;
  /** Ends idle connections at once and busy ones after five seconds. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly maxConnections: number;
  /** False behind a pooler that can't keep prepared statements. */
  readonly prepare: boolean;
  /** What the transaction at hand belongs to: `app.request_id` and `app.traceparent` inside it, for triggers. */
  readonly cause?: (() => PoolCause | undefined) | undefined;
}

export interface PoolCause {
  readonly requestId: string;
  readonly traceparent?: string | undefined;
}

/** For this transaction only, so that a pooled connection cannot carry it onward. */
const CAUSE = "select set_config('app.request_id', $1, true), set_config('app.traceparent', $2, true)";

/** A plain database for a library's own tables (class `foreign`), on that library's role. Tenant data has doors instead. */
export function openPool({ url, name, maxConnections, prepare, cause }: PoolOptions): Pool {
  let current = connect();

  function connect(): postgres.Sql {
    const client = postgres(url, {
      max: maxConnections,
      connect_timeout: 5,
      // After an outage the client would wait up to 20 s before it tries again, and a request with it.
      backoff: () => 0,
      idle_timeout: 30,
      prepare,
      // Its look-up of array types is a query of its own, whose failure nothing awaits: a reset connection would end the process.
      fetch_types: false,
      onnotice: () => undefined,
      // A connection that was lost with a message unsent never connects again (postgres.js 3.4.9): start over, lazily.
      onclose: () => {
        if (client !== current) return;
        current = connect();
        void client.end({ timeout: 5 });
      },
      connection: { application_name: name },
    });
    // Makes the client leave dates and JSON to drizzle's columns; without it JSON would be encoded twice.
    drizzle(client);
    return client;
  }

  const unsafe: postgres.Sql["unsafe"] = (query, parameters, options) =>
    current.unsafe(query, parameters, { ...options, prepare });
  /** The library's transactions are its own: this is the one place where they learn which request they are part of. */
  const begin = async (work: (sql: postgres.TransactionSql) => Promise<unknown>) =>
    current.begin(async (sql) => {
      const { requestId = "", traceparent = "" } = cause?.() ?? {};
      if (requestId !== "") await sql.unsafe(CAUSE, [requestId, traceparent], { prepare });
      return work(sql);
    });
  const own = new Map<PropertyKey, unknown>([
    ["unsafe", unsafe],
    ["begin", begin],
  ]);
  const client = new Proxy(current, {
    get: (_first, key) => own.get(key) ?? (Reflect.get(current, key) as unknown),
  });
  return {
    database: drizzle(client, { casing: "snake_case" }),
    joining: (schema) => drizzle(client, { casing: "snake_case", schema }),
    close: () => current.end({ timeout: 5 }),
  };
}
