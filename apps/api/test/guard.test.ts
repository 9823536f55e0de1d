import { randomUUID } from "node:crypto";
import { openDatabase, tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { startApp } from "./support.ts";

const created = await createTestDatabase();
const { system } = await startApp(created.urls);
const database = openDatabase({ appUrl: created.urls.DATABASE_APP_URL, systemUrl: created.urls.DATABASE_SYSTEM_URL });
const doors = database.doorsOf("product");
afterAll(async () => {
  await Promise.all([system.close(), database.close()]);
  await created.drop();
});

const context = {
  tenantId: tenantIdOf(randomUUID()),
  actor: { type: "person", id: userIdOf(randomUUID()) },
  requestId: randomUUID(),
} as const;
const call = { dependency: "billing", operation: "create_checkout", idempotent: false } as const;

describe("a vendor call in the composed system", () => {
  it.each(["withTenant", "asSystem"] as const)(
    "throws before it is made while %s is open, and is named",
    async (door) => {
      let called = false;
      const vendor = async () => {
        called = true;
      };
      const inside = {
        withTenant: () => doors.withTenant(context, () => system.safety.guard(call, vendor)),
        asSystem: () => doors.asSystem({ ...context, reason: "operator" }, () => system.safety.guard(call, vendor)),
      }[door];
      await expect(inside()).rejects.toMatchObject({
        code: "tenancy.open_transaction",
        message: expect.stringContaining("billing.create_checkout") as unknown,
      });
      expect(called).toBe(false);
    },
  );

  it("is made once the transaction has closed", async () => {
    await doors.withTenant(context, async () => undefined);
    await expect(system.safety.guard(call, async () => "paid")).resolves.toBe("paid");
  });
});
