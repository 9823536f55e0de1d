import postgres from "postgres";
import { DatabaseError } from "./errors.ts";

export type OwnerSql = postgres.Sql;

/** One connection as the owner, for provisioning and migrations only. Ends it whatever `work` does. */
export async function asOwner<T>(ownerUrl: string, work: (sql: OwnerSql) => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 5, onnotice: () => undefined, fetch_types: false });
  try {
    await sql`select 1`.catch((cause: unknown) => {
      const { hostname, port, pathname } = new URL(ownerUrl);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DatabaseError(
        "database.unreachable",
        `DATABASE_URL: ${hostname}:${port || "5432"}${pathname} did not accept the connection (${reason})`,
        { cause },
      );
    });
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Says that a database is this template's. Fixed, so that a renamed fork still knows its own. */
const MARKER = "saas-template:database:1";

/**
 * Refuses somebody else's database before anything is written.
 * @throws DatabaseError `database.not_ours` when it holds tables and lacks our mark.
 */
export async function assertOurs(sql: OwnerSql): Promise<void> {
  const [found] = await sql<{ marker: string | null; tables: number; name: string }[]>`
    select current_database() as name,
           (select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'app') as marker,
           (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema') as tables`;
  if (found === undefined || found.marker === MARKER || found.tables === 0) return;
  throw new DatabaseError(
    "database.not_ours",
    `DATABASE_URL: database "${found.name}" holds ${found.tables} tables that are not this project's. ` +
      "Name an empty database: nothing was changed.",
  );
}

/** The schema that every policy leans on: `app.tenant_id()`, `app.user_id()`, and the record of migrations. */
export async function ensureFoundation(sql: OwnerSql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists app;
    comment on schema app is '${MARKER}';
    grant usage on schema app to app_rw, identity_rw, app_system, app_queue, app_migrator;
    -- nullif: after a transaction-local setting has ended it reads as '' and not as null, and '' is no uuid.
    create or replace function app.tenant_id() returns uuid language sql stable parallel safe
      return nullif(current_setting('app.tenant_id', true), '')::uuid;
    create or replace function app.user_id() returns uuid language sql stable parallel safe
      return nullif(current_setting('app.user_id', true), '')::uuid;
    create table if not exists app.migrations (
      system text not null,
      tag text not null,
      hash text not null,
      applied_at timestamptz not null default now(),
      primary key (system, tag)
    );
    grant select on app.migrations to app_rw;
  `);
}
