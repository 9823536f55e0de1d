import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";

export interface Listener {
  close(): Promise<void>;
}

const RETRY_MS = 500;

/**
 * One connection of its own, since a pooled one would lose the subscription. Resolves at once and connects, and connects
 * again, on its own: until it has, and behind a pooler in transaction mode, the caller's poll has to do.
 */
export function openListener(url: string, channel: string, onNotify: (said?: string) => void): Listener {
  const ended = new AbortController();
  let current: postgres.Sql | undefined;

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
      onnotify: (_channel: string, said: string) => onNotify(said),
      onclose: () => lost.resolve(),
      connection: { application_name: "listen" },
    };
    const sql = postgres(url, options);
    current = sql;
    const listening = await sql`listen ${sql(channel)}`.then(
      () => true,
      () => false,
    );
    // Whatever was said while there was no connection is lost.
    if (listening) onNotify();
    if (listening) await lost.promise;
    await sql.end({ timeout: 1 });
    await delay(RETRY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    return connect();
  }

  const running = connect();
  return {
    async close() {
      ended.abort();
      await current?.end({ timeout: 1 });
      await running;
    },
  };
}
