import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Task } from "@ninefold/workflows";
import { inlineWorkflows } from "@ninefold/workflows/inline";
import { realTimeline } from "../src/adapters/timeline.ts";

describe("inlineWorkflows", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("starts a run after the call that enqueued it, and not within", async () => {
    const engine = inlineWorkflows();
    const run = vi.fn(async () => {});
    await engine.start([{ ...task, run }]);
    await engine.enqueue(request());
    expect(run).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledOnce();
  });

  it("keeps a run that was enqueued before it was started", async () => {
    const engine = inlineWorkflows();
    const run = vi.fn(async () => {});
    await engine.enqueue(request());
    await vi.advanceTimersByTimeAsync(60_000);
    await engine.start([{ ...task, run }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledOnce();
  });

  it("shows a handler nothing of the request that enqueued it", async () => {
    const current = new AsyncLocalStorage<string>();
    const engine = inlineWorkflows();
    const seen: (string | undefined)[] = [];
    await engine.start([{ ...task, run: async () => void seen.push(current.getStore()) }]);
    await current.run("an open transaction", () => engine.enqueue(request()));
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([undefined]);
  });

  it("runs no more attempts at a time than it was told", async () => {
    const engine = inlineWorkflows({ concurrency: 2 });
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    let [started, most, now] = [0, 0, 0];
    const run = async () => {
      now += 1;
      most = Math.max(most, now);
      await gates[started++]?.promise;
      now -= 1;
    };
    await engine.start([{ ...task, run }]);
    await Promise.all(gates.map(() => engine.enqueue(request())));
    for (const { resolve } of gates) {
      await vi.advanceTimersByTimeAsync(0);
      resolve();
    }
    await vi.advanceTimersByTimeAsync(0);
    expect([started, most]).toEqual([5, 2]);
  });

  it("forgets the oldest ended runs instead of growing for ever", async () => {
    const engine = inlineWorkflows();
    await engine.start([task]);
    const first = await engine.enqueue(request());
    await vi.advanceTimersByTimeAsync(0);
    const others = await Promise.all(Array.from({ length: 1_000 }, () => engine.enqueue(request())));
    await vi.advanceTimersByTimeAsync(0);
    expect(await engine.findRun(first.id)).toBeUndefined();
    expect(await engine.findRun(others[0]?.id ?? "")).toMatchObject({ status: "succeeded" });
  });

  it("keeps no process alive for a run, a retry or a deadline", async () => {
    vi.useRealTimers();
    const before = holdingTheProcess();
    const takeBack = realTimeline().after(60_000, () => {});
    expect(holdingTheProcess()).toBe(before);
    takeBack();
  });
});

const task: Task = { name: "work@1", attempts: 1, backoffMs: 1_000, deadlineMs: 30_000, run: async () => {} };

function request() {
  return { task: "work@1", payload: {}, idempotencyKey: randomUUID(), tenantId: null, requestId: randomUUID() };
}

/** Timers that are unref'd are not among them. */
function holdingTheProcess(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
}
