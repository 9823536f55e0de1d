import { AsyncLocalStorage } from "node:async_hooks";
import type { PersonContext, SystemContext, TenantContext } from "./context.ts";
import { TenancyError } from "./errors.ts";
import { type Listener, openListener } from "./listener.ts";
import { openTransactions, type Transaction } from "./transactions.ts";

declare const tenantScoped: unique symbol;
declare const personScoped: unique symbol;
declare const systemScoped: unique symbol;

/** Queries, but no way to open another transaction: with that, a nested call would run on this tenant's rows. */
type Queries = Omit<Transaction, "transaction" | "setTransaction" | "rollback">;

/** An open transaction whose tenant is fixed. Only `withTenant` makes one. */
export type TenantTx = Queries & { readonly [tenantScoped]: true };
/** An open transaction whose person is fixed. Only `withPerson` makes one. */
export type PersonTx = Queries & { readonly [personScoped]: true };
/** An open transaction across tenants. Only `asSystem` makes one, and each use is reported with its reason. */
export type SystemTx = Queries & { readonly [systemScoped]: true };

/**
 * The three ways to data. A door opens one transaction, commits when `work` resolves and rolls back when it throws.
 * No door opens inside another (`tenancy.nested_door`), whatever stage the program runs in.
 */
export interface Doors {
  withTenant<T>(context: TenantContext, work: (tx: TenantTx) => Promise<T>): Promise<T>;
  withPerson<T>(context: PersonContext, work: (tx: PersonTx) => Promise<T>): Promise<T>;
  asSystem<T>(context: SystemContext, work: (tx: SystemTx) => Promise<T>): Promise<T>;
}

export interface OpenDatabase {
  /** The doors of one system. Its queries may name its own schema only; tests enforce it through `onQuery`. */
  doorsOf(system: string): Doors;
  /**
   * Calls back on each NOTIFY of the channel with what it said, and once, without, whenever the connection is made anew,
   * since what was said meanwhile is lost. A hint to look, never a delivery: poll as well.
   */
  listen(channel: string, onNotify: (said?: string) => void): Listener;
  /** How much of each pool is in use now. */
  usage(): readonly PoolUsage[];
  /** Rejects when requests could not reach their data. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface PoolUsage {
  readonly pool: string;
  /** Connections that somebody works on. */
  readonly busy: number;
  /** Callers that wait for one. */
  readonly waiting: number;
  readonly max: number;
}

interface DatabaseOptions {
  /** Login role in group `app_rw`. */
  readonly appUrl: string;
  /** Login role in group `app_system`. */
  readonly systemUrl: string;
  readonly appConnections?: number;
  readonly systemConnections?: number;
  readonly acquireTimeoutMs?: number;
  /** The server ends a statement, and an idle transaction, after 15 s; this is for when its word does not arrive. */
  readonly deadlineMs?: number;
  readonly prepare?: boolean;
  /** W3C Trace Context header value of whatever runs, for a context that brings none. */
  readonly traceparent?: () => string | undefined;
  /** Called on each `asSystem`, before its transaction opens. */
  readonly onSystemUse?: (use: { readonly system: string; readonly context: SystemContext }) => void;
  /** Sees the text of every query with the system that sent it. */
  readonly onQuery?: (query: { readonly system: string; readonly sql: string }) => void;
}

type AnyContext = TenantContext | PersonContext | SystemContext;
interface OpenDoor {
  readonly system: string;
  readonly door: keyof Doors;
  open: boolean;
}

const current = new AsyncLocalStorage<OpenDoor>();
/** Whose queries run, where that is not who opened the door. */
const borrower = new AsyncLocalStorage<string>();
const contexts = new WeakMap<object, AnyContext>();

/** Opens the two pools behind the doors. They connect on first use, and are not exported. */
export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const { acquireTimeoutMs = 5_000, deadlineMs = 20_000, prepare = true, onQuery } = options;
  const shared = {
    acquireTimeoutMs,
    deadlineMs,
    prepare,
    onQuery:
      onQuery &&
      ((sql: string) => onQuery({ system: borrower.getStore() ?? current.getStore()?.system ?? "unknown", sql })),
  };
  const app = openTransactions({
    ...shared,
    url: options.appUrl,
    name: "app",
    maxConnections: options.appConnections ?? 6,
  });
  const system = openTransactions({
    ...shared,
    url: options.systemUrl,
    name: "system",
    maxConnections: options.systemConnections ?? 2,
  });

  const traced = <Context extends AnyContext>(context: Context): Context => {
    const traceparent = context.traceparent ?? options.traceparent?.();
    return traceparent === undefined ? context : { ...context, traceparent };
  };

  return {
    doorsOf: (name) => ({
      withTenant: (context, work) =>
        enter({ system: name, door: "withTenant" }, () =>
          app.run({ tenantId: context.tenantId }, (tx) => work(branded(tx, traced(context)))),
        ),
      withPerson: (context, work) =>
        enter({ system: name, door: "withPerson" }, () =>
          app.run({ userId: context.userId }, (tx) => work(branded(tx, traced(context)))),
        ),
      asSystem: (context, work) =>
        enter({ system: name, door: "asSystem" }, () => {
          options.onSystemUse?.({ system: name, context });
          return system.run({}, (tx) => work(branded(tx, traced(context))));
        }),
    }),
    listen: (channel, onNotify) => openListener(options.systemUrl, channel, onNotify),
    usage: () => [
      { pool: "app", ...app.usage() },
      { pool: "system", ...system.usage() },
    ],
    ping: () => app.run({}, async () => undefined),
    async close() {
      await Promise.all([app.close(), system.close()]);
    },
  };
}

/** The context that opened this transaction: tenant or person, actor, request id. */
export function contextOf(tx: TenantTx): TenantContext;
export function contextOf(tx: PersonTx): PersonContext;
export function contextOf(tx: SystemTx): SystemContext;
export function contextOf(tx: TenantTx | PersonTx | SystemTx): AnyContext {
  const context = contexts.get(tx);
  if (context === undefined) {
    throw new TenancyError("tenancy.closed_transaction", "not a transaction that a door opened");
  }
  return context;
}

/**
 * Runs a system's own queries inside a transaction that another system opened: `publish(tx, …)` writes the outbox of
 * workflows for whoever calls it. Each system still names no schema but its own.
 */
export function inSystem<T>(system: string, work: () => Promise<T>): Promise<T> {
  // Awaited in here: a query that is only handed back runs when somebody awaits it, and would then be the lender's.
  return borrower.run(system, async () => await work());
}

/**
 * Throws while a door is open. A vendor call inside a transaction holds a connection and row locks for as long as the
 * vendor likes, and can't be rolled back: commit the intent, call, commit the outcome.
 * @throws TenancyError `tenancy.open_transaction`, naming `what`.
 */
export function assertNoOpenTransaction(what: string): void {
  const entered = current.getStore();
  if (entered?.open) {
    throw new TenancyError(
      "tenancy.open_transaction",
      `${what} was called while ${entered.system}.${entered.door} is open`,
    );
  }
}

/**
 * Throws when a query names the schema of another system: nobody reads another's tables. For `onQuery`, in tests.
 * @throws TenancyError `tenancy.foreign_query`, naming both.
 */
export function assertOwnSchema({ system, sql }: { readonly system: string; readonly sql: string }): void {
  const own = system.replaceAll("-", "_");
  const tables = [...sql.matchAll(/\b(?:from|join|into|update)\s+"(\w+)"\."\w+"/g)];
  const foreign = tables.find(([, schema]) => schema !== own)?.[1];
  if (foreign !== undefined) {
    throw new TenancyError("tenancy.foreign_query", `${system} sent a query that names the schema of ${foreign}`);
  }
}

async function enter<T>(door: Pick<OpenDoor, "system" | "door">, run: () => Promise<T>): Promise<T> {
  const outer = current.getStore();
  if (outer?.open) {
    throw new TenancyError(
      "tenancy.nested_door",
      `${door.system}.${door.door} was opened inside ${outer.system}.${outer.door}; pass the transaction instead`,
    );
  }
  const entered: OpenDoor = { ...door, open: true };
  return current
    .run(entered, () => borrower.run(door.system, run))
    .finally(() => {
      entered.open = false;
    });
}

/** The brands exist for the compiler only. The door that has just set the scope is the one place that may give them. */
function branded(tx: Transaction, context: AnyContext): TenantTx & PersonTx & SystemTx {
  contexts.set(tx, context);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return tx as unknown as TenantTx & PersonTx & SystemTx;
}
