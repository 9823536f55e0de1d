import { beforeEach, describe, expect, it } from "vitest";
import { shareReadings } from "./shared-reading.ts";

const clock = { now: 0 };
let reads: string[];
let share: ReturnType<typeof shareReadings<string>>;
beforeEach(() => {
  clock.now = 0;
  reads = [];
  share = shareReadings(() => new Date(clock.now));
});
const ask = (key: string) =>
  share(key, 1_000, async () => {
    reads.push(key);
    return `${key} ${reads.length}`;
  });

describe("a shared reading", () => {
  it("is made once for all who ask at a time, and for who asks soon after", async () => {
    expect(await Promise.all([ask("a"), ask("a")])).toEqual(["a 1", "a 1"]);
    clock.now = 999;
    expect(await ask("a")).toBe("a 1");
    clock.now = 1_000;
    expect(await ask("a")).toBe("a 2");
  });

  it("is of what was asked for", async () => {
    expect(await Promise.all([ask("a"), ask("b")])).toEqual(["a 1", "b 2"]);
  });

  it("is made again after one that failed", async () => {
    await expect(share("a", 1_000, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await ask("a")).toBe("a 1");
  });
});
