import { createHash } from "node:crypto";
import type postgres from "postgres";
import { IDENTITY_FUNCTIONS, IDENTITY_TRIGGERS } from "./catalogue-identity.ts";
import { ours } from "./catalogue-queries.ts";

/** Every policy leans on these two. As Postgres prints what `ensureFoundation` creates: one letter more is another function. */
const SETTINGS: Readonly<Record<string, string>> = Object.fromEntries(
  ["tenant_id", "user_id"].map((name) => [
    `app.${name}`,
    [
      `CREATE OR REPLACE FUNCTION app.${name}()`,
      " RETURNS uuid",
      " LANGUAGE sql",
      " STABLE PARALLEL SAFE",
      `RETURN (NULLIF(current_setting('app.${name}'::text, true), ''::text))::uuid`,
    ].join("\n"),
  ]),
);

/** Those, and what the triggers call. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  ...SETTINGS,
  ...IDENTITY_FUNCTIONS,
  "workflows.announce_outbox": [
    "CREATE OR REPLACE FUNCTION workflows.announce_outbox()",
    " RETURNS trigger",
    " LANGUAGE plpgsql",
    "AS $function$",
    "begin",
    "  perform pg_notify('ninefold_outbox', '');",
    "  return null;",
    "end",
    "$function$",
  ].join("\n"),
};

/**
 * pg-boss' functions, by the SHA-256 of what Postgres prints of them: none is ours to read, and none may differ from what
 * its migration made. An upgrade changes some; take the new ones from the failing test.
 */
const FOREIGN_FUNCTIONS: Readonly<Record<string, string>> = {
  "pgboss.create_queue": "7e427d6c58fab775e0f9a64e1ec42d2f1d0d9ab0e9dbfc845ef25c902198793e",
  "pgboss.delete_queue": "6d4db27b74ab4ea7c372161cef73ea47e48914b19938fee1acfe7377376f17cb",
  "pgboss.job_now": "3f827e651af737cc16b9094387f67010edb3eb7d4d7daf1b2a043d91e222d434",
  "pgboss.job_table_format": "8c810cd35be8b723a23ef85757404d25729d2f0e8f15c59d242915c135026800",
  "pgboss.job_table_run": "484a8e6c2754ba95e846a8feb1a791701a4a79ff0eb2802c6d082b7bc98a43fe",
  "pgboss.job_table_run_async": "3eeb338c4219bc926b18e7dfa9bfed3fb6e379ede69deb8fda7ae338e562dfbc",
};

/** No row-level security decides by its column, so it does not matter that its equality is not leakproof. */
const FOREIGN_ENUMS: readonly string[] = ["pgboss.job_state"];

/** `schema.table.trigger`. A trigger runs unseen with the rights of whoever writes, so each one is named here. */
const ALLOWED_TRIGGERS: readonly string[] = [...IDENTITY_TRIGGERS, "workflows.outbox.announce"];

/** What the tables carry and what stands beside them: each is fine, or named. */
export async function objectFaults(sql: postgres.Sql): Promise<readonly string[]> {
  const found = await Promise.all([
    functionFaults(sql),
    triggerFaults(sql),
    ownerFaults(sql),
    kindFaults(sql),
    tableFaults(sql),
    databaseFaults(sql),
  ]);
  return found.flat();
}

async function functionFaults(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string; signature: string; definer: boolean; definition: string | null }[]>`
    select n.nspname || '.' || p.proname as name, p.prosecdef as definer,
           n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as signature,
           case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours(sql)} order by 1, 2`;
  const missing = [...Object.keys(FUNCTIONS), ...Object.keys(FOREIGN_FUNCTIONS)].filter(
    (name) => !rows.some((row) => row.name === name),
  );
  return [
    ...missing.map((name) => `${name}: function is missing, and policies lean on it`),
    ...rows.flatMap(({ name, signature, definer, definition }) => {
      const expected = FUNCTIONS[name];
      const hash = FOREIGN_FUNCTIONS[name];
      if (expected === undefined && hash === undefined) {
        return [`${name}: function is not on the list${definer ? ", and runs with its owner's rights" : ""}`];
      }
      const faults: string[] = [];
      if (definer) faults.push(`${name}: function runs with its owner's rights`);
      if (hash === undefined ? definition?.trim() !== expected : sha256(definition ?? "") !== hash) {
        const found = hash === undefined ? "" : `; its SHA-256 is ${sha256(definition ?? "")}`;
        faults.push(`${name}: ${signature} is not the function that was provisioned${found}`);
      }
      return faults;
    }),
  ];
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

async function triggerFaults(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ table: string; name: string; internal: boolean; enabled: boolean }[]>`
    select n.nspname || '.' || c.relname as "table", t.tgname as name, t.tgisinternal as internal,
           t.tgenabled = 'O' as enabled
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours(sql)} order by 1, 2`;
  return rows.flatMap(({ table, name, internal, enabled }) => {
    const faults: string[] = [];
    if (!internal && !ALLOWED_TRIGGERS.includes(`${table}.${name}`))
      faults.push(`${table}: trigger ${name} is not on the list`);
    if (!enabled) faults.push(`${table}: trigger ${name} does not fire as it was made, so its rule is not kept`);
    return faults;
  });
}

/** An owner may switch off what its object's policies say; a login role that owns something is such an owner. */
const ownerFaults = (sql: postgres.Sql) =>
  faultsOf(sql`
    select o.name || ': is owned by ' || r.rolname || ', and not by the owner of the database' as fault
    from (
      select n.nspname as name, n.nspowner as owner from pg_namespace n where ${ours(sql)}
      union all
      select n.nspname || '.' || c.relname, c.relowner from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and ${ours(sql)}
      union all
      select n.nspname || '.' || p.proname, p.proowner from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours(sql)}
    ) o
    join pg_roles r on r.oid = o.owner
    where r.rolname not in (current_user, 'pg_database_owner')
      and r.oid <> (select datdba from pg_database where datname = current_database())
    order by 1`);

const kindFaults = (sql: postgres.Sql) =>
  faultsOf(sql`
    select n.nspname || '.' || c.relname || ': a view reads with its owner''s rights unless it is security_invoker' as fault
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and ${ours(sql)} and not coalesce('security_invoker=true' = any (c.reloptions), false)
    union all
    select n.nspname || '.' || c.relname || ': a materialized view has no row-level security'
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'm' and ${ours(sql)}
    union all
    select n.nspname || '.' || t.typname || ': enum equality is not leakproof, so its index goes unused; use text and a check'
    from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e' and ${ours(sql)}
      and n.nspname || '.' || t.typname <> all (${[...FOREIGN_ENUMS]})`);

/** Counts of the last minute: to lose them in a crash is cheaper than to wait for the disk with every request. */
const UNLOGGED: readonly string[] = ["ops_safety.rate_windows"];

const tableFaults = (sql: postgres.Sql) =>
  faultsOf(sql`
    select n.nspname || '.' || c.relname || ': rule ' || w.rulename || ' rewrites what is written' as fault
    from pg_rewrite w join pg_class c on c.oid = w.ev_class join pg_namespace n on n.oid = c.relnamespace
    where w.rulename <> '_RETURN' and ${ours(sql)}
    union all
    -- conenforced came with Postgres 18; before, every constraint is enforced.
    select n.nspname || '.' || c.relname || ': constraint ' || k.conname || ' is not enforced on every row'
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where (not k.convalidated or to_jsonb(k) ->> 'conenforced' = 'false') and ${ours(sql)}
    union all
    select n.nspname || '.' || c.relname || ': is unlogged, and empty after a crash'
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relpersistence = 'u' and c.relkind in ('r', 'p', 'S') and ${ours(sql)}
      and n.nspname || '.' || c.relname <> all(${[...UNLOGGED]})
    union all
    select n.nspname || '.' || c.relname || ': the default of column ' || a.attname || ' names a tenant or a person'
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours(sql)} and (a.attname in ('tenant_id', 'user_id', 'organization_id')
      or pg_get_expr(d.adbin, d.adrelid) ~* '[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}')`);

const databaseFaults = (sql: postgres.Sql) =>
  faultsOf(sql`
    select 'default privileges in ' || coalesce(n.nspname, 'every schema') || ' grant on tables to come' as fault
    from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
    union all
    -- What initdb made has a lower number: the rest hides where every other rule here does not look.
    select o.place || '.' || o.name || ': was made in a schema of Postgres itself'
    from (
      select c.oid, c.relnamespace::regnamespace::text as place, c.relname as name from pg_class c where c.relkind in ('r', 'p', 'f', 'v', 'm')
      union all
      select p.oid, p.pronamespace::regnamespace::text, p.proname from pg_proc p
    ) o
    where o.oid >= 16384 and o.place in ('pg_catalog', 'information_schema')
      and not exists (select 1 from pg_depend d where d.objid = o.oid and d.deptype = 'e')
    union all
    select 'publication ' || pubname || ': sends rows out past row-level security' from pg_publication
    union all
    select 'foreign server ' || srvname || ': reaches another database' from pg_foreign_server
    union all
    select 'event trigger ' || evtname || ': runs unseen' from pg_event_trigger
    union all
    select 'parameter ' || p.parname || ': ' || coalesce(r.rolname, 'public') || ' may set it'
    from pg_parameter_acl p cross join lateral aclexplode(p.paracl) a left join pg_roles r on r.oid = a.grantee
    where not coalesce(r.rolsuper, false)`);

async function faultsOf(query: postgres.PendingQuery<postgres.Row[]>): Promise<string[]> {
  return (await query).map((row) => String(row["fault"]));
}
