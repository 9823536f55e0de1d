import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterEach, describe, expect, inject, it } from "vitest";
import { assertDatabaseReady } from "../src/database/check.ts";
import { migrate } from "../src/database/migrate.ts";
import { type Migration, readMigrations } from "../src/database/migrations.ts";
import { asOwner } from "../src/database/owner.ts";
import { provision } from "../src/database/provision.ts";

const migrations = await readMigrations();
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function aDatabase(options: { empty?: boolean } = {}) {
  const database: TestDatabase<Awaited<ReturnType<typeof provision>>> = await createTestDatabase(options);
  undo.push(database.drop);
  return database;
}

const run = (ownerUrl: string, statement: string) => asOwner(ownerUrl, (sql) => sql.unsafe(statement));

const added: Migration = {
  system: "product",
  tag: "9999_added",
  hash: "h",
  statements: ["create table product.added (id uuid)"],
};

/** What a managed server gives: CREATEROLE, a database of its own, and no superuser. */
async function plainOwner(): Promise<string> {
  const owner = `owner_${randomUUID().replaceAll("-", "")}`;
  const server = inject("postgres").ownerUrl;
  // The group roles of this cluster were made by another owner, who has to hand them on once.
  await run(server, `create role ${owner} login createrole password 'p'`);
  await run(server, `grant app_rw, identity_rw, app_system, app_queue, app_migrator to ${owner} with admin true`);
  await run(server, `create database ${owner} owner ${owner}`);
  const ownerUrl = Object.assign(new URL(server), { username: owner, password: "p", pathname: `/${owner}` }).href;
  undo.push(async () => {
    await run(server, `drop database if exists ${owner} with (force)`);
    for (const suffix of SUFFIXES) await run(server, `drop role if exists ${owner}_${suffix}`);
    await run(server, `drop owned by ${owner} cascade`);
    await run(server, `drop role ${owner}`);
  });
  return ownerUrl;
}

describe("provisioning", () => {
  it("gives four login roles that can sign in and are no superuser, owner or creator", async () => {
    const { ownerUrl } = await aDatabase({ empty: true });
    const urls = await provision({ ownerUrl });
    await migrate({ ownerUrl });
    await expect(assertDatabaseReady(urls)).resolves.toBeUndefined();
    for (const url of Object.values(urls)) {
      for (const planted of ["create table public.planted (id int)", "create schema planted"]) {
        await expect(run(url, `begin read write; ${planted}`)).rejects.toMatchObject({ code: "42501" });
      }
    }
    for (const url of [urls.DATABASE_APP_URL, urls.DATABASE_SYSTEM_URL]) {
      await expect(run(url, "delete from product.projects")).rejects.toMatchObject({ code: "25006" });
    }
    undo.push(() => dropLogins(ownerUrl));
  });

  it("keeps working URLs as they are, and makes new ones when they no longer work", async () => {
    const { ownerUrl } = await aDatabase({ empty: true });
    const first = await provision({ ownerUrl });
    undo.push(() => dropLogins(ownerUrl));
    expect(await provision({ ownerUrl, known: first })).toEqual(first);
    const stale = { ...first, DATABASE_APP_URL: first.DATABASE_APP_URL.replace(/:[^:@]+@/, ":wrong@") };
    const renewed = await provision({ ownerUrl, known: stale });
    await expect(run(renewed.DATABASE_APP_URL, "select 1")).resolves.toBeDefined();
  });

  it("rotates passwords only when told to", async () => {
    const { ownerUrl } = await aDatabase({ empty: true });
    const first = await provision({ ownerUrl });
    undo.push(() => dropLogins(ownerUrl));
    await expect(provision({ ownerUrl })).rejects.toMatchObject({
      code: "database.already_provisioned",
      message: expect.stringContaining("--rotate") as unknown,
    });
    const second = await provision({ ownerUrl, rotate: true });
    await expect(run(second.DATABASE_APP_URL, "select 1")).resolves.toBeDefined();
    await expect(run(first.DATABASE_APP_URL, "select 1")).rejects.toMatchObject({ code: "database.unreachable" });
  });

  it("lets no login of one database into another", async () => {
    const [mine, theirs] = [await aDatabase({ empty: true }), await aDatabase({ empty: true })];
    const urls = await provision({ ownerUrl: mine.ownerUrl });
    await provision({ ownerUrl: theirs.ownerUrl });
    undo.push(
      () => dropLogins(mine.ownerUrl),
      () => dropLogins(theirs.ownerUrl),
    );
    const elsewhere = new URL(urls.DATABASE_APP_URL);
    elsewhere.pathname = new URL(theirs.ownerUrl).pathname;
    await expect(run(elsewhere.href, "select 1")).rejects.toMatchObject({ code: "database.unreachable" });
  });

  it("works as the plain owner that a managed server gives, with CREATEROLE and no superuser", async () => {
    const ownerUrl = await plainOwner();
    const urls = await provision({ ownerUrl });
    await migrate({ ownerUrl });
    await expect(assertDatabaseReady(urls)).resolves.toBeUndefined();
  });

  it("refuses a role that may not create roles, and says what it needs", async () => {
    const { ownerUrl, urls } = await aDatabase({ empty: true });
    const weak = Object.assign(new URL(urls.DATABASE_APP_URL), { pathname: new URL(ownerUrl).pathname }).href;
    await expect(provision({ ownerUrl: weak })).rejects.toMatchObject({
      code: "database.not_allowed",
      message: expect.stringContaining("CREATEROLE") as unknown,
    });
  });
});

const renaming = (name: string) => `update product.projects set name = '${name}'`;

describe("migrating", () => {
  it("applies what is missing, and nothing the second time", async () => {
    const { ownerUrl } = await aDatabase();
    expect(await migrate({ ownerUrl })).toEqual({ applied: [] });
    expect(await migrate({ ownerUrl, migrations: [...migrations, added] })).toEqual({
      applied: ["product/9999_added"],
    });
    expect(await migrate({ ownerUrl, migrations: [...migrations, added] })).toEqual({ applied: [] });
  });

  it("applies a migration that was merged later with an earlier tag", async () => {
    const { ownerUrl } = await aDatabase();
    const earlier = { ...added, tag: "0000_earlier", statements: ["create table product.earlier (id uuid)"] };
    await migrate({ ownerUrl, migrations: [...migrations, added] });
    const { applied } = await migrate({ ownerUrl, migrations: [earlier, ...migrations, added] });
    expect(applied).toEqual(["product/0000_earlier"]);
  });

  it("undoes the whole of a migration whose last statement fails", async () => {
    const { ownerUrl } = await aDatabase();
    const broken = { ...added, statements: [...added.statements, "select * from nowhere"] };
    await expect(migrate({ ownerUrl, migrations: [...migrations, broken] })).rejects.toMatchObject({
      code: "database.migration_failed",
      message: expect.stringContaining("product/9999_added") as unknown,
    });
    await expect(migrate({ ownerUrl, migrations: [...migrations, added] })).resolves.toEqual({
      applied: ["product/9999_added"],
    });
  });

  it("I-29: changes the rows of every tenant as the role for that, and none as an owner whom policies hold", async () => {
    const ownerUrl = await plainOwner();
    const { DATABASE_SYSTEM_URL: systemUrl } = await provision({ ownerUrl });
    await migrate({ ownerUrl });
    const rows = Array.from({ length: 3 }, () => `('${randomUUID()}', '${randomUUID()}', 'old', '${randomUUID()}')`);
    const insert = `insert into product.projects (tenant_id, id, name, created_by) values ${rows.join(", ")}`;
    await run(systemUrl, `begin read write; ${insert}; commit`);
    const named = async (name: string) =>
      (await run(systemUrl, `select 1 from product.projects where name = '${name}'`)).length;

    const asOwner = { ...added, tag: "9998_as_owner", statements: [renaming("owner")] };
    const asMigrator = { ...added, statements: ["set local role app_migrator", renaming("new"), "reset role"] };
    await migrate({ ownerUrl, migrations: [...migrations, asOwner, asMigrator] });
    expect([await named("owner"), await named("new")]).toEqual([0, rows.length]);
  });

  it("lets one of two that run at once do the work", async () => {
    const { ownerUrl } = await aDatabase();
    const all = [...migrations, added];
    const both = await Promise.all([migrate({ ownerUrl, migrations: all }), migrate({ ownerUrl, migrations: all })]);
    expect(both.flatMap((one) => one.applied)).toEqual(["product/9999_added"]);
  });

  it("refuses a migration that was edited after it was applied", async () => {
    const { ownerUrl } = await aDatabase();
    const edited = migrations.map((one, index) => (index === 0 ? { ...one, hash: "edited" } : one));
    await expect(migrate({ ownerUrl, migrations: edited })).rejects.toMatchObject({
      code: "database.migration_changed",
    });
  });

  it("refuses a database that is newer than the code", async () => {
    const { ownerUrl } = await aDatabase();
    await migrate({ ownerUrl, migrations: [...migrations, added] });
    await expect(migrate({ ownerUrl })).rejects.toMatchObject({ code: "database.newer_than_code" });
  });

  it("refuses a database that is not ours, and changes nothing in it", async () => {
    const { ownerUrl } = await aDatabase({ empty: true });
    await run(ownerUrl, "create table public.customers (id int); insert into public.customers values (1)");
    await expect(provision({ ownerUrl })).rejects.toMatchObject({ code: "database.not_ours" });
    await expect(migrate({ ownerUrl })).rejects.toMatchObject({ code: "database.not_ours" });
    const [found] = await run(ownerUrl, "select count(*)::int as schemas from pg_namespace where nspname = 'app'");
    expect(found).toMatchObject({ schemas: 0 });
  });
});

describe("I-142: starting", () => {
  it.each(["DATABASE_APP_URL", "DATABASE_IDENTITY_URL", "DATABASE_SYSTEM_URL", "DATABASE_QUEUE_URL"] as const)(
    "refuses a superuser in %s, and names the variable",
    async (variable) => {
      const { ownerUrl, urls } = await aDatabase();
      await expect(assertDatabaseReady({ ...urls, [variable]: ownerUrl })).rejects.toMatchObject({
        code: "database.role_too_powerful",
        message: expect.stringMatching(new RegExp(`^${variable}: role .* is a superuser`)) as unknown,
      });
    },
  );

  it.each([
    ["in role app_rw replication", "may replicate"],
    ["in role app_rw createrole", "may create roles"],
    ["in role app_rw createdb", "may create databases"],
    ["in role app_rw bypassrls", "bypasses row-level security"],
    ["in role app_rw, pg_read_all_data", "is a member of pg_read_all_data besides app_rw"],
    ["in role app_rw, app_system", "is a member of app_system besides app_rw"],
  ])("refuses a login role that was made with `%s`", async (attributes, fault) => {
    const { ownerUrl, urls } = await aDatabase();
    const url = await aLogin(ownerUrl, attributes);
    await expect(assertDatabaseReady({ ...urls, DATABASE_APP_URL: url })).rejects.toMatchObject({
      code: "database.role_too_powerful",
      message: expect.stringMatching(new RegExp(`^DATABASE_APP_URL: role .* ${fault}, so tenants`)) as unknown,
    });
  });

  it.each([
    ["DATABASE_APP_URL", "DATABASE_SYSTEM_URL", "app_system", "app_rw"],
    ["DATABASE_IDENTITY_URL", "DATABASE_APP_URL", "app_rw", "identity_rw"],
    ["DATABASE_SYSTEM_URL", "DATABASE_QUEUE_URL", "app_queue", "app_system"],
    ["DATABASE_QUEUE_URL", "DATABASE_IDENTITY_URL", "identity_rw", "app_queue"],
  ] as const)("refuses in %s the URL of %s, and names the group", async (variable, other, actual, expected) => {
    const { urls } = await aDatabase();
    await expect(assertDatabaseReady({ ...urls, [variable]: urls[other] })).rejects.toMatchObject({
      code: "database.wrong_role",
      message: expect.stringMatching(
        new RegExp(`^${variable}: role .* is a member of ${actual}, and must be one of ${expected} and nothing else`),
      ) as unknown,
    });
  });

  it("refuses a login role of no group", async () => {
    const { ownerUrl, urls } = await aDatabase();
    const url = await aLogin(ownerUrl, "");
    await expect(assertDatabaseReady({ ...urls, DATABASE_QUEUE_URL: url })).rejects.toMatchObject({
      code: "database.wrong_role",
      message: expect.stringContaining("is a member of no group, and must be one of app_queue") as unknown,
    });
  });

  it("refuses URLs that name two databases, and names the variable and both", async () => {
    const [mine, other] = [await aDatabase(), await aDatabase()];
    const urls = { ...mine.urls, DATABASE_IDENTITY_URL: other.urls.DATABASE_IDENTITY_URL };
    await expect(assertDatabaseReady(urls)).rejects.toMatchObject({
      code: "database.not_ours",
      message: expect.stringMatching(
        /^DATABASE_IDENTITY_URL: names database "\w+", and DATABASE_APP_URL names "\w+"/,
      ) as unknown,
    });
  });

  it("refuses a database that misses a migration, and says how to bring it up", async () => {
    const { urls } = await aDatabase();
    await expect(assertDatabaseReady(urls, { migrations: [...migrations, added] })).rejects.toMatchObject({
      code: "database.migrations_pending",
      message: expect.stringContaining("npm run db:migrate") as unknown,
    });
  });

  it("refuses a database that is newer than the code", async () => {
    const { ownerUrl, urls } = await aDatabase();
    await migrate({ ownerUrl, migrations: [...migrations, added] });
    await expect(assertDatabaseReady(urls)).rejects.toMatchObject({
      code: "database.newer_than_code",
      message: expect.stringContaining("DATABASE_NEWER_SCHEMA=accept") as unknown,
    });
  });

  it("lets a release be rolled back on purpose, since migrations only expand", async () => {
    const { ownerUrl, urls } = await aDatabase();
    await migrate({ ownerUrl, migrations: [...migrations, added] });
    await expect(assertDatabaseReady(urls, { acceptNewer: true })).resolves.toBeUndefined();
  });

  it("refuses a database that was never set up", async () => {
    const { urls } = await aDatabase({ empty: true });
    await expect(assertDatabaseReady(urls)).rejects.toMatchObject({ code: "database.not_ours" });
  });

  it("says which variable names a server that does not answer", async () => {
    const { urls } = await aDatabase();
    const gone = { ...urls, DATABASE_SYSTEM_URL: "postgres://a:b@127.0.0.1:1/none" };
    await expect(assertDatabaseReady(gone)).rejects.toMatchObject({
      code: "database.unreachable",
      message: expect.stringMatching(/^DATABASE_SYSTEM_URL: 127\.0\.0\.1:1 /) as unknown,
    });
  });
});

/** A login role of its own: those of the template serve every test that runs at this moment. */
async function aLogin(ownerUrl: string, attributes: string): Promise<string> {
  const name = `login_${randomUUID().replaceAll("-", "")}`;
  await run(ownerUrl, `create role ${name} login password 'p' ${attributes}`);
  undo.push(() => run(inject("postgres").ownerUrl, `drop role ${name}`));
  return Object.assign(new URL(ownerUrl), { username: name, password: "p" }).href;
}

const SUFFIXES = ["app", "identity", "system", "queue"];

/** Login roles outlive their database. */
async function dropLogins(ownerUrl: string): Promise<void> {
  const name = new URL(ownerUrl).pathname.slice(1);
  const sql = postgres(inject("postgres").ownerUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`drop database if exists "${name}" with (force)`);
  for (const suffix of SUFFIXES) await sql.unsafe(`drop role if exists "${name}_${suffix}"`);
  await sql.end();
}
