import { describe, expect, it } from "vitest";
import { createStep } from "./step.ts";

describe("a step of the relay", () => {
  it("is tried ever less often while it fails, up to every half minute, and reported once", async () => {
    const { step, works, moments, reported } = setUp();
    works.isBroken = true;
    await patiently(step, 120);
    expect(moments).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    expect(reported).toEqual(["broken in some step"]);
  });

  it("is as quick as before once it has worked, and its next failure is news", async () => {
    const { step, works, moments, reported } = setUp();
    works.isBroken = true;
    await patiently(step, 10);
    works.isBroken = false;
    await patiently(step, 10);
    works.isBroken = true;
    moments.length = 0;
    await patiently(step, 3);
    expect(moments).toEqual([20, 21]);
    expect(reported).toHaveLength(2);
  });

  it("is tried anyway where somebody asks for it", async () => {
    const { step, works, moments } = setUp();
    works.isBroken = true;
    for (let time = 0; time < 3; time++) expect(await step.run({ isPatient: false })).toBe(0);
    works.isBroken = false;
    expect(await step.run({ isPatient: false })).toBe(7);
    expect(moments).toHaveLength(4);
  });

  let second = 0;

  function setUp() {
    second = 0;
    const works = { isBroken: false };
    const moments: number[] = [];
    const reported: string[] = [];
    const needs = {
      now: () => new Date(second * 1_000),
      captureError: (error: unknown, context: object) =>
        void reported.push(
          `${error instanceof Error ? error.message : "?"} in ${"step" in context ? String(context.step) : "?"}`,
        ),
    };
    const step = createStep("some step", needs, async () => {
      moments.push(second);
      if (works.isBroken) throw new Error("broken");
      return 7;
    });
    return { step, works, moments, reported };
  }

  async function patiently(step: ReturnType<typeof createStep>, seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed++) {
      await step.run({ isPatient: true });
      second += 1;
    }
  }
});
