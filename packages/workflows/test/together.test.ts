import { once } from "node:events";
import type { Doors } from "@ninefold/identity/tenancy";
import type { SystemEvent } from "@ninefold/workflows";
import { postgresWorkflows } from "@ninefold/workflows/postgres";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { effect, type Harness, jobOf, newTenant, note, openHarness, type World } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

describe("two processes on the queue in Postgres", () => {
  it("do everything that was committed, once, and nothing that was not", async () => {
    const done: string[] = [];
    const warnings: string[] = [];
    const write = effect(({ data }) => ("name" in data ? String(data.name) : "?"));
    const { handler: _handler, ...definition } = note;
    const job = {
      ...definition,
      handle: async (input: unknown) => void done.push((input as { text: string }).text),
    };
    const start = async (): Promise<World> => {
      const world: World = harness.world({
        engine: postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: (text) => void warnings.push(text) }),
        jobs: [job],
        needs: {
          now: () => new Date(),
          listen: (onHint) => harness.database.listen("ninefold_outbox", onHint),
          reactions: () => ({
            "test.happened": {
              write,
              follow: async (event: SystemEvent, tx) => {
                const text = `job of ${(event.data as { name: string }).name}`;
                await world.workflows.enqueue(tx, "test.note", { text }, { idempotencyKey: event.id });
              },
            },
          }),
        },
      });
      await world.workflows.start();
      return world;
    };
    const [one, other] = [await start(), await start()];
    const names = Array.from({ length: 20 }, (_, index) => `e${index}`);
    for (const name of names) await one.publish(newTenant(), { type: "test.happened", data: { name } });
    const rolledBack = other.doors.withTenant(newTenant(), async (tx) => {
      await other.workflows.publish(tx, { type: "test.happened", data: { name: "never" } });
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");

    const open = async () => (await harness.runs()).filter(({ status }) => status !== "succeeded").length;
    await expect
      .poll(async () => [(await harness.runs()).length, await open()], { timeout: 20_000, interval: 50 })
      .toEqual([60, 0]);
    expect((await harness.texts()).toSorted(byText)).toEqual(names.toSorted(byText));
    expect(done.toSorted(byText)).toEqual(names.map((name) => `job of ${name}`).toSorted(byText));
    expect([await harness.outbox(), one.troubles, other.troubles, warnings]).toEqual([[], [], [], []]);
  }, 30_000);
});

describe("J-52: a process that stops", () => {
  it("gives back a run on its last attempt, which another makes, though the ledger is slow to hear of it", async () => {
    const starts: string[] = [];
    const warnings: string[] = [];
    const engine = () =>
      postgresWorkflows({ databaseUrl: harness.queueUrl, onWarning: (text) => void warnings.push(text) });
    const needs = { now: () => new Date() };
    const retry = { attempts: 1, backoffMs: 1_000 };
    let isStopping = false;
    const doors: Doors = {
      ...harness.doors,
      withTenant: (context, work) =>
        harness.doors.withTenant(context, async (tx) => {
          if (isStopping) await tx.execute(sql`select pg_sleep(0.2)`);
          return work(tx);
        }),
    };
    const leaving = harness.world({
      engine: engine(),
      doors,
      jobs: [
        jobOf(
          async (_input, { signal }) => {
            starts.push("leaving");
            await once(signal, "abort");
          },
          { retry },
        ),
      ],
      needs,
    });
    const staying = harness.world({
      engine: engine(),
      jobs: [jobOf(async () => void starts.push("staying"), { retry })],
      needs,
    });
    await leaving.workflows.start();
    const context = newTenant();
    const { runId } = await leaving.enqueue(context, { text: "x" });
    await expect.poll(() => starts, { timeout: 20_000 }).toEqual(["leaving"]);
    await staying.workflows.start();
    isStopping = true;
    await leaving.workflows.stop({ graceMs: 0 });
    await expect
      .poll(() => staying.workflows.findRun(context, runId), { timeout: 20_000 })
      .toMatchObject({ status: "succeeded", attempts: 1 });
    expect([starts, warnings, leaving.troubles, staying.troubles]).toEqual([["leaving", "staying"], [], [], []]);
  }, 30_000);
});

const byText = (one: string, other: string) => (one < other ? -1 : 1);
