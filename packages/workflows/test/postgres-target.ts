import type { Target } from "@ninefold/testing/conformance-kit";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { type AttachableClock, type Db, PgBoss, TestClock } from "pg-boss";
import type { WorkflowRule, WorkflowSubject } from "./conformance.ts";

export interface PostgresTarget extends Target<WorkflowSubject, WorkflowRule> {
  /** The owner's connection, for a test that breaks the database on purpose. */
  owner(): Promise<Db>;
  /** Ends the connection that moves the database's clock. */
  end(): Promise<void>;
}

/**
 * The Postgres engine as a weak login, on a clock that a test moves: the engine's timers and the database's time go
 * together. The database holds pg-boss' tables and nothing else that matters; the caller brings and drops it.
 */
export function postgresTarget(database: { readonly ownerUrl: string; readonly queueUrl: string }): PostgresTarget {
  const storage = { migrate: false, supervise: false, schedule: false, max: 1 };
  const boss = new PgBoss({ connectionString: database.ownerUrl, ...storage });
  boss.on("error", () => undefined);
  const owner = async () => (await boss.start()).getDb();
  const { capabilities } = postgresWorkflows({ databaseUrl: database.queueUrl, onWarning: () => undefined });

  return {
    capabilities: { volatile: !capabilities.durable, hosts: true },
    owner,
    end: () => boss.stop({ graceful: false }),

    async make() {
      const db = await owner();
      await db.executeSql("delete from pgboss.job");
      const test = new TestClock(Date.UTC(2026, 0, 1));
      const clock: AttachableClock = {
        now: () => test.now(),
        setTimeout: (work, ms) => test.setTimeout(work, ms),
        clearTimeout: (timer) => test.clearTimeout(timer),
        setInterval: (work, ms) => test.setInterval(work, ms),
        clearInterval: (timer) => test.clearInterval(timer),
        async attach({ schema, idle }) {
          const attached = await test.attach({ db, schema, ...(idle && { idle }) });
          await db.executeSql(`grant select on ${schema}.__pgboss_test_clock to app_queue`);
          return attached;
        },
      };
      const engine = postgresWorkflows({
        databaseUrl: database.queueUrl,
        // Nothing to listen on: what it would hear comes at a moment that the clock knows nothing of.
        maxConnections: 1,
        pollMs: 30_000,
        leaseMs: 60_000,
        clock,
        onWarning: (message) => process.emitWarning(message),
      });
      return { engine, advance: (ms) => test.tick(ms) };
    },

    async close({ engine }) {
      await engine.stop({ signal: AbortSignal.abort() });
    },
  };
}
