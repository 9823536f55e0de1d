import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { createTestDatabase, type TestDatabase } from "@ninefold/testing/test-database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../apps/api/src/database/migrate.ts";
import { asOwner } from "../../apps/api/src/database/owner.ts";
import { backup, restore } from "./backup.ts";

let folder: string;
let file: string;
let source: TestDatabase<unknown>;
const open: TestDatabase<unknown>[] = [];

async function aDatabase() {
  const database = await createTestDatabase();
  open.push(database);
  return database;
}

const TABLES = [
  "identity.user",
  "identity.organization",
  "identity.member",
  // What triggers wrote when those rows came: it comes back too, and is not written again.
  "identity.facts",
  "identity.usage",
  "identity.usage_days",
  "product.projects",
  "pgboss.job",
];
const contents = (ownerUrl: string) =>
  asOwner(ownerUrl, (sql) =>
    sql.begin(async (tx) => {
      const lists: unknown[][] = [];
      for (const table of TABLES) {
        const [{ forced } = { forced: false }] = await tx<{ forced: boolean }[]>`
          select relforcerowsecurity as forced from pg_class where oid = ${`${table.replace(".", '."')}"`}::text::regclass`;
        // Its owner sees no row of such a table, and would find any two alike.
        if (forced) await tx`set local role app_migrator`;
        lists.push([...(await tx.unsafe(`select * from ${table.replace(".", '."')}" order by 1, 2`))]);
        await tx`reset role`;
      }
      return lists;
    }),
  );

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "backup-"));
  source = await aDatabase();
  // Everything that COPY's text form has to escape, and a row of each of two tenants.
  const awkward = "tab\tbackslash\\ newline\n quote' NULL \\N \\. ünï 🚀";
  await asOwner(source.ownerUrl, async (sql) => {
    const [user, one, two] = [randomUUID(), randomUUID(), randomUUID()];
    await sql`insert into identity."user" (id, name, email) values (${user}, ${awkward}, 'ana@example.com')`;
    await sql`select pgboss.create_queue('waits', '{"policy":"standard"}')`;
    await sql`insert into pgboss.job (name, data) values ('waits', ${sql.json({ awkward })})`;
    for (const id of [one, two]) {
      await sql.begin(async (tx) => {
        await tx`insert into identity.organization (id, name, slug, created_at) values (${id}, ${awkward}, ${id}, now())`;
        await tx`insert into identity.member (organization_id, user_id, role, created_at) values (${id}, ${user}, 'owner', now())`;
      });
      await sql`insert into product.projects (tenant_id, id, name, created_by) values (${id}, ${randomUUID()}, ${awkward}, ${user})`;
    }
  });
});

beforeEach(async () => {
  file = path.join(folder, `${randomUUID()}.gz`);
  await backup(source.ownerUrl, file);
});

afterAll(async () => {
  for (const database of open) await database.drop();
  await rm(folder, { recursive: true });
});

describe("a backup", () => {
  it("puts every row of every tenant back as it was", async () => {
    const target = await aDatabase();
    await restore(target.ownerUrl, file);
    const expected = await contents(source.ownerUrl);
    expect(expected.map((rows) => rows.length)).not.toContain(0);
    expect(await contents(target.ownerUrl)).toEqual(expected);
  });

  it("leaves row-level security forced on what it restored", async () => {
    const target = await aDatabase();
    await restore(target.ownerUrl, file);
    const [row] = await asOwner(
      target.ownerUrl,
      (sql) => sql`select relforcerowsecurity as forced from pg_class where oid = 'product.projects'::regclass`,
    );
    expect(row).toEqual({ forced: true });
  });

  it("is refused by a database that holds rows, and nothing is changed", async () => {
    const before = await contents(source.ownerUrl);
    await expect(restore(source.ownerUrl, file)).rejects.toMatchObject({ code: "database.not_restorable" });
    expect(await contents(source.ownerUrl)).toEqual(before);
  });

  it("is refused when it was cut short, and nothing is kept of it", async () => {
    const target = await aDatabase();
    const text = gunzipSync(await readFile(file)).toString();
    for (const share of [0.3, 0.7, 0.98]) {
      await writeFile(file, gzipSync(text.slice(0, Math.floor(text.length * share))));
      await expect(restore(target.ownerUrl, file)).rejects.toThrow();
    }
    expect((await contents(target.ownerUrl)).flat()).toEqual([]);
  });

  it("is refused when it is something else", async () => {
    const target = await aDatabase();
    await writeFile(file, gzipSync("hello\n"));
    await expect(restore(target.ownerUrl, file)).rejects.toMatchObject({ code: "database.not_restorable" });
  });

  it("is refused by another version of the schema", async () => {
    const target = await aDatabase();
    await asOwner(target.ownerUrl, (sql) => sql`delete from app.migrations where system = 'product'`);
    await asOwner(target.ownerUrl, (sql) => sql`drop schema product cascade`);
    await migrate({ ownerUrl: target.ownerUrl });
    const text = gunzipSync(await readFile(file))
      .toString()
      .replace("product/0000_init", "product/0000_other");
    await writeFile(file, gzipSync(text));
    await expect(restore(target.ownerUrl, file)).rejects.toMatchObject({
      code: "database.not_restorable",
      message: expect.stringContaining("another version") as unknown,
    });
  });

  it("leaves no half-written file when it fails", async () => {
    const missing = path.join(folder, "missing", "file.gz");
    await expect(backup(source.ownerUrl, missing)).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });
});
