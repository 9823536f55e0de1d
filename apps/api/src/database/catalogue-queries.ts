import type postgres from "postgres";

export interface Relation {
  readonly name: string;
  readonly secured: boolean;
  readonly forced: boolean;
}
export interface Policy {
  readonly table: string;
  readonly name: string;
  readonly command: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly permissive: boolean;
}
export interface Grant {
  readonly table: string;
  readonly grantee: string;
  readonly privilege: string;
  readonly grantable: boolean;
  readonly on: "table" | "view" | "sequence";
}
export interface SchemaGrant {
  readonly schema: string;
  readonly grantee: string;
  readonly privilege: string;
  readonly grantable: boolean;
}
export interface Key {
  readonly table: string;
  readonly name: string;
  readonly first: string | null;
  readonly primary: boolean;
}
export interface ForeignKey {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly firstColumn: string;
  readonly firstTarget: string;
}

export const readRelations = (sql: postgres.Sql) => sql<Relation[]>`
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f') and ${ours(sql)} order by 1`;

export const readPolicies = (sql: postgres.Sql) => sql<Policy[]>`
  select schemaname || '.' || tablename as "table", policyname as name, lower(cmd) as command, to_json(roles) as roles,
         qual as "using", with_check as "check", permissive = 'PERMISSIVE' as permissive
  from pg_policies order by 1, 2`;

/** Grants on tables, views, sequences and single columns, the owner's own left out. */
export const readGrants = (sql: postgres.Sql) => sql<Grant[]>`
  select n.nspname || '.' || c.relname as "table", coalesce(r.rolname, 'public') as grantee,
         a.privilege_type as privilege, a.is_grantable as grantable,
         case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end as on
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select grantee, privilege_type, is_grantable from aclexplode(c.relacl)
    union all
    select e.grantee, e.privilege_type || ' of column ' || t.attname, e.is_grantable
    from pg_attribute t cross join lateral aclexplode(t.attacl) e where t.attrelid = c.oid
  ) a
  left join pg_roles r on r.oid = a.grantee
  where c.relkind in ('r', 'p', 'f', 'v', 'S') and ${ours(sql)} and a.grantee <> c.relowner order by 1, 2, 3`;

/** Who may look into a schema, its owner left out. */
export const readSchemaGrants = (sql: postgres.Sql) => sql<SchemaGrant[]>`
  select n.nspname as schema, coalesce(r.rolname, 'public') as grantee, a.privilege_type as privilege,
         a.is_grantable as grantable
  from pg_namespace n cross join lateral aclexplode(n.nspacl) a left join pg_roles r on r.oid = a.grantee
  where ${ours(sql)} and a.grantee <> n.nspowner order by 1, 2, 3`;

export const readKeys = (sql: postgres.Sql) => sql<Key[]>`
  select n.nspname || '.' || c.relname as "table", i.relname as name, a.attname as first, x.indisprimary as primary
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class c on c.oid = x.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
  where ${ours(sql)} order by 1, 2`;

export const readForeignKeys = (sql: postgres.Sql) => sql<ForeignKey[]>`
  select k.conname as name, n.nspname || '.' || c.relname as "from", tn.nspname || '.' || t.relname as "to",
         a.attname as "firstColumn", ta.attname as "firstTarget"
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = k.confkey[1]
  where k.contype = 'f' and ${ours(sql)} order by 1`;

export const ours = (sql: postgres.Sql) => sql`n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;
