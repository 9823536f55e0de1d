import { DatabaseError } from "./errors.ts";
import { type Migration, readMigrations } from "./migrations.ts";
import { asOwner, assertOurs, ensureFoundation, type OwnerSql } from "./owner.ts";

interface MigrateOptions {
  readonly ownerUrl: string;
  readonly onProgress?: (line: string) => void;
  /** Those of the checkout unless a test says otherwise. */
  readonly migrations?: readonly Migration[];
}

/**
 * Applies what is missing, each migration in one transaction with the row that records it: a killed process leaves it
 * applied or not, never half. Keyed by tag and hash, and not by time as drizzle's own runner is, which silently skips
 * a migration that was merged later with an earlier time.
 * @throws DatabaseError `database.newer_than_code`, `database.migration_changed`, `database.migration_failed`.
 */
export async function migrate(options: MigrateOptions): Promise<{ readonly applied: readonly string[] }> {
  const migrations = options.migrations ?? (await readMigrations());
  return asOwner(options.ownerUrl, async (sql) => {
    await assertOurs(sql);
    await sql`select pg_advisory_lock(hashtext('saas-template:migrate'))`;
    await ensureFoundation(sql);
    const { pending, unknown } = compare(migrations, await recorded(sql));
    if (unknown.length > 0) {
      throw new DatabaseError(
        "database.newer_than_code",
        `the database has migration ${unknown[0]}, which this version of the code does not know. Use the newer code, or name another database.`,
      );
    }
    for (const migration of pending) {
      options.onProgress?.(`${migration.system}/${migration.tag}`);
      await apply(sql, migration);
    }
    return { applied: pending.map(({ system, tag }) => `${system}/${tag}`) };
  });
}

interface Recorded {
  readonly system: string;
  readonly tag: string;
  readonly hash: string;
}

/**
 * What the database lacks (`pending`), and what it has that this code does not know (`unknown`).
 * @throws DatabaseError `database.migration_changed` when a file was edited after it was applied.
 */
export function compare(migrations: readonly Migration[], applied: readonly Recorded[]) {
  const nameOf = ({ system, tag }: Recorded | Migration) => `${system}/${tag}`;
  const hashes = new Map(applied.map((row) => [nameOf(row), row.hash]));
  const known = new Set(migrations.map(nameOf));
  const changed = migrations.find((one) => (hashes.get(nameOf(one)) ?? one.hash) !== one.hash);
  if (changed !== undefined) {
    throw new DatabaseError(
      "database.migration_changed",
      `migration ${nameOf(changed)} was edited after it was applied. Restore the file and write a new migration.`,
    );
  }
  return {
    pending: migrations.filter((one) => !hashes.has(nameOf(one))),
    unknown: applied.map(nameOf).filter((name) => !known.has(name)),
  };
}

async function recorded(sql: OwnerSql): Promise<readonly Recorded[]> {
  return sql<Recorded[]>`select system, tag, hash from app.migrations`;
}

async function apply(sql: OwnerSql, migration: Migration): Promise<void> {
  const { system, tag, hash, statements } = migration;
  try {
    await sql.begin(async (tx) => {
      for (const statement of statements) await tx.unsafe(statement);
      await tx`insert into app.migrations (system, tag, hash) values (${system}, ${tag}, ${hash})`;
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseError(
      "database.migration_failed",
      `migration ${system}/${tag} failed and was undone: ${reason}`,
      { cause },
    );
  }
}
