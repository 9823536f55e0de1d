import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, it } from "vitest";
import { inBatches } from "./batches.ts";

describe("what is done in batches", () => {
  it("goes together when it comes in one turn, and what comes meanwhile goes after it", async () => {
    const gate = Promise.withResolvers<void>();
    const { ask, batches } = doubling(10, () => gate.promise);
    const first = [1, 2, 3].map(ask);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const later = [4, 5].map(ask);
    gate.resolve();
    expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it("is never more at a time than the limit", async () => {
    const { ask, batches } = doubling(2);
    await Promise.all([1, 2, 3, 4, 5].map(ask));
    expect(batches.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it("fails with its batch, and the next one is tried", async () => {
    const ask = inBatches<number, number>(2, async (batch) => {
      if (batch.includes(1)) throw new Error("broken");
      return batch;
    });
    const asked = [1, 2, 3].map((one) => ask(one).catch(() => "failed"));
    expect(await Promise.all(asked)).toEqual(["failed", "failed", 3]);
    expect(await ask(4)).toBe(4);
  });

  it("does not wait for an answer that takes longer", async () => {
    const gate = Promise.withResolvers<number>();
    const ask = inBatches<number, number>(10, async (batch) => batch.map((one) => (one === 1 ? gate.promise : one)));
    const slow = ask(1);
    expect(await ask(2)).toBe(2);
    expect(await ask(3)).toBe(3);
    gate.resolve(7);
    expect(await slow).toBe(7);
  });

  it("belongs to the context of none of those who ask", async () => {
    const context = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const ask = inBatches<number, number>(10, async (batch) => {
      seen.push(context.getStore());
      return batch;
    });
    await context.run("somebody's", () => ask(1));
    expect(seen).toEqual([undefined]);
  });
});

function doubling(limit: number, before: () => Promise<void> = async () => undefined) {
  const batches: (readonly number[])[] = [];
  const ask = inBatches<number, number>(limit, async (batch) => {
    batches.push(batch);
    await before();
    return batch.map((one) => one * 2);
  });
  return { ask, batches };
}
