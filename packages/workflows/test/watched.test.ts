import { randomUUID } from "node:crypto";
import { bindJob, type AttemptCause } from "@ninefold/workflows";
import { z } from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Harness, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const failing = {
  id: "test.fail",
  version: 1,
  input: z.object({}),
  retry: { attempts: 1, backoffMs: 1 },
  deadlineMs: 1_000,
};

describe("around", () => {
  it("runs each attempt inside what it belongs to, its report of a failure included", async () => {
    const causes: AttemptCause[] = [];
    let inside: AttemptCause | undefined;
    const seen: (string | undefined)[] = [];
    const world = harness.world({
      jobs: [bindJob({ ...failing, handler: () => () => Promise.reject(new Error("refused")) }, undefined)],
      needs: {
        async around(cause, work) {
          causes.push(cause);
          inside = cause;
          return work().finally(() => {
            inside = undefined;
          });
        },
        captureError: () => void seen.push(inside?.requestId),
      },
    });
    const context = newTenant({ traceparent });
    const { runId } = await world.enqueue(context, {}, { job: "test.fail" });
    await world.workflows.start();
    await world.drain();
    const { tenantId, requestId, actor } = context;
    const userId = actor.type === "person" ? actor.id : null;
    expect(causes).toEqual([{ job: "test.fail@1", runId, attempt: 1, tenantId, userId, requestId, traceparent }]);
    expect(seen).toEqual([requestId]);
  });
});

describe("newest", () => {
  it("shows runs of everybody, what waits first, each event once, and counts what became of them", async () => {
    const world = harness.world({
      jobs: [bindJob({ ...failing, handler: () => () => Promise.reject(new Error("refused")) }, undefined)],
      needs: {
        reactions: () => ({
          "test.happened": { "test.one": async () => {}, "test.other": async () => {} },
          "test.unheard": {},
        }),
      },
    });
    const [one, other] = [newTenant(), newTenant()];
    await world.enqueue(one, {}, { job: "test.fail" });
    await world.publish(other, { type: "test.happened", data: {} });
    await world.publish(other, { type: "test.unheard", data: {} });
    await world.workflows.start();
    await world.drain();
    const { runs, events, counts } = await world.workflows.newest(randomUUID(), 10);
    expect(counts).toEqual({ dead: 1, succeeded: 2 });
    expect(events).toMatchObject([{ type: "test.happened", tenantId: other.tenantId, requestId: other.requestId }]);
    expect(runs).toHaveLength(3);
    expect(new Set(runs.map(({ tenantId }) => tenantId))).toEqual(new Set([one.tenantId, other.tenantId]));
    expect(runs.map(({ id }) => id)).toEqual(
      runs
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    const { runId } = await world.enqueue(one, {}, { job: "test.fail" });
    await world.enqueue(one, {}, { job: "test.fail" }).then((last) => world.workflows.cancel(one, last.runId));
    expect((await world.workflows.newest(randomUUID(), 1)).runs).toMatchObject([{ id: runId, status: "pending" }]);
  });
});

describe("backlog", () => {
  it("counts what waits in the outbox and what has not ended, and knows the oldest", async () => {
    const world = harness.world();
    const look = () => world.workflows.backlog(randomUUID());
    expect(await look()).toEqual({
      outbox: { event: 0, run: 0 },
      oldestAt: null,
      runs: {},
      queues: [],
      deadLetters: [],
    });
    const before = Date.now() - 60_000;
    await world.enqueue(newTenant(), { text: "one" });
    await world.enqueue(newTenant(), { text: "two" });
    await world.publish(newTenant(), { type: "test.happened", data: {} });
    const { oldestAt, ...counts } = await look();
    const queue = { queue: "test", runs: { pending: 2 }, oldestAt: world.clock.now };
    expect(counts).toEqual({ outbox: { event: 1, run: 2 }, runs: { pending: 2 }, queues: [queue], deadLetters: [] });
    expect(oldestAt?.getTime()).toBeGreaterThan(before);
    await world.workflows.start();
    await world.drain();
    expect(await look()).toMatchObject({ outbox: { run: 0 }, runs: {} });
  });
});
