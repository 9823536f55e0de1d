import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

/** The server that the global set-up of the test run started, and the migrated database to clone. */
export interface TestServer {
  /** Superuser; its path names no particular database. */
  readonly ownerUrl: string;
  readonly template: string;
  /** URLs of the weak login roles, into the template. */
  readonly urls: RoleUrls;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

export interface TestDatabase<Urls = RoleUrls> {
  readonly ownerUrl: string;
  /** The same login roles as in production, none of them an owner or a superuser. */
  readonly urls: Urls;
  drop(): Promise<void>;
}

interface RoleUrls {
  readonly DATABASE_APP_URL: string;
  readonly DATABASE_IDENTITY_URL: string;
  readonly DATABASE_SYSTEM_URL: string;
  readonly DATABASE_QUEUE_URL: string;
}

/** A database of its own for one test file: a clone of the migrated template, or an empty one. Takes 60 to 80 ms. */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await execute(server.ownerUrl, (sql) =>
    options.empty
      ? sql`create database ${sql(name)}`
      : sql`create database ${sql(name)} template ${sql(server.template)}`,
  );
  return {
    ownerUrl: into(server.ownerUrl, name),
    urls: {
      DATABASE_APP_URL: into(server.urls.DATABASE_APP_URL, name),
      DATABASE_IDENTITY_URL: into(server.urls.DATABASE_IDENTITY_URL, name),
      DATABASE_SYSTEM_URL: into(server.urls.DATABASE_SYSTEM_URL, name),
      DATABASE_QUEUE_URL: into(server.urls.DATABASE_QUEUE_URL, name),
    },
    drop: async () => {
      await execute(server.ownerUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
    },
  };
}

async function execute(url: string, work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function into(url: string, database: string): string {
  const target = new URL(url);
  target.pathname = `/${database}`;
  return target.href;
}
