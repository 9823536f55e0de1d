import { randomUUID } from "node:crypto";
import type { TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { aTenant, DAY, openFixture, setUp, subscribed } from "./fixture.ts";

const fixture = await openFixture();
const { database } = fixture;
afterAll(() => fixture.close());

/** Whoever uses billing: with doors of its own. */
const within = <T>(tenant: TenantContext, work: (tx: TenantTx) => Promise<T>) =>
  database.doorsOf("product").withTenant(tenant, work);

/** Makes one as a product would, with rows of its own. */
function maker(on: ReturnType<typeof setUp>, tenant: TenantContext) {
  return () =>
    within(tenant, async (tx) => {
      await on.billing.allow(tx, "projects", async () => {
        const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from product.projects`);
        return row?.count ?? 0;
      });
      await tx.execute(
        sql`insert into product.projects (tenant_id, id, name, created_by) values (${tenant.tenantId}, ${randomUUID()}, 'one', ${randomUUID()})`,
      );
    });
}

const aSingle = () => ({ quantity: 1, key: randomUUID() });

describe("a limit on how many there are", () => {
  it("is never passed: of twenty at once, the free plan's five are made", async () => {
    const on = setUp(database);
    const make = maker(on, aTenant());
    const made = await Promise.allSettled(Array.from({ length: 20 }, make));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const refused = made.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "billing.limit_reached",
      kind: "payment_required",
      message: "The Free plan includes 5 projects.",
    });
  });

  it("is one workspace's: another's does not count, nor wait", async () => {
    const on = setUp(database);
    await Promise.all(Array.from({ length: 5 }, maker(on, aTenant())));
    await maker(on, aTenant())();
  });

  it("is higher with a plan, and what is above it stays when the plan ends", async () => {
    const on = setUp(database);
    const { tenant } = await subscribed(on);
    const make = maker(on, tenant);
    for (let count = 0; count < 6; count += 1) await make();
    on.wait(40 * DAY);
    await expect(make()).rejects.toMatchObject({ code: "billing.limit_reached" });
  });
});

describe("an allowance of a month", () => {
  it("I-136: is never passed: of 300 at once, the free plan's ten pass (B-E1)", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const taken = await Promise.allSettled(
      Array.from({ length: 300 }, () => within(tenant, (tx) => on.billing.reserve(tx, "exports", aSingle()))),
    );
    expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect((await on.billing.overview(tenant)).limits).toContainEqual({
      limit: "exports",
      allowed: 10,
      used: 10,
      resetsAt: new Date("2026-02-01T00:00:00Z"),
    });
  });

  it("I-135: is taken once per key, also when the key comes twice at once", async () => {
    const on = setUp(database);
    const [tenant, wanted] = [aTenant(), aSingle()];
    const take = () => within(tenant, (tx) => on.billing.reserve(tx, "exports", wanted));
    const ids = await Promise.all([take(), take(), take()]);
    expect(new Set(ids).size).toBe(1);
    const other = within(tenant, (tx) => on.billing.reserve(tx, "exports", { ...wanted, quantity: 2 }));
    await expect(other).rejects.toMatchObject({ code: "billing.idempotency_conflict" });
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 1 }));
  });

  it("I-135: of 400 sends of ten keys, ten count", async () => {
    const on = setUp(database);
    const [tenant, keys] = [aTenant(), Array.from({ length: 10 }, () => randomUUID())];
    const send = (index: number) =>
      within(tenant, (tx) => on.billing.reserve(tx, "exports", { quantity: 1, key: keys[index % 10] ?? "" }));
    await Promise.all(Array.from({ length: 400 }, (_, index) => send(index)));
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 10 }));
  });

  it("I-138: takes no quantity that is none, and keeps what was counted", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const none = [0, -1, -0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, Number.MAX_SAFE_INTEGER + 1, 2 ** 31];
    for (const quantity of none) {
      const take = within(tenant, (tx) => on.billing.reserve(tx, "exports", { quantity, key: randomUUID() }));
      await expect(take).rejects.toThrow();
    }
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 0 }));
  });

  it("is all or nothing", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    await within(tenant, (tx) => on.billing.reserve(tx, "exports", { quantity: 9, key: "a" }));
    const many = within(tenant, async (tx) => {
      await expect(on.billing.reserve(tx, "exports", { quantity: 2, key: "b" })).rejects.toMatchObject({
        code: "billing.limit_reached",
      });
    });
    await many;
    await within(tenant, (tx) => on.billing.reserve(tx, "exports", { quantity: 1, key: "b" }));
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 10 }));
  });

  it("is not taken by work that was rolled back", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    const failed = within(tenant, async (tx) => {
      await on.billing.reserve(tx, "exports", aSingle());
      throw new Error("the export failed");
    });
    await expect(failed).rejects.toThrow("the export failed");
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 0 }));
  });

  it("is given back once, whoever asks", async () => {
    const on = setUp(database);
    const [tenant, rival] = [aTenant(), aTenant()];
    const id = await within(tenant, (tx) => on.billing.reserve(tx, "exports", { quantity: 3, key: "a" }));
    await within(rival, (tx) => on.billing.release(tx, id));
    const giveBack = () => within(tenant, (tx) => on.billing.release(tx, id));
    await Promise.all([giveBack(), giveBack(), giveBack()]);
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 0 }));
  });

  it("I-137: starts afresh with the month", async () => {
    const on = setUp(database);
    const tenant = aTenant();
    await within(tenant, (tx) => on.billing.reserve(tx, "exports", { quantity: 10, key: "a" }));
    on.wait(22 * DAY);
    await within(tenant, (tx) => on.billing.reserve(tx, "exports", aSingle()));
    expect((await on.billing.overview(tenant)).limits).toContainEqual(expect.objectContaining({ used: 1 }));
  });
});
