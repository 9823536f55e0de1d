import { systemClock } from "pg-boss";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "./queue.ts";
import { openSettler } from "./settler.ts";

const outcome = (id: number): Outcome => ({
  claim: {
    queue: "work/1",
    id: String(id),
    retryCount: 0,
    data: { task: "work@1", tenantId: null, requestId: "r", payload: {}, payloadHash: "" },
    note: {},
  },
  end: "succeeded",
});
const ids = (batch: readonly Outcome[]) => batch.map(({ claim }) => Number(claim.id));

function open(settle: (outcomes: readonly Outcome[]) => Promise<void>) {
  const onTrouble = vi.fn();
  return { onTrouble, ...openSettler({ settle }, { clock: systemClock, onTrouble }) };
}

describe("the settler", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
  afterEach(() => void vi.useRealTimers());

  it("records what ends in one turn together, and what ends meanwhile after it", async () => {
    const batches: number[][] = [];
    const gate = Promise.withResolvers<void>();
    const settler = open(async (batch) => {
      batches.push(ids(batch));
      await gate.promise;
    });
    const first = [1, 2, 3].map((id) => settler.settle(outcome(id)));
    await vi.waitUntil(() => batches.length === 1);
    const later = [4, 5].map((id) => settler.settle(outcome(id)));
    gate.resolve();
    await Promise.all([...first, ...later]);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it("tries again until it is recorded, and loses nothing that comes meanwhile", async () => {
    const recorded: number[] = [];
    let failures = 3;
    const settler = open(async (batch) => {
      if ((failures -= 1) >= 0) throw new Error("away");
      recorded.push(...ids(batch));
    });
    const work = [settler.settle(outcome(1))];
    await new Promise((resolve) => setImmediate(resolve));
    work.push(settler.settle(outcome(2)));
    for (const _ of [1, 2, 3]) await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all(work);
    expect(recorded).toEqual([1, 2]);
    expect(settler.onTrouble).toHaveBeenCalledTimes(3);
  });

  it("gives up what nobody took for five minutes, so that its slot is free", async () => {
    const settler = open(() => Promise.reject(new Error("away")));
    const work = settler.settle(outcome(1));
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 5_000);
    await work;
  });

  it("lets everybody go when it is abandoned", async () => {
    const settler = open(() => new Promise(() => {}));
    const work = settler.settle(outcome(1));
    settler.abandon();
    await Promise.all([work, settler.settle(outcome(2))]);
  });
});
