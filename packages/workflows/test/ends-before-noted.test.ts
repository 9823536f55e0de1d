import { memoryWorkflows } from "@ninefold/workflows/memory";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asDurable, type Harness, jobOf, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const START = new Date(Date.UTC(2026, 0, 1));

/** A deployment whose engine has made an attempt before whoever handed the run over hears that it was taken. */
function hasty(given: Parameters<typeof jobOf>[1] = {}) {
  const starts: number[] = [];
  const memory = memoryWorkflows({ now: START });
  const job = jobOf(async (_input, { number }) => {
    starts.push(number);
    if (number === 1) throw new Error("again");
  }, given);
  const engine: typeof memory = {
    ...memory,
    async enqueue(request, options) {
      const run = await memory.enqueue(request, options);
      await memory.settle();
      return run;
    },
  };
  const world = harness.world({ memory, engine: asDurable(engine), jobs: [job] });
  return { world, memory, starts };
}

describe("a run whose attempt has failed before it is noted that the engine took it", () => {
  it.each([
    ["with limits", { concurrency: { perKey: 1 } }],
    ["without limits", {}],
  ])("J-1: %s, is handed over again when its next attempt is due, and not before", async (_which, given) => {
    const { world, memory, starts } = hasty(given);
    await world.workflows.start();
    await world.enqueue(newTenant(), { text: "x" });
    for (let pass = 0; pass < 3; pass += 1) await world.workflows.relay();
    expect(memory.runs()).toHaveLength(1);
    expect(await harness.runs()).toMatchObject([{ status: "waiting_retry", attempts: 1 }]);
    expect(await harness.outbox()).toEqual([]);
    await world.advance(5_000);
    expect(starts).toEqual([1, 2]);
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 2 }]);
    expect([await harness.places(), await harness.outbox()]).toEqual([0, []]);
  });
});

describe("a run that the engine has ended while the ledger waits for it to begin", () => {
  it("J-33: is handed over as another, and made", async () => {
    const memory = memoryWorkflows({ now: START });
    const starts: number[] = [];
    const job = jobOf(async (_input, { number }) => void starts.push(number));
    const engine: typeof memory = {
      ...memory,
      async enqueue(request, options) {
        const run = await memory.enqueue(request, options);
        // The first was taken back from it, say, and nobody has told the ledger.
        if (memory.runs().length === 1) await memory.cancel(run.id);
        return (await memory.findRun(run.id)) ?? run;
      },
    };
    const world = harness.world({ memory, engine: asDurable(engine), jobs: [job] });
    await world.workflows.start();
    await world.enqueue(newTenant(), { text: "x" });
    await world.workflows.relay();
    await world.advance(1_000);
    expect(memory.runs().map(({ status }) => status)).toEqual(["cancelled", "succeeded"]);
    expect(starts).toEqual([1]);
    expect(await harness.runs()).toMatchObject([{ status: "succeeded", attempts: 1 }]);
    expect([await harness.places(), await harness.outbox()]).toEqual([0, []]);
  });
});
