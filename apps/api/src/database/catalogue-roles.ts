import { GROUP_ROLES } from "@ninefold/identity/tenancy";
import type postgres from "postgres";

/** What `provision` sets for login roles. Anything else, `search_path` or `app.tenant_id` say, changes whom a query is for. */
const ALLOWED_SETTINGS = [
  "statement_timeout",
  "idle_in_transaction_session_timeout",
  "default_transaction_read_only",
] as const;

/**
 * Group roles, and the logins that can enter this database as one of them. Superusers and the database's owner are
 * left out: they pass everything, and the program refuses to start as one.
 */
export async function roleFaults(sql: postgres.Sql): Promise<readonly string[]> {
  const found = await Promise.all([attributeFaults(sql), membershipFaults(sql), settingFaults(sql)]);
  return found.flat().map((row) => row.fault);
}

interface Fault {
  readonly fault: string;
}

/** Two names for the queries below: `groups` and `logins`. A login without CONNECT belongs to another database. */
const named = (sql: postgres.Sql) => sql`
  with here as (select oid, datdba, datacl from pg_database where datname = current_database()),
  groups as (select r.* from pg_roles r where r.rolname = any (${[...GROUP_ROLES]})),
  logins as (
    select r.* from pg_roles r cross join here
    where r.rolcanlogin and not r.rolsuper and r.oid <> here.datdba and r.rolname <> current_user
      and r.oid not in (select oid from groups)
      and has_database_privilege(r.oid, here.oid, 'CONNECT')
      and (exists (select 1 from groups g where pg_has_role(r.oid, g.oid, 'MEMBER'))
        or exists (select 1 from aclexplode(here.datacl) a where a.grantee = r.oid))
  ),
  reach as (
    select r.oid as member, g.rolname as name, g.oid in (select oid from groups) as is_group
    from (select oid from logins union select oid from groups where not rolsuper) r
    join pg_roles g on g.oid <> r.oid and pg_has_role(r.oid, g.oid, 'MEMBER')
  )`;

const attributeFaults = (sql: postgres.Sql) => sql<Fault[]>`
  ${named(sql)}
  select 'role ' || r.rolname || ': ' || f.text as fault
  from (select * from groups union select * from logins) r
  cross join lateral (values
    (r.rolsuper, 'is a superuser'),
    (r.rolbypassrls, 'bypasses row-level security'),
    (r.rolcreaterole or r.rolcreatedb, 'may create roles or databases'),
    (r.rolreplication, 'may replicate, which reads every row'),
    (r.rolcanlogin and r.oid in (select oid from groups), 'is a group, and can log in')
  ) f (found, text)
  where f.found order by 1`;

const membershipFaults = (sql: postgres.Sql) => sql<Fault[]>`
  ${named(sql)}
  select 'role ' || g.rolname || ': is a group, and a member of ' || reach.name as fault
  from groups g join reach on reach.member = g.oid
  union all
  select 'role ' || l.rolname || ': is a member of ' || reach.name || ', which is no group of ours'
  from logins l join reach on reach.member = l.oid where not reach.is_group
  union all
  select 'role ' || l.rolname || ': is a member of ' || coalesce(string_agg(reach.name, ' and ' order by reach.name), 'no group') ||
         ', and must be of exactly one of the groups for logins'
  from logins l left join reach on reach.member = l.oid and reach.is_group
  group by l.rolname having count(reach.name) <> 1 or bool_or(reach.name = 'app_migrator')
  union all
  select 'role ' || l.rolname || ': may hand on its membership of ' || m.roleid::regrole
  from logins l join pg_auth_members m on m.member = l.oid where m.admin_option
  order by 1`;

const settingFaults = (sql: postgres.Sql) => sql<Fault[]>`
  ${named(sql)}
  select case when s.setrole = 0 then 'database' else 'role ' || s.setrole::regrole end
         || ': setting ' || split_part(c.entry, '=', 1) || ' is not on the list' as fault
  from pg_db_role_setting s cross join lateral unnest(s.setconfig) c (entry)
  where s.setdatabase in (0, (select oid from here))
    and (s.setrole = 0 or s.setrole in (select oid from groups union select oid from logins))
    and split_part(c.entry, '=', 1) <> all (${[...ALLOWED_SETTINGS]})
  order by 1`;
