import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@ninefold/testing/test-database";
import { is } from "drizzle-orm";
import { type AnyPgTable, PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { catalogueFaults } from "../src/database/catalogue.ts";
import { migrate } from "../src/database/migrate.ts";
import { type DatabaseUrls, provision } from "../src/database/provision.ts";
import { planted } from "./planted.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const files = globSync(
  ["packages/*/src/schema.ts", "packages/*/src/adapters/*/schema.ts", "apps/api/src/product/schema.ts"],
  { cwd: root },
);
const modules = (await Promise.all(files.map((file) => import(path.join(root, file))))) as Record<string, unknown>[];
const tables = modules.flatMap((one) => Object.values(one).flat()).filter((one): one is AnyPgTable => is(one, PgTable));

let database: TestDatabase<DatabaseUrls>;
let owner: postgres.Sql;
const login = (url: string) => decodeURIComponent(new URL(url).username);

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  // A clone forgets who may enter, and every login of the server could: said again, as provisioning does.
  const name = new URL(database.ownerUrl).pathname.slice(1);
  await owner`revoke all on database ${owner(name)} from public`;
  for (const url of Object.values(database.urls)) {
    await owner`grant connect on database ${owner(name)} to ${owner(login(url))}`;
  }
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe("the catalogue", () => {
  it("holds nothing that fits no class", async () => {
    expect(tables.length).toBeGreaterThan(0);
    expect(await catalogueFaults(owner, tables)).toEqual([]);
  });

  it("holds nothing either where a plain owner set it up, who may hand the groups on", async () => {
    const name = `owner_${randomUUID().replaceAll("-", "")}`;
    const server = postgres(inject("postgres").ownerUrl, { max: 1, onnotice: () => undefined });
    const own = { username: name, password: "p", pathname: `/${name}` };
    const ownerUrl = Object.assign(new URL(inject("postgres").ownerUrl), own).href;
    const plain = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
    try {
      await server.unsafe(`create role ${name} login createrole password 'p'`);
      await server.unsafe(`grant app_rw, identity_rw, app_system, app_queue, app_migrator to ${name} with admin true`);
      await server.unsafe(`create database ${name} owner ${name}`);
      await provision({ ownerUrl });
      await migrate({ ownerUrl });
      expect(await catalogueFaults(plain, tables)).toEqual([]);
    } finally {
      await plain.end();
      await server.unsafe(`drop database if exists ${name} with (force)`);
      for (const suffix of ["app", "identity", "system", "queue"]) {
        await server.unsafe(`drop role if exists ${name}_${suffix}`);
      }
      await server.unsafe(`drop owned by ${name} cascade`);
      await server.unsafe(`drop role ${name}`);
      await server.end();
    }
  });

  it.each(Object.entries(planted))("names %s", async (_title, [statement, fault]) => {
    const undo = new Error("undo");
    const faults = Promise.withResolvers<readonly string[]>();
    await owner
      .begin(async (tx) => {
        const name = new URL(database.ownerUrl).pathname.slice(1);
        await tx.unsafe(
          statement
            .replaceAll("{app}", `"${login(database.urls.DATABASE_APP_URL)}"`)
            .replaceAll("{database}", `"${name}"`),
        );
        faults.resolve(await catalogueFaults(tx as unknown as postgres.Sql, tables));
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    expect(await faults.promise).toEqual(expect.arrayContaining([expect.stringMatching(fault) as unknown]));
  });
});
