import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { systemClock } from "pg-boss";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkflowsError } from "../../errors.ts";
import type { Attempt, Task } from "../../port.ts";
import { attempt } from "./attempt.ts";
import type { Claim } from "./queue.ts";

const claim: Claim = {
  queue: "work/1",
  id: "0b6a2f5e-5f0e-4c53-9f0a-3c1f4f1f9a52",
  retryCount: 0,
  data: { task: "work@1", tenantId: null, requestId: "r", payload: {}, payloadHash: "" },
  note: {},
};
const gone = new WorkflowsError("workflows.cancelled", "gone");

function begin(run: (attempt: Attempt) => Promise<void>, given: Partial<Task> = {}, ours = claim) {
  const warnings: string[] = [];
  const task: Task = {
    name: "work@1",
    attempts: 3,
    backoffMs: 100,
    deadlineMs: 1_000,
    ...given,
    run: (_payload, one) => run(one),
  };
  const made = attempt(ours, task, {
    clock: systemClock,
    outside: AsyncLocalStorage.snapshot(),
    onWarning: (message) => warnings.push(message),
    hold: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  return { ...made, warnings };
}

describe("attempt", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits twice as long from failure to failure", async () => {
    const waits = [];
    for (const retryCount of [0, 1]) {
      const outcome = await begin(() => Promise.reject(new Error("no")), {}, { ...claim, retryCount }).ended;
      waits.push(outcome);
    }
    expect(waits).toMatchObject([
      { end: "retry", waitMs: 100 },
      { end: "retry", waitMs: 200 },
    ]);
  });

  it("turns a handler that throws before its promise into a failure", async () => {
    const made = begin(() => {
      throw new Error("at once");
    });
    expect(await made.ended).toMatchObject({ end: "retry", note: { error: "at once" } });
  });

  it("does not call the handler of a run whose last attempt was lost with its process", async () => {
    const run = vi.fn(async () => {});
    const ours = { ...claim, retryCount: 3, note: { error: "lost" } };
    expect(await begin(run, {}, ours).ended).toMatchObject({ end: "dead", note: { error: "lost", givenBack: 1 } });
    expect(run).not.toHaveBeenCalled();
  });

  it("says that it succeeded, though it is given back before anybody has asked", async () => {
    const made = begin(async () => {});
    await vi.advanceTimersByTimeAsync(0);
    made.giveBack();
    expect(await made.ended).toMatchObject({ end: "succeeded" });
  });

  it("J-52 gives its run back when the handler has ended, which may have to write down that it did not count", async () => {
    const written = Promise.withResolvers<void>();
    const made = begin(async ({ signal }) => {
      await once(signal, "abort");
      await written.promise;
      throw gone;
    });
    const said: unknown[] = [];
    void made.ended.then((outcome) => said.push(outcome));
    made.giveBack();
    await vi.advanceTimersByTimeAsync(999);
    expect(said).toEqual([]);
    written.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toMatchObject([{ end: "again", note: { givenBack: 1 } }]);
  });

  it("J-52 gives its run back after a second, though the handler ignores its signal", async () => {
    const made = begin(() => new Promise(() => {}));
    made.giveBack();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await made.ended).toMatchObject({ end: "again" });
  });

  it("has nothing to say of a run that it lost, whatever its handler does", async () => {
    const made = begin(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(gone));
        }),
    );
    made.lose(gone);
    expect(await made.ended).toBeUndefined();
  });

  it("keeps its slot for half a minute when the handler ignores its signal, and says so", async () => {
    const made = begin(() => new Promise(() => {}));
    let isOver = false;
    void made.over.then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await made.ended).toMatchObject({ end: "retry" });
    await vi.advanceTimersByTimeAsync(29_999);
    expect([isOver, made.warnings]).toEqual([false, []]);
    await vi.advanceTimersByTimeAsync(1);
    expect([isOver, made.warnings.length]).toEqual([true, 1]);
  });

  it("leaves its slot as soon as the handler ends after its signal, without a word", async () => {
    const made = begin(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve());
        }),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    await made.over;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made.warnings).toEqual([]);
  });

  it("takes a deadline that no timer takes", async () => {
    const made = begin(() => new Promise((resolve) => void setTimeout(resolve, 10)), { deadlineMs: Infinity });
    await vi.advanceTimersByTimeAsync(10);
    expect(await made.ended).toMatchObject({ end: "succeeded" });
  });
});
