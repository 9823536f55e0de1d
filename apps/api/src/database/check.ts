import type { GroupRole } from "@ninefold/identity/tenancy";
import postgres from "postgres";
import { DatabaseError } from "./errors.ts";
import { compare } from "./migrate.ts";
import { type Migration, readMigrations } from "./migrations.ts";
import type { DatabaseUrls } from "./provision.ts";

interface CheckOptions {
  /** True to start on a schema that a later release has already extended: how a release is rolled back. */
  readonly acceptNewer?: boolean;
  /** Those of the checkout unless a test says otherwise. */
  readonly migrations?: readonly Migration[];
}

/**
 * What the API and the worker ask before they serve: is it ours, is it at this code's version, and are the roles as
 * weak as row-level security needs them. A superuser or an owner passes every policy without a word.
 * @throws DatabaseError naming the reason and the way out.
 */
export async function assertDatabaseReady(urls: DatabaseUrls, options: CheckOptions = {}): Promise<void> {
  const check = async (variable: keyof DatabaseUrls) => ({
    variable,
    name: await assertWeakRole(variable, urls[variable]),
  });
  const [first, ...others] = await Promise.all([
    check("DATABASE_APP_URL"),
    check("DATABASE_IDENTITY_URL"),
    check("DATABASE_SYSTEM_URL"),
    check("DATABASE_QUEUE_URL"),
  ]);
  const other = others.find(({ name }) => name !== first.name);
  if (other) {
    throw new DatabaseError(
      "database.not_ours",
      `${other.variable}: names database "${other.name}", and ${first.variable} names "${first.name}". All four must name the same one.`,
    );
  }
  const expected = options.migrations ?? (await readMigrations());
  await connected("DATABASE_APP_URL", urls.DATABASE_APP_URL, async (sql) => {
    const [found] = await sql`select to_regclass('app.migrations') as ledger`;
    if (found?.["ledger"] == null) {
      throw new DatabaseError(
        "database.not_ours",
        "DATABASE_APP_URL: this database was not set up by `npm run db:provision` and `npm run db:migrate`.",
      );
    }
    const applied = await sql<
      { system: string; tag: string; hash: string }[]
    >`select system, tag, hash from app.migrations`;
    const { pending, unknown } = compare(expected, applied);
    if (unknown.length > 0 && !options.acceptNewer) {
      throw new DatabaseError(
        "database.newer_than_code",
        `the database has migration ${unknown[0]}, which this version of the code does not know. Deploy the newer code; ` +
          "to roll a release back on purpose, set DATABASE_NEWER_SCHEMA=accept.",
      );
    }
    if (pending.length > 0) {
      throw new DatabaseError(
        "database.migrations_pending",
        `${pending.length} of ${expected.length} migrations are missing in the database. Run \`npm run db:migrate\`.`,
      );
    }
  });
}

/** The one group that each variable's login role is a member of. More would join what row-level security keeps apart. */
const GROUPS: Readonly<Record<keyof DatabaseUrls, GroupRole>> = {
  DATABASE_APP_URL: "app_rw",
  DATABASE_IDENTITY_URL: "identity_rw",
  DATABASE_SYSTEM_URL: "app_system",
  DATABASE_QUEUE_URL: "app_queue",
};

interface Role {
  readonly name: string;
  readonly database: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly replication: boolean;
  readonly createrole: boolean;
  readonly createdb: boolean;
  readonly owns: boolean;
  readonly groups: readonly string[];
}

/** Answers the name of the database that the URL leads to. */
async function assertWeakRole(variable: keyof DatabaseUrls, url: string): Promise<string> {
  return connected(variable, url, async (sql) => {
    const [role] = await sql<Role[]>`
      select r.rolname as name, current_database() as database, r.rolsuper as superuser, r.rolbypassrls as bypass,
             r.rolreplication as replication, r.rolcreaterole as createrole, r.rolcreatedb as createdb,
             exists (select 1 from pg_class where relowner = r.oid and relkind in ('r', 'p')) as owns,
             (select coalesce(json_agg(g.rolname order by g.rolname), '[]') from pg_roles g
               where g.oid <> r.oid and pg_has_role(r.oid, g.oid, 'MEMBER')) as groups
      from pg_roles r where r.rolname = current_user`;
    if (role === undefined) throw new DatabaseError("database.wrong_role", `${variable}: its role is not known.`);
    const group = GROUPS[variable];
    const advice = "Use the URL that `npm run db:provision` prints.";
    const fault = excessOf(role, group);
    if (fault) {
      throw new DatabaseError(
        "database.role_too_powerful",
        `${variable}: role "${role.name}" ${fault}, so tenants would see each other's rows. ${advice}`,
      );
    }
    if (!role.groups.includes(group)) {
      const actual = role.groups.length === 0 ? "no group" : role.groups.join(", ");
      throw new DatabaseError(
        "database.wrong_role",
        `${variable}: role "${role.name}" is a member of ${actual}, and must be one of ${group} and nothing else. ${advice}`,
      );
    }
    return role.database;
  });
}

function excessOf(role: Role, group: GroupRole): string | undefined {
  if (role.superuser) return "is a superuser";
  if (role.bypass) return "bypasses row-level security";
  if (role.replication) return "may replicate";
  if (role.createrole) return "may create roles";
  if (role.createdb) return "may create databases";
  if (role.owns) return "owns tables";
  const more = role.groups.filter((one) => one !== group);
  if (role.groups.includes(group) && more.length > 0) return `is a member of ${more.join(", ")} besides ${group}`;
  return undefined;
}

async function connected<T>(variable: string, url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined, fetch_types: false });
  try {
    await sql`select 1`.catch((cause: unknown) => {
      const { hostname, port } = new URL(url);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DatabaseError(
        "database.unreachable",
        `${variable}: ${hostname}:${port || "5432"} did not accept the connection (${reason})`,
        { cause },
      );
    });
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
