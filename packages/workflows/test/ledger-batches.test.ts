import { randomUUID } from "node:crypto";
import type { Doors } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openLedger } from "../src/service/ledger-batches.ts";
import type { AttemptedRun } from "../src/service/ledger.ts";
import { type Harness, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

describe("attempts that begin and succeed in one turn", () => {
  it("are one transaction each time, whoever they are of", async () => {
    const { ledger, doors } = counted();
    const runs = await Promise.all(Array.from({ length: 5 }, () => enqueued()));
    const begun = await Promise.all(runs.map((run) => ledger.begin(run)));
    expect(begun.map((row) => inHand(row)?.attempts)).toEqual([1, 1, 1, 1, 1]);
    expect(begun.map((row) => inHand(row)?.id)).toEqual(runs.map(({ id }) => id));
    const succeeded = begun.map((row, index) => ledger.succeed(successOf(row, runs[index])));
    expect(await Promise.all(succeeded)).toEqual([true, true, true, true, true]);
    expect(doors).toEqual(["asSystem", "asSystem"]);
    expect((await harness.runs()).map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(
      Array.from({ length: 5 }, () => "succeeded 1"),
    );
  });

  it("go through the door of whose they are when they are alone", async () => {
    const { ledger, doors } = counted();
    const run = await enqueued();
    const row = await ledger.begin(run);
    expect(await ledger.succeed(successOf(row, run))).toBe(true);
    expect(doors).toEqual(["withTenant", "withTenant"]);
  });

  it("J-7: are told apart where a run was handed over twice: one attempt each, and the later one has the word", async () => {
    const { ledger } = counted();
    const [run, other] = [await enqueued(), await enqueued()];
    const [first, second] = await Promise.all([run, run, other].map((one) => ledger.begin(one)));
    expect([inHand(first)?.attempts, inHand(second)?.attempts]).toEqual([1, 2]);
    expect(
      await Promise.all([successOf(first, run), successOf(second, run)].map((one) => ledger.succeed(one))),
    ).toEqual([false, true]);
  });

  it("J-51: begin none that was cancelled, and settle none that was cancelled meanwhile", async () => {
    const { ledger } = counted();
    const [early, late, other] = [await enqueued(), await enqueued(), await enqueued()];
    await early.world.workflows.cancel(early.tenant, early.id);
    const [none, row] = await Promise.all([early, late, other].map((one) => ledger.begin(one)));
    expect(none).toBeUndefined();
    await late.world.workflows.cancel(late.tenant, late.id);
    expect(await Promise.all([ledger.succeed(successOf(row, late)), ledger.begin(other)])).toMatchObject([
      false,
      { attempts: 2 },
    ]);
    expect(await late.world.workflows.findRun(late.tenant, late.id)).toMatchObject({ status: "cancelled" });
  });

  it("J-59: begin nothing for a workspace, or a person, whose run it is not", async () => {
    const { ledger } = counted();
    const [run, other] = [await enqueued(), await enqueued()];
    const foreign = { ...run, cause: { ...run.cause, tenantId: newTenant().tenantId } };
    const personal = { ...run, cause: { ...run.cause, tenantId: null, userId: randomUUID() } };
    const garbled = { ...run, cause: { ...run.cause, tenantId: "'; drop table" } };
    const begun = await Promise.allSettled([foreign, personal, garbled, other].map((one) => ledger.begin(one)));
    expect(begun.map((one) => (one.status === "fulfilled" ? inHand(one.value)?.id : "refused"))).toEqual([
      undefined,
      undefined,
      "refused",
      other.id,
    ]);
  });

  it("wait for no row that somebody else holds: those beside it do not either", async () => {
    const { ledger } = counted();
    const [held, free, third] = [await enqueued(), await enqueued(), await enqueued()];
    const [isHeld, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = harness.doors.asSystem(
      { reason: "relay", actor: { type: "system", id: "test" }, requestId: "r" },
      async (tx) => {
        await tx.execute(sql`select from "workflows"."runs" where id = ${held.id} for update`);
        isHeld.resolve();
        await mayGo.promise;
      },
    );
    await isHeld.promise;
    const [waiting, ...others] = [held, free, third].map((one) => ledger.begin(one));
    expect(await Promise.all(others)).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
    mayGo.resolve();
    await holding;
    expect(await waiting).toMatchObject({ attempts: 1 });
  });
});

function counted() {
  const opened: (keyof Doors)[] = [];
  const doors: Doors = {
    ...harness.doors,
    withTenant: (context, work) => {
      opened.push("withTenant");
      return harness.doors.withTenant(context, work);
    },
    asSystem: (context, work) => {
      opened.push("asSystem");
      return harness.doors.asSystem(context, work);
    },
  };
  return { ledger: openLedger({ doors, leaving: async () => undefined }), doors: opened };
}

type Enqueued = Awaited<ReturnType<typeof enqueued>>;

async function enqueued() {
  const world = harness.world();
  const tenant = newTenant();
  const { runId: id } = await world.enqueue(tenant, { text: "x" });
  const actor = { type: "service" as const, id: "workflows" };
  const cause = {
    tenantId: tenant.tenantId as string | null,
    userId: null as string | null,
    actor,
    requestId: "r",
    traceparent: null,
  };
  const now = new Date();
  return { world, tenant, cause, id, handed: 0, now, leaseUntil: new Date(now.getTime() + 60_000), needsPlace: false };
}

const inHand = (row: AttemptedRun | "exhausted" | undefined) => (typeof row === "object" ? row : undefined);

function successOf(row: AttemptedRun | "exhausted" | undefined, run: Enqueued | undefined) {
  const attempt = inHand(row);
  if (attempt === undefined || run === undefined) throw new Error("it has not begun");
  return { cause: run.cause, attempt, endedAt: new Date(), hasPlace: false };
}
