import { describe, expect, it } from "vitest";
import { openAdder } from "./adder.ts";

const data = { task: "a@1", tenantId: null, requestId: "r", payload: {}, payloadHash: "h" };
const job = (id: string) => ({ id, data });

describe("runs that are put into a queue", () => {
  it("go together where they come together, at most a hundred, each queue by itself", async () => {
    const batches: string[] = [];
    const add = openAdder(async (queue, jobs) => {
      batches.push(`${queue} ${jobs.length}`);
      return new Set(jobs.map(({ id }) => id));
    });
    const added = Array.from({ length: 150 }, (_, index) => add("one", job(String(index))));
    added.push(add("two", job("a")));
    expect(await Promise.all(added)).toEqual(added.map(() => true));
    expect(batches.toSorted()).toEqual(["one 100", "one 50", "two 1"]);
    expect(await add("one", job("later"))).toBe(true);
  });

  it("are told which of them were there already, also of two of one id", async () => {
    const add = openAdder(async (_queue, jobs) => new Set(jobs.map(({ id }) => id).filter((id) => id !== "there")));
    expect(await Promise.all(["there", "twice", "twice"].map((id) => add("q", job(id))))).toEqual([false, true, false]);
  });

  it("fail together with what was sent together, and not with what comes after", async () => {
    let isAway = true;
    const add = openAdder(async (_queue, jobs) => {
      if (isAway) throw new Error("away");
      return new Set(jobs.map(({ id }) => id));
    });
    const failed = await Promise.allSettled([add("q", job("a")), add("q", job("b"))]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isAway = false;
    expect(await add("q", job("a"))).toBe(true);
  });
});
