/**
 * Each breaks one rule. The catalogue must name the table or role, and what is wrong with it. `{app}` stands for the
 * login role of DATABASE_APP_URL, `{database}` for the database.
 */
export const planted: Readonly<Record<string, readonly [statement: string, fault: RegExp]>> = {
  "I-14: a table without row-level security": [
    "alter table product.projects disable row level security",
    /^product\.projects: row-level security is not enabled/,
  ],
  "I-14: a table whose owner sees every row": [
    "alter table product.projects no force row level security",
    /^product\.projects: row-level security is not forced/,
  ],
  "I-15: a second permissive policy": [
    "create policy extra on product.projects for select to app_rw using (true)",
    /^product\.projects: policy is not the factory's: extra/,
  ],
  "a policy that was widened": [
    "alter policy app_rw_rows on product.projects using (true)",
    /^product\.projects: policy is not the factory's: app_rw_rows/,
  ],
  "a policy for everybody": [
    "alter policy app_rw_rows on product.projects to public",
    /^product\.projects: policy is not the factory's: app_rw_rows/,
  ],
  "a policy that was dropped": [
    "drop policy app_system_rows on product.projects",
    /^product\.projects: policy is missing: app_system_rows/,
  ],
  "a restrictive policy": [
    "create policy narrow on product.projects as restrictive for all to app_rw using (true)",
    /^product\.projects: policy narrow is restrictive/,
  ],
  "I-16: a unique key over all tenants": [
    "create unique index planted on product.projects (name)",
    /^product\.projects: planted does not start with tenant_id/,
  ],
  "an index that starts elsewhere": [
    "create index planted on product.projects (created_at)",
    /^product\.projects: planted does not start with tenant_id/,
  ],
  "a table without a primary key": [
    "alter table product.tasks drop constraint tasks_tenant_id_id_pk",
    /^product\.tasks: has no primary key/,
  ],
  "a foreign key that reaches another tenant's rows": [
    `alter table product.projects add unique (id), add parent uuid;
     alter table product.projects add constraint planted foreign key (parent) references product.projects (id)`,
    /^product\.projects: foreign key planted does not start with tenant_id/,
  ],
  "a foreign key that leaves its schema": [
    'alter table product.projects add constraint planted foreign key (created_by) references identity."user" (id)',
    /^product\.projects: foreign key planted leaves its schema/,
  ],
  "I-13: a partition that is read directly": [
    `create table product.parts (tenant_id uuid not null, id uuid not null) partition by list (tenant_id);
     create table product.part_1 partition of product.parts default;
     grant select on product.part_1 to app_rw`,
    /^product\.part_1: made without a table factory/,
  ],
  "a table without a factory": [
    "create table product.loose (id uuid)",
    /^product\.loose: made without a table factory/,
  ],
  "a table in the public schema": [
    "create table public.loose (id uuid)",
    /^public\.loose: made without a table factory/,
  ],
  "I-11: a view with its owner's rights": [
    "create view product.all_projects as select * from product.projects",
    /^product\.all_projects: a view reads with its owner's rights/,
  ],
  "a materialized view": [
    "create materialized view product.copy as select * from product.projects",
    /^product\.copy: a materialized view has no row-level security/,
  ],
  "I-12: a function with its owner's rights": [
    "create function product.all_names() returns setof text language sql security definer as 'select name from product.projects'",
    /^product\.all_names: function is not on the list, and runs with its owner's rights/,
  ],
  "tenant_id() with its owner's rights": [
    "alter function app.tenant_id() security definer",
    /^app\.tenant_id: function runs with its owner's rights/,
  ],
  "an enum": ["create type product.status as enum ('open')", /^product\.status: enum equality is not leakproof/],
  "I-26: TRUNCATE for requests": [
    "grant truncate on product.projects to app_rw",
    /^product\.projects: grant that its class does not have: app_rw truncate/,
  ],
  "a grant to everybody": [
    "grant select on product.projects to public",
    /^product\.projects: grant that its class does not have: public select/,
  ],
  "a grant on one column": [
    'grant select (email) on identity."user" to app_rw',
    /^identity\.user: grant that its class does not have: app_rw select of column email/,
  ],
  "the auth library's tables for requests": [
    "grant select on identity.session to app_rw",
    /^identity\.session: grant that its class does not have: app_rw select/,
  ],
  "a grant that is missing": [
    "revoke insert on product.projects from app_rw",
    /^product\.projects: grant is missing: app_rw insert/,
  ],
  "CREATE in a schema": ["grant create on schema product to app_rw", /^product: app_rw may create in this schema/],
  "grants on tables to come": [
    "alter default privileges in schema product grant select on tables to app_rw",
    /^default privileges in product grant/,
  ],
  "a group role that bypasses row-level security": ["alter role app_rw bypassrls", /^role app_rw: bypasses/],
  "tenant_id() with another body": [
    "create or replace function app.tenant_id() returns uuid language sql stable parallel safe as 'select null::uuid'",
    /^app\.tenant_id: app\.tenant_id\(\) is not the function that was provisioned/,
  ],
  "tenant_id() that answers a fixed tenant when none is set": [
    "create or replace function app.tenant_id() returns uuid language sql stable parallel safe return coalesce(nullif(current_setting('app.tenant_id', true), '')::uuid, '00000000-0000-4000-8000-000000000001')",
    /^app\.tenant_id: app\.tenant_id\(\) is not the function/,
  ],
  "user_id() that reads the tenant": [
    "create or replace function app.user_id() returns uuid language sql stable parallel safe return nullif(current_setting('app.tenant_id', true), '')::uuid",
    /^app\.user_id: app\.user_id\(\) is not the function/,
  ],
  "tenant_id() that is volatile": [
    "alter function app.tenant_id() volatile",
    /^app\.tenant_id: app\.tenant_id\(\) is not the function/,
  ],
  "tenant_id() with a setting of its own": [
    "alter function app.tenant_id() set app.tenant_id = '00000000-0000-4000-8000-000000000001'",
    /^app\.tenant_id: app\.tenant_id\(\) is not the function/,
  ],
  "a second tenant_id()": [
    "create function app.tenant_id(x text) returns uuid language sql as 'select null::uuid'",
    /^app\.tenant_id: app\.tenant_id\(x text\) is not the function/,
  ],
  "policies without their function": [
    "alter function app.user_id() rename to was_user_id",
    /^app\.user_id: function is missing/,
  ],
  "a function that a login role owns": [
    "grant create on schema app to {app}; alter function app.tenant_id() owner to {app}",
    /^app\.tenant_id: is owned by \w+_app, and not by the owner/,
  ],
  "a table that a login role owns": [
    "grant create on schema product to {app}; alter table product.projects owner to {app}",
    /^product\.projects: is owned by \w+_app, and not by the owner/,
  ],
  "a schema that a login role owns": [
    "alter schema product owner to {app}",
    /^product: is owned by \w+_app, and not by the owner/,
  ],
  "a login role of two groups": [
    "grant app_system to {app}",
    /^role \w+_app: is a member of app_rw and app_system, and must be of exactly one/,
  ],
  "a login role of the group for migrations": [
    "revoke app_rw from {app}; grant app_migrator to {app}",
    /^role \w+_app: is a member of app_migrator, and must be of exactly one of the groups for logins/,
  ],
  "a login role of no group": ["revoke app_rw from {app}", /^role \w+_app: is a member of no group/],
  "a login role that reads everything": [
    "grant pg_read_all_data to {app}",
    /^role \w+_app: is a member of pg_read_all_data, which is no group of ours/,
  ],
  "a login role that is an owner by inheritance": [
    "create role planted; create role between; grant planted to between; grant between to {app}",
    /^role \w+_app: is a member of planted, which is no group/,
  ],
  "a login role that hands its group on": [
    "grant app_rw to {app} with admin option",
    /^role \w+_app: may hand on its membership of app_rw/,
  ],
  "a group in a group": ["grant app_system to app_rw", /^role app_rw: is a group, and a member of app_system/],
  "a group that reads everything": [
    "grant pg_read_all_data to app_queue",
    /^role app_queue: is a group, and a member of pg_read_all_data/,
  ],
  "a group that can log in": ["alter role app_rw login", /^role app_rw: is a group, and can log in/],
  "a login role that may replicate": ["alter role {app} replication", /^role \w+_app: may replicate/],
  "a login role that may create roles": ["alter role {app} createrole", /^role \w+_app: may create roles/],
  "a grant that may be handed on": [
    "grant select on product.projects to app_rw with grant option",
    /^product\.projects: grant that may be handed on: app_rw select/,
  ],
  "a record of migrations that requests write": [
    "grant insert on app.migrations to app_rw",
    /^app\.migrations: grant that its class does not have: app_rw insert/,
  ],
  "a record of migrations that is open to everybody": [
    "grant select on app.migrations to public",
    /^app\.migrations: grant that its class does not have: public select/,
  ],
  "a view that is open to everybody": [
    "create view product.v with (security_invoker = true) as select * from product.projects; grant select on product.v to public",
    /^product\.v: grant that a view must not have: public select/,
  ],
  "a sequence that requests set back": [
    "create sequence product.s; grant update on sequence product.s to app_rw",
    /^product\.s: grant that a sequence must not have: app_rw update/,
  ],
  "a schema that is open to everybody": [
    "grant usage on schema product to public",
    /^product: public may use this schema/,
  ],
  "the auth library's schema for requests": [
    "grant usage on schema identity to app_rw",
    /^identity: app_rw may use this schema, and has no table in it/,
  ],
  "pg-boss' schema for requests": [
    "grant usage on schema pgboss to app_rw",
    /^pgboss: app_rw may use this schema, and has no table in it/,
  ],
  "pg-boss' jobs for cross-tenant work": [
    "grant select on pgboss.job_common to app_system",
    /^pgboss\.job_common: grant that its class does not have: app_system select/,
  ],
  "a queue that may create": ["grant create on schema pgboss to app_queue", /^pgboss: app_queue may create/],
  "a partition of a queue's own": [
    "create table pgboss.job_planted partition of pgboss.job for values in ('planted')",
    /^pgboss\.job_planted: made without a table factory/,
  ],
  "another clock for pg-boss": [
    "create or replace function pgboss.job_now() returns timestamptz language sql stable as 'select now()'",
    /^pgboss\.job_now: pgboss\.job_now\(\) is not the function that was provisioned/,
  ],
  "a function that runs with pg-boss' owner's rights": [
    "alter function pgboss.create_queue(text, jsonb) security definer",
    /^pgboss\.create_queue: function runs with its owner's rights/,
  ],
  "an enum among pg-boss' types that was not there": [
    "create type pgboss.planted as enum ('a')",
    /^pgboss\.planted: enum equality is not leakproof/,
  ],
  "a rule": [
    "create rule planted as on delete to product.projects do instead nothing",
    /^product\.projects: rule planted rewrites/,
  ],
  "a trigger": [
    "create trigger planted before update on product.projects for each row execute function suppress_redundant_updates_trigger()",
    /^product\.projects: trigger planted is not on the list/,
  ],
  "foreign keys that were switched off": [
    "alter table identity.member disable trigger all",
    /^identity\.member: trigger \w+ does not fire/,
  ],
  "a constraint that skips the rows of before": [
    "alter table product.projects add constraint planted check (name <> 'x') not valid",
    /^product\.projects: constraint planted is not enforced on every row/,
  ],
  "a constraint that is not enforced": [
    "alter table product.projects add constraint planted check (name <> 'x') not enforced",
    /^product\.projects: constraint planted is not enforced on every row/,
  ],
  "an unlogged table": ["alter table product.tasks set unlogged", /^product\.tasks: is unlogged/],
  "a default tenant": [
    "alter table product.projects alter column tenant_id set default app.tenant_id()",
    /^product\.projects: the default of column tenant_id names a tenant/,
  ],
  "a default person": [
    "alter table product.projects alter column created_by set default '00000000-0000-4000-8000-000000000001'",
    /^product\.projects: the default of column created_by names a tenant or a person/,
  ],
  "a publication": ["create publication planted for all tables", /^publication planted: /],
  "a foreign server": [
    "create foreign data wrapper w; create server planted foreign data wrapper w",
    /^foreign server planted: /,
  ],
  "a view among those of Postgres": [
    "create view information_schema.planted as select * from product.projects",
    /^information_schema\.planted: was made in a schema of Postgres itself/,
  ],
  "a setting that switches triggers off": [
    "grant set on parameter session_replication_role to {app}",
    /^parameter session_replication_role: \w+_app may set it/,
  ],
  "a tenant set for a role": [
    "alter role {app} set app.tenant_id = '00000000-0000-4000-8000-000000000001'",
    /^role \w+_app: setting app\.tenant_id is not on the list/,
  ],
  "a tenant set for the database": [
    "alter database {database} set app.tenant_id = '00000000-0000-4000-8000-000000000001'",
    /^database: setting app\.tenant_id is not on the list/,
  ],
  "a search path set for a group": [
    "alter role app_rw set search_path = evil",
    /^role app_rw: setting search_path is not on the list/,
  ],
  "an event trigger": [
    `create function app.planted() returns event_trigger language plpgsql as 'begin end';
     create event trigger planted on ddl_command_end execute function app.planted()`,
    /^event trigger planted: /,
  ],
  "a table that the code no longer knows": ["drop table product.tasks", /^product\.tasks: declared, but not in/],
};
