import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedVersion, queueMigration } from "../src/adapters/postgres/migration.ts";

const folder = path.join(import.meta.dirname, "../queue");
const storage = { migrate: false, supervise: false, schedule: false, max: 1 };
const database = await createTestDatabase();
const owner = new PgBoss({ connectionString: database.ownerUrl, ...storage });
const queue = new PgBoss({ connectionString: database.urls.DATABASE_QUEUE_URL, ...storage });

beforeAll(async () => {
  for (const boss of [owner, queue]) {
    boss.on("error", () => undefined);
    await boss.start();
  }
});
afterAll(async () => {
  for (const boss of [owner, queue]) await boss.stop({ graceful: false });
  await database.drop();
});

describe("the migrations of pg-boss' tables", () => {
  it("end at the version that the installed library works on: run `npm run db:generate` after an upgrade", async () => {
    const tags = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
    expect(tags.at(-1)).toMatch(new RegExp(`-pg-boss-${installedVersion()}[.]sql$`));
  });

  it("are what the installed library would create, while there is one", async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith(".sql"));
    expect(files).toHaveLength(1);
    expect(await readFile(path.join(folder, files[0] ?? ""), "utf8")).toBe(queueMigration());
  });

  it("make tables in which the library finds nothing that is not its own", async () => {
    expect(await owner.schemaVersion()).toBe(installedVersion());
    expect(await owner.detectSchemaDrift()).toMatchObject({ ok: true });
  });

  it("know no transaction of their own, no build beside one, and no table that is named after a day", () => {
    for (const sql of [queueMigration(), queueMigration(installedVersion() - 3)]) {
      expect(sql).not.toMatch(/BEGIN;|COMMIT;|CONCURRENTLY|queue_stats_'/);
    }
  });
});

describe("the queue's login", () => {
  it.each([
    ["create a table", "create table pgboss.planted (id int)"],
    ["change one", "alter table pgboss.job add column planted int"],
    ["empty one whole", "truncate pgboss.job"],
    ["drop a queue's table", "select pgboss.delete_queue('x')"],
    ["make a partition", `select pgboss.create_queue('x', '{"policy": "standard", "partition": true}')`],
    ["read another schema", "select 1 from product.projects"],
    ["read the record of migrations", "select 1 from app.migrations"],
  ])("may not %s", async (_title, sql) => {
    await expect(queue.getDb().executeSql(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/42501|42P01/) as unknown,
    });
  });

  it("is the only one that reaches the tables", async () => {
    for (const [name, url] of Object.entries(database.urls)) {
      if (name === "DATABASE_QUEUE_URL") continue;
      const other = new PgBoss({ connectionString: url, ...storage });
      other.on("error", () => undefined);
      await expect(other.start()).rejects.toMatchObject({ code: "42501" });
      await other.stop({ graceful: false });
    }
  });
});
