import { startEmulator, type TriggerEmulator } from "@ninefold/testing/emulators";
import type { WorkflowEngine } from "@ninefold/workflows";
import { triggerDevWorkflows } from "@ninefold/workflows/trigger";
import { indexTasks } from "@ninefold/workflows/trigger/platform";
import { declareTasks } from "@ninefold/workflows/trigger/tasks";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { jobOf, newTenant, openHarness, type World } from "./support.ts";

vi.setConfig({ testTimeout: 20_000 });
const harness = await openHarness();
afterAll(() => harness.close());

let vendor: TriggerEmulator;
beforeEach(async () => {
  vendor = await startEmulator("trigger");
});
afterEach(async () => {
  await harness.empty();
  await vendor.close();
});

const engine = (secretKey = vendor.secretKey): WorkflowEngine =>
  triggerDevWorkflows({
    secretKey,
    baseUrl: vendor.url,
    guard: (_call, work, { signal = AbortSignal.timeout(5_000) } = {}) => work(signal),
  });

/** What the world's processes would execute, declared to the vendor. */
async function platformOf({ workflows }: World) {
  const tasks = workflows.tasks();
  const find = async (name: string) => tasks.find((one) => one.name === name) ?? expect.fail(`no ${name}`);
  const { attempt } = await indexTasks(() => declareTasks(tasks, find));
  return attempt;
}

const deploy = async (world: World) => vendor.deploy(await platformOf(world));

const ended = (status: string) =>
  expect.poll(async () => (await harness.runs()).map((run) => run.status), { timeout: 10_000 }).toEqual([status]);

describe("the ledger on Trigger.dev", () => {
  it("records what ran there, and hands over ids and no input", async () => {
    const world = harness.world({ engine: engine() });
    await deploy(world);
    const { runId } = await world.enqueue(newTenant(), { text: "a secret of the workspace" });
    await world.workflows.relay();
    await ended("succeeded");
    expect(world.notes).toEqual(["a secret of the workspace"]);
    expect(JSON.stringify(vendor.runs())).not.toContain("a secret");
    expect(JSON.stringify(vendor.runs())).toContain(runId);
  });

  it("keeps what the vendor does not take, and hands it over once it is back", async () => {
    const world = harness.world({ engine: engine() });
    await deploy(world);
    await vendor.stop();
    await world.enqueue(newTenant(), { text: "later" });
    expect(await world.workflows.relay()).toBe(0);
    expect(world.troubles).toMatchObject([{ step: "hand-over", error: { code: "workflows.unavailable" } }]);
    expect(await harness.outbox()).toHaveLength(1);
    await vendor.start();
    await world.workflows.relay();
    await ended("succeeded");
    expect(world.notes).toEqual(["later"]);
  });

  it("says which variable is wrong when the key is refused", async () => {
    const world = harness.world({ engine: engine("tr_dev_of_another_project") });
    await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.relay();
    expect(world.troubles).toMatchObject([
      { error: { message: "Trigger.dev refuses the key: TRIGGER_SECRET_KEY", retryable: true } },
    ]);
    expect(await harness.outbox()).toHaveLength(1);
  });

  it("makes one run of a hand-over whose answer was lost", async () => {
    const world = harness.world({ engine: engine() });
    await deploy(world);
    vendor.faults.add({ route: "POST /api/v1/tasks/:task/trigger", drop: true, commits: true, times: 1 });
    await world.enqueue(newTenant(), { text: "once" });
    await world.workflows.relay();
    await world.workflows.relay();
    await ended("succeeded");
    expect(vendor.runs()).toHaveLength(1);
    expect(world.notes).toEqual(["once"]);
  });

  it("is dead where the vendor's attempts end, with what the last one said", async () => {
    const failing = jobOf(async () =>
      Promise.reject(Object.assign(new Error("no such customer"), { retryable: false })),
    );
    const world = harness.world({ engine: engine(), jobs: [failing] });
    await deploy(world);
    await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.relay();
    await ended("dead");
    await expect
      .poll(() => vendor.runs().map(({ status, error }) => [status, error?.message]))
      .toEqual([["FAILED", "no such customer"]]);
  });

  it("hands a run over anew whose process crashed, and counts the attempt that was lost", async () => {
    const inHandler = Promise.withResolvers<void>();
    const seen: number[] = [];
    const job = jobOf(
      async (_payload, { number }) => {
        seen.push(number);
        inHandler.resolve();
        if (number === 1) await new Promise(() => undefined);
      },
      { deadlineMs: 1_000 },
    );
    const world = harness.world({ engine: engine(), jobs: [job] });
    const attempt = await platformOf(world);
    vendor.deploy(async (envelope, signal) => {
      if (vendor.runs().length > 1) return attempt(envelope, signal);
      void attempt(envelope, signal);
      await inHandler.promise;
      throw new Error("exit 137");
    });
    await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.relay();
    await expect.poll(() => vendor.runs().map(({ status }) => status)).toEqual(["CRASHED"]);
    expect((await harness.runs())[0]).toMatchObject({ status: "running", attempts: 1 });

    // Its deadline, and half a minute.
    world.clock.now = new Date(world.clock.now.getTime() + 32_000);
    await world.workflows.start();
    await ended("succeeded");
    expect(seen).toEqual([1, 2]);
    expect(vendor.runs().map(({ status }) => status)).toEqual(["COMPLETED", "CRASHED"]);
  });
});
