import { randomUUID } from "node:crypto";
import { openDatabase, openPool } from "@ninefold/identity/tenancy";
import { contextOf, tenantIdOf } from "@ninefold/identity/tenancy";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const READ = sql`select current_setting('app.request_id', true) as "requestId",
  current_setting('app.traceparent', true) as traceparent`;

describe("openPool", () => {
  it("tells each transaction which request it is part of, and nobody after it", async () => {
    let cause: { requestId: string; traceparent?: string } | undefined = { requestId: "request-1", traceparent };
    const url = database.urls.DATABASE_IDENTITY_URL;
    const pool = openPool({ url, name: "identity", maxConnections: 1, prepare: true, cause: () => cause });
    const inside = () => pool.database.transaction(async (tx) => [...(await tx.execute(READ))]);
    expect(await inside()).toEqual([{ requestId: "request-1", traceparent }]);
    cause = undefined;
    // One connection: a setting that outlived its transaction would show here.
    expect(await inside()).toEqual([
      { requestId: expect.toBeOneOf(["", null]), traceparent: expect.toBeOneOf(["", null]) },
    ]);
    await pool.close();
  });
});

describe("openDatabase", () => {
  it("gives a context without a trace the one that runs, and leaves another alone", async () => {
    const { DATABASE_APP_URL: appUrl, DATABASE_SYSTEM_URL: systemUrl } = database.urls;
    const opened = openDatabase({ appUrl, systemUrl, appConnections: 2, traceparent: () => traceparent });
    const { withTenant } = opened.doorsOf("fixture");
    const caller = {
      tenantId: tenantIdOf(randomUUID()),
      actor: { type: "system", id: "test" },
      requestId: "r",
    } as const;
    expect(await withTenant(caller, async (tx) => contextOf(tx).traceparent)).toBe(traceparent);
    const own = traceparent.replace("0af7", "1af7");
    expect(await withTenant({ ...caller, traceparent: own }, async (tx) => contextOf(tx).traceparent)).toBe(own);

    const release = Promise.withResolvers<void>();
    const held = withTenant(caller, async (tx) => {
      await tx.execute(sql`select 1`);
      await release.promise;
    });
    await expect.poll(() => opened.usage()[0]).toEqual({ pool: "app", busy: 1, waiting: 0, max: 2 });
    release.resolve();
    await held;
    expect(opened.usage()).toEqual([
      { pool: "app", busy: 0, waiting: 0, max: 2 },
      { pool: "system", busy: 0, waiting: 0, max: 2 },
    ]);
    await opened.close();
  });
});
