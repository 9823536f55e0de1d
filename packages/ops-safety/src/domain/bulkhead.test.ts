import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBulkhead } from "./bulkhead.ts";

const never = new AbortController().signal;
const options = { what: "media.put", signal: never };

describe("a bulkhead", () => {
  it("I-115 runs as many as may run, lets as many wait as may wait, and turns the next away at once", async () => {
    const bulkhead = createBulkhead({ limit: 2, queue: 1 });
    const calls = [held(), held(), held()];
    const results = calls.map(({ work }) => bulkhead.run(work, options));
    expect([bulkhead.running, bulkhead.waiting]).toEqual([2, 1]);
    await expect(bulkhead.run(async () => 1, options)).rejects.toMatchObject({
      code: "ops_safety.overloaded",
      kind: "unavailable",
    });
    for (const { release } of calls) release();
    await Promise.all(results);
    expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
  });

  it("serves who waited longest, and nobody overtakes between one call's end and the next one's start", async () => {
    const bulkhead = createBulkhead({ limit: 1, queue: 5 });
    const order: string[] = [];
    const first = held();
    const running = bulkhead.run(first.work, options);
    const waiting = ["b", "c"].map((name) => bulkhead.run(async () => void order.push(name), options));
    first.release();
    await running;
    // A place would be free here for a moment, were it not handed on.
    const newcomer = bulkhead.run(async () => void order.push("d"), options);
    await Promise.all([...waiting, newcomer]);
    expect(order).toEqual(["b", "c", "d"]);
  });

  it("gives the place of somebody who gave up while waiting to the next, and runs nothing for them", async () => {
    const bulkhead = createBulkhead({ limit: 1, queue: 1 });
    const first = held();
    const running = bulkhead.run(first.work, options);
    const caller = new AbortController();
    const gone = new Error("the client went away");
    let ran = false;
    const given = bulkhead.run(async () => void (ran = true), { what: "media.put", signal: caller.signal });
    caller.abort(gone);
    await expect(given).rejects.toBe(gone);
    expect(bulkhead.waiting).toBe(0);
    const next = bulkhead.run(async () => "stored", options);
    first.release();
    expect(await next).toBe("stored");
    await running;
    expect(ran).toBe(false);
  });

  it("never runs or queues more than its bounds and loses no place, however calls come, end, fail and give up", async () => {
    const action = fc.constantFrom("call", "call", "call", "finish", "break", "abort");
    const sizes = { limit: fc.integer({ min: 1, max: 4 }), queue: fc.integer({ min: 0, max: 4 }) };
    await fc.assert(
      fc.asyncProperty(fc.record(sizes), fc.array(action, { maxLength: 80 }), async (policy, actions) => {
        const bulkhead = createBulkhead(policy);
        const begun: { release: () => void; fail: () => void }[] = [];
        const callers: AbortController[] = [];
        const all: Promise<unknown>[] = [];
        let running = 0;
        let most = 0;
        for (const one of actions) {
          if (one === "call") {
            const caller = new AbortController();
            callers.push(caller);
            const work = async () => {
              running += 1;
              most = Math.max(most, running);
              const call = held();
              begun.push(call);
              await call.work().finally(() => (running -= 1));
            };
            all.push(bulkhead.run(work, { what: "x", signal: caller.signal }).catch(() => {}));
          }
          if (one === "finish") begun.shift()?.release();
          if (one === "break") begun.shift()?.fail();
          if (one === "abort") callers.shift()?.abort(new Error("gone"));
          await settled();
          expect(bulkhead.running).toBeLessThanOrEqual(policy.limit);
          expect(bulkhead.running).toBe(running);
          expect(bulkhead.waiting).toBeLessThanOrEqual(policy.queue);
          // Nobody waits while there is a place.
          expect(bulkhead.waiting === 0 || bulkhead.running === policy.limit).toBe(true);
        }
        while (begun.length > 0) {
          begun.shift()?.release();
          await settled();
        }
        await Promise.all(all);
        expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
        expect(most).toBeLessThanOrEqual(policy.limit);
      }),
      { numRuns: 200 },
    );
  });
});

function held() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { work: () => promise, release: () => resolve(), fail: () => reject(new Error("503")) };
}

/** Every promise that can settle by now has. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
