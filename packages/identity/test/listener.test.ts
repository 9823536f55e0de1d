import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { createTestDatabase, type TestDatabase } from "@ninefold/testing/test-database";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assertOwnSchema, inSystem, openDatabase } from "../src/tenancy.ts";
import { userIdOf } from "../src/tenancy.ts";

let testDatabase: TestDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = postgres(testDatabase.ownerUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await owner.end();
  await testDatabase.drop();
});

const open = (onQuery?: (query: { system: string; sql: string }) => void) =>
  openDatabase({
    appUrl: testDatabase.urls.DATABASE_APP_URL,
    systemUrl: testDatabase.urls.DATABASE_SYSTEM_URL,
    ...(onQuery && { onQuery }),
  });

it("hears a notification, and again after its connection was killed", async () => {
  const database = open();
  const heard = new EventEmitter();
  const listener = database.listen("a_channel", () => heard.emit("notify"));
  await once(heard, "notify");
  const second = once(heard, "notify");
  await owner`select pg_notify('a_channel', '')`;
  await second;
  const third = once(heard, "notify");
  await owner`select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'listen' and datname = current_database()`;
  await third;
  await listener.close();
  await database.close();
});

it("hands on what was said, and nothing when something may have been lost", async () => {
  const database = open();
  const heard: (string | undefined)[] = [];
  const said = new EventEmitter();
  const listener = database.listen("another_channel", (what) => {
    heard.push(what);
    said.emit("notify");
  });
  await once(said, "notify");
  const second = once(said, "notify");
  await owner`select pg_notify('another_channel', 'ana')`;
  await second;
  expect(heard).toEqual([undefined, "ana"]);
  await listener.close();
  await database.close();
});

it("counts the queries of a borrowed transaction as those of the system that sends them", async () => {
  const seen: string[] = [];
  const database = open((query) => {
    assertOwnSchema(query);
    seen.push(query.system);
  });
  const id = userIdOf(randomUUID());
  const context = { userId: id, actor: { type: "person", id }, requestId: "request" } as const;
  await database.doorsOf("notifications").withPerson(context, async (tx) => {
    await tx.execute("select 1");
    await inSystem("workflows", async () => tx.execute("select 2"));
    await tx.execute("select 3");
  });
  expect(seen.slice(-3)).toEqual(["notifications", "workflows", "notifications"]);
  await database.close();
});
