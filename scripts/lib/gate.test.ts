import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countPlaywright, countTour, countVitest } from "./gate.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function lines(...steps: readonly object[]): string {
  const file = path.join(folder, "tour.jsonl");
  writeFileSync(file, steps.map((step) => `${JSON.stringify(step)}\n`).join(""));
  return file;
}

const suite = (status: string, ...tests: string[]) => ({
  name: "/a.test.ts",
  status,
  assertionResults: tests.map((one) => ({ status: one, fullName: "a promise" })),
});

describe("the sum of a vitest run", () => {
  it("counts what passed and what failed", () => {
    const file = report({ testResults: [suite("passed", "passed", "passed"), suite("failed", "failed")] });
    expect(countVitest(file)).toMatchObject({ passed: 2, failed: 1, notes: [] });
  });

  it.each([
    ["a skipped test", { testResults: [suite("passed", "passed", "skipped")] }],
    ["a test still to be written", { testResults: [suite("passed", "passed", "todo")] }],
    ["a file that could not be loaded", { testResults: [suite("passed", "passed"), suite("failed")] }],
    ["a file whose clean-up failed", { testResults: [suite("failed", "passed")] }],
    ["a run without tests", { testResults: [] }],
  ])("counts %s as one failure", (_what, content) => {
    expect(countVitest(report(content))).toMatchObject({ failed: 1 });
  });

  it("counts a case that no test made as a failure", () => {
    const file = report({ testResults: [suite("passed", "passed")] });
    const attacks = { name: "attacks.md", page: "| I-1 | a wall is climbed |\n\n## Not tested\n" };
    expect(countVitest(file, [attacks])).toMatchObject({
      passed: 1,
      failed: 1,
      notes: [expect.stringMatching(/^I-1 /)],
    });
  });

  it("fails without a report", () => {
    expect(countVitest(path.join(folder, "none.json"))).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("the sum of the tours", () => {
  const step = { driver: "http", step: "Ada signs up", ms: 1_500, passed: true };

  it("counts each step of each tour, and says how long each tour took", () => {
    const file = lines(step, { ...step, passed: false }, { ...step, driver: "keyboard", ms: 30_000 });
    expect(countTour(file)).toEqual({
      passed: 2,
      failed: 1,
      notes: ["the tour by http: 1 of 2 steps in 3.0 s", "the tour by keyboard: 1 of 1 steps in 30.0 s"],
    });
  });

  it("fails when there was none", () => {
    expect(countTour(lines())).toMatchObject({ passed: 0, failed: 1 });
    expect(countTour(path.join(folder, "none.jsonl"))).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("the sum of the journeys", () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

  it("counts what passed and what failed", () => {
    expect(countPlaywright(report({ stats: { ...stats, unexpected: 2 }, errors: [] }))).toMatchObject({
      passed: 3,
      failed: 2,
    });
  });

  it.each([
    ["a journey that passed at the second attempt", { stats: { ...stats, flaky: 1 }, errors: [] }],
    ["a skipped journey", { stats: { ...stats, skipped: 1 }, errors: [] }],
    ["an error outside the journeys", { stats, errors: [{ message: "no server" }] }],
    ["a run without journeys", { stats: { ...stats, expected: 0 }, errors: [] }],
  ])("counts %s as one failure", (_what, content) => {
    expect(countPlaywright(report(content))).toMatchObject({ failed: 1 });
  });
});
