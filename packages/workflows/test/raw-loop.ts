import { openPool } from "@ninefold/identity/tenancy";
import { type SQL, sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";

interface RawLoopOptions {
  /** Of the callers; the loop has one of its own. */
  readonly connections: number;
  readonly batch: number;
}

/**
 * pg-boss' statements by themselves, in the order of its manual: no ledger, no tenants, nobody who hands over. What the
 * whole way of a run is measured against (`npm run bench -- workflows`).
 */
export async function openRawLoop(databaseUrl: string, { connections, batch }: RawLoopOptions) {
  const queue = "bare";
  const boss = new PgBoss({ connectionString: databaseUrl, migrate: false, supervise: false, schedule: false, max: 1 });
  const troubles: Error[] = [];
  boss.on("error", (error) => void troubles.push(error));
  await boss.start();
  await boss.createQueue(queue, { policy: "standard", notify: true });
  const pool = openPool({ url: databaseUrl, name: "bare", maxConnections: connections, prepare: true });
  const payload = { ms: 0, mark: "" };

  return {
    /** One transaction of drizzle's own: a row of the caller's, and `send`. */
    sendBeside: (write: (tx: { execute(query: SQL): PromiseLike<unknown> }) => PromiseLike<unknown>) =>
      pool.database.transaction(async (tx) => {
        await write(tx);
        await boss.send(queue, payload, { db: fromDrizzle(tx, sql) });
      }),

    async fill(rows: number): Promise<void> {
      const jobs = Array.from({ length: batch }, () => ({ data: payload }));
      for (let left = rows; left > 0; left -= batch) await boss.insert(queue, jobs);
    },

    /** Fetches and completes until there is nothing left. */
    async drain(): Promise<void> {
      while (true) {
        const jobs = await boss.fetch(queue, { batchSize: batch });
        if (jobs.length === 0) return;
        const ids = jobs.map(({ id }) => id);
        await boss.complete(queue, ids);
      }
    },

    async close(): Promise<void> {
      await boss.stop({ graceful: false });
      await pool.close();
      if (troubles.length > 0) throw new AggregateError(troubles, "the baseline had troubles of its own");
    },
  };
}
