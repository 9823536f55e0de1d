import { getConstructionPlans, getMigrationPlans } from "pg-boss";

const SCHEMA = "pgboss";

/** The version of pg-boss' tables that the installed library works on, and on no other. */
export function installedVersion(): number {
  const [, version] =
    /INSERT INTO pgboss\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(SCHEMA)) ?? [];
  if (version === undefined) throw new Error("pg-boss no longer says which version its tables have");
  return Number(version);
}

/**
 * What brings a database to the installed version: from nothing, or from the tables of `from`. It is committed and
 * applied by our own runner, since at run time nobody may create a table.
 */
export function queueMigration(from?: number): string {
  const plan = from === undefined ? getConstructionPlans(SCHEMA) : getMigrationPlans(SCHEMA, from);
  // A build beside running writers needs to be outside of a transaction, and the runner works in one.
  const body = withoutDatedPartitions(withoutTransaction(plan)).replaceAll(" CONCURRENTLY", "");
  return `${HEADER}\n${tidy(body)}\n${ACCESS}\n`;
}

const HEADER = `-- pg-boss' own tables, as \`npm run db:generate\` takes them from the installed library. Not edited by hand.`;

/** Jobs are no tenant's rows: whoever reads one reads all, so one role does, and it may create nothing. */
const ACCESS = `
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} FROM PUBLIC;
GRANT USAGE ON SCHEMA ${SCHEMA} TO app_queue;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO app_queue;
GRANT EXECUTE ON FUNCTION ${SCHEMA}.job_now(), ${SCHEMA}.create_queue(text, jsonb) TO app_queue;`.trim();

/** The runner has its own, with the row that records the migration. Index builds may follow pg-boss' COMMIT. */
function withoutTransaction(plan: string): string {
  const opening = /^\s*BEGIN;\s*(SET LOCAL [^;]*;\s*)*SELECT pg_advisory_xact_lock\([^;]*;/;
  const parts = plan.split(/\n\s*COMMIT;/);
  if (!opening.test(plan) || parts.length !== 2) throw new Error("pg-boss' plan is no longer one transaction");
  return parts.join("\n").replace(opening, "");
}

/** Partitions for today and tomorrow, of statistics that we do not collect: their names would change from day to day. */
function withoutDatedPartitions(plan: string): string {
  return plan.replaceAll(/\n *DO \$\$(?:(?!\$\$)[^])*queue_stats_(?:(?!\$\$)[^])*\$\$\s*;/g, "\n");
}

function tidy(sql: string): string {
  return sql
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
