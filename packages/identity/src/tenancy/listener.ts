import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";

export interface Listener {
  close(): Promise<void>;
}

/** @param said what was sent; absent when something may have been lost. */
type OnNotify = (said?: string) => void;

const RETRY_MS = 500;

/**
 * What is said on any number of channels, over one connection of its own: a pooled one would lose the subscriptions, and
 * one for each would cost a small server its last. It is there while somebody listens.
 */
export function createEars(url: string) {
  const heard = new Map<string, Set<OnNotify>>();
  let current: Connection | undefined;

  return {
    /**
     * Resolves at once and connects, and connects again, on its own: until it has, and behind a pooler in transaction mode,
     * the caller's poll has to do.
     */
    listen(channel: string, onNotify: OnNotify): Listener {
      const listeners = heard.get(channel) ?? new Set();
      heard.set(channel, listeners.add(onNotify));
      const connection = (current ??= openConnection(url, heard));
      connection.add(channel, onNotify);
      return {
        async close() {
          listeners.delete(onNotify);
          if (listeners.size === 0 && heard.get(channel) === listeners) heard.delete(channel);
          if (heard.size > 0 || current === undefined) return;
          const last = current;
          current = undefined;
          await last.close();
        },
      };
    },
  };
}

interface Connection {
  add(channel: string, onNotify: OnNotify): void;
  close(): Promise<void>;
}

function openConnection(url: string, heard: ReadonlyMap<string, ReadonlySet<OnNotify>>): Connection {
  const ended = new AbortController();
  let current: postgres.Sql | undefined;
  /** The one that has begun to listen, on every channel of then. */
  let listening: postgres.Sql | undefined;
  const tell = (channel: string, said?: string) => heard.get(channel)?.forEach((onNotify) => onNotify(said));

  async function connect(): Promise<void> {
    if (ended.signal.aborted) return;
    const lost = Promise.withResolvers<void>();
    // Not `sql.listen`, which tries once to reconnect and then stays silent for good (postgres.js 3.4.9).
    const options = {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: 5,
      fetch_types: false,
      onnotice: () => undefined,
      onnotify: tell,
      onclose: () => lost.resolve(),
      connection: { application_name: "listen" },
    };
    const sql = postgres(url, options);
    current = sql;
    if (await begins(sql)) {
      // Whatever was said while there was no connection is lost.
      for (const channel of heard.keys()) tell(channel);
      await lost.promise;
    }
    listening = undefined;
    await sql.end({ timeout: 1 });
    await delay(RETRY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    return connect();
  }

  /** Also on what is added meanwhile: a map shows that to whoever walks over it. */
  async function begins(sql: postgres.Sql): Promise<boolean> {
    try {
      for (const channel of heard.keys()) await sql`listen ${sql(channel)}`;
      listening = sql;
      return true;
    } catch {
      return false;
    }
  }

  const running = connect();
  return {
    add(channel, onNotify) {
      // A connection that is just beginning takes it along, and one that is lost is followed by another that does.
      const sql = listening;
      if (sql === undefined) return;
      void sql`listen ${sql(channel)}`.then(
        () => onNotify(),
        () => undefined,
      );
    },
    async close() {
      ended.abort();
      await current?.end({ timeout: 1 });
      await running;
    },
  };
}
