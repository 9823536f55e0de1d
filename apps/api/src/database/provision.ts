import { randomBytes } from "node:crypto";
import { GROUP_ROLES, type GroupRole } from "@ninefold/identity/tenancy";
import postgres from "postgres";
import { DatabaseError } from "./errors.ts";
import { asOwner, assertOurs, ensureFoundation, type OwnerSql } from "./owner.ts";

/** What run time needs: four login roles, none of which owns a table, bypasses row-level security or may create. */
export type DatabaseUrls = {
  readonly DATABASE_APP_URL: string;
  readonly DATABASE_IDENTITY_URL: string;
  readonly DATABASE_SYSTEM_URL: string;
  readonly DATABASE_QUEUE_URL: string;
};

const LOGINS = {
  DATABASE_APP_URL: { suffix: "app", group: "app_rw" },
  DATABASE_IDENTITY_URL: { suffix: "identity", group: "identity_rw" },
  DATABASE_SYSTEM_URL: { suffix: "system", group: "app_system" },
  DATABASE_QUEUE_URL: { suffix: "queue", group: "app_queue" },
} as const satisfies Record<keyof DatabaseUrls, { suffix: string; group: GroupRole }>;

interface ProvisionOptions {
  /** A role that owns the database and may create roles: a superuser, or on a managed server a plain CREATEROLE owner. */
  readonly ownerUrl: string;
  /** URLs of an earlier run. Kept as they are when they still work. */
  readonly known?: DatabaseUrls | undefined;
  /** New passwords for logins that exist. Programs that hold the old ones lose their connections' successors. */
  readonly rotate?: boolean;
}

/**
 * Creates group roles (once per cluster), login roles (per database, random passwords) and the `app` schema.
 * Safe to repeat.
 * @throws DatabaseError `database.already_provisioned` when logins exist whose passwords are not known here.
 */
export async function provision(options: ProvisionOptions): Promise<DatabaseUrls> {
  const { ownerUrl, known, rotate = false } = options;
  return asOwner(ownerUrl, async (sql) => {
    await assertOurs(sql);
    await sql`select pg_advisory_lock(hashtext('saas-template:provision'))`;
    await createGroups(sql);
    await ensureFoundation(sql);
    const keep = known !== undefined && !rotate && (await allConnect(known)) ? known : undefined;
    const urls = keep ?? (await createLogins(sql, ownerUrl, rotate || known !== undefined));
    await allowOnly(sql);
    await readOnlyOutside(sql);
    return urls;
  });
}

async function createLogins(sql: OwnerSql, ownerUrl: string, rotate: boolean): Promise<DatabaseUrls> {
  const database = await currentDatabase(sql);
  const login = async ({ suffix, group }: (typeof LOGINS)[keyof DatabaseUrls]) => {
    const name = `${database}_${suffix}`;
    const password = randomBytes(24).toString("base64url");
    await createLogin(sql, { name, group, password, rotate });
    return urlFor(ownerUrl, name, password);
  };
  return {
    DATABASE_APP_URL: await login(LOGINS.DATABASE_APP_URL),
    DATABASE_IDENTITY_URL: await login(LOGINS.DATABASE_IDENTITY_URL),
    DATABASE_SYSTEM_URL: await login(LOGINS.DATABASE_SYSTEM_URL),
    DATABASE_QUEUE_URL: await login(LOGINS.DATABASE_QUEUE_URL),
  };
}

/** Every login of the cluster may enter a new database until this is said; repeated, since a dropped one forgets it. */
async function allowOnly(sql: OwnerSql): Promise<void> {
  const database = await currentDatabase(sql);
  await sql`revoke all on database ${sql(database)} from public`;
  await sql`revoke all on schema public from public`;
  for (const { suffix } of Object.values(LOGINS)) {
    await sql`grant connect on database ${sql(database)} to ${sql(`${database}_${suffix}`)}`;
  }
}

/** The doors say `read write`. What runs outside them, by whatever accident, must not write: see tenancy/transactions.ts. */
async function readOnlyOutside(sql: OwnerSql): Promise<void> {
  const database = await currentDatabase(sql);
  for (const { suffix } of [LOGINS.DATABASE_APP_URL, LOGINS.DATABASE_SYSTEM_URL]) {
    await sql.unsafe(`alter role ${quoted(`${database}_${suffix}`)} set default_transaction_read_only = on`);
  }
}

async function currentDatabase(sql: OwnerSql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  return row?.name ?? "";
}

async function createGroups(sql: OwnerSql): Promise<void> {
  const existing = await sql<
    { name: string }[]
  >`select rolname as name from pg_roles where rolname in ${sql([...GROUP_ROLES])}`;
  const names = new Set(existing.map((row) => row.name));
  for (const group of GROUP_ROLES.filter((name) => !names.has(name))) {
    // Group roles belong to the cluster: another of its databases may be provisioned at this moment.
    await sql`create role ${sql(group)} nologin nosuperuser nobypassrls nocreatedb nocreaterole`.catch(
      (cause: unknown) => {
        if (!(cause instanceof postgres.PostgresError && ["42710", "23505"].includes(cause.code))) notAllowed(cause);
      },
    );
  }
  const [self] = await sql<
    { superuser: boolean }[]
  >`select rolsuper as superuser from pg_roles where rolname = current_user`;
  // With FORCE the owner sees no rows, so a back-fill in a migration runs after `set role app_migrator`.
  if (!self?.superuser) await sql`grant app_migrator to current_user with set true, inherit false`.catch(notAllowed);
}

interface Login {
  readonly name: string;
  readonly group: GroupRole;
  readonly password: string;
  readonly rotate: boolean;
}

async function createLogin(sql: OwnerSql, { name, group, password, rotate }: Login): Promise<void> {
  const [exists] = await sql`select 1 from pg_roles where rolname = ${name}`;
  if (exists && !rotate) {
    throw new DatabaseError(
      "database.already_provisioned",
      `role "${name}" exists and its password is stored nowhere here. ` +
        "Use the DATABASE_*_URL values that were printed then, or `npm run db:provision -- --rotate` for new ones.",
    );
  }
  // A utility statement takes no parameters; the password is base64url of our own making, so it needs no escaping.
  const verb = exists ? "alter" : "create";
  await sql
    .unsafe(`${verb} role ${quoted(name)} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`)
    .catch(notAllowed);
  await sql`grant ${sql(group)} to ${sql(name)}`.catch(notAllowed);
  // A request that hangs must not hold locks for ever; migrations and back-fills run as other roles.
  await sql.unsafe(`alter role ${quoted(name)} set statement_timeout = '15s'`);
  await sql.unsafe(`alter role ${quoted(name)} set idle_in_transaction_session_timeout = '15s'`);
}

function notAllowed(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new DatabaseError(
    "database.not_allowed",
    `DATABASE_URL: this role may not set up the database (${reason}). It must own the database, have CREATEROLE, ` +
      `and have created the group roles ${GROUP_ROLES.join(", ")}, or be a superuser.`,
    { cause },
  );
}

function urlFor(ownerUrl: string, login: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(login);
  url.password = password;
  return url.href;
}

async function allConnect(urls: DatabaseUrls): Promise<boolean> {
  const attempts = Object.values(urls).map(async (url) => {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined, fetch_types: false });
    try {
      await sql`select 1`;
    } finally {
      await sql.end({ timeout: 1 });
    }
  });
  return (await Promise.allSettled(attempts)).every((attempt) => attempt.status === "fulfilled");
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
