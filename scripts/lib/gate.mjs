import { readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { caseFaults, readCaseLists } from "./case-lists.mjs";
import { dataFolder, pinnedNode, root } from "./machine.mjs";

/** @typedef {import("./steps.mjs").Step} Step */
/** @typedef {import("./steps.mjs").Count} Count */
/** @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} Suite */

/** What is checked without running the product. @returns {Step[]} */
export function staticSteps() {
  return [
    // The slowest first, so that the others fit beside it.
    { name: "typecheck", command: "turbo", args: ["run", "typecheck", "--output-logs=errors-only"] },
    { name: "lint", command: "oxlint", args: ["--type-aware", "."] },
    { name: "format", command: "oxfmt", args: ["--check", "."] },
    {
      name: "boundaries",
      command: "depcruise",
      args: ["--config", ".dependency-cruiser.mjs", "packages", "apps", "e2e"],
    },
    { name: "knip", command: "knip", args: [] },
  ];
}

/**
 * Unit, contract and integration tests. @param {string} name @param {readonly string[]} filter @returns {Step}
 */
export function vitestStep(name, filter = []) {
  const report = freshReport(`vitest-${name}.json`);
  return {
    name,
    alone: true,
    command: "vitest",
    args: [
      "run",
      ...filter,
      `--maxWorkers=${availableParallelism()}`,
      // A limit is for what hangs: a busy machine is slow, and no test measures time.
      "--testTimeout=30000",
      "--hookTimeout=60000",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    // A part of the tests makes a part of the cases.
    count: () => countVitest(report, filter.length === 0 ? readCaseLists() : []),
  };
}

/**
 * The vendor's own command line on our tasks. It waits more than it works, so that others fit beside it.
 * @returns {Step}
 */
export function commandLineStep() {
  const report = freshReport("trigger-cli.json");
  return {
    name: "trigger-cli",
    command: "vitest",
    args: [
      "run",
      "--config",
      join(root, "scripts/trigger-cli/vitest.config.ts"),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    count: () => countVitest(report),
  };
}

/** @returns {Step} */
export function buildStep() {
  return { name: "build", alone: true, command: "turbo", args: ["run", "build", "--output-logs=errors-only"] };
}

/** The journeys in a real browser, against the build. @param {string} browser @returns {Step} */
export function journeysStep(browser) {
  const report = freshReport("journeys.json");
  return {
    name: "journeys",
    needs: "build",
    alone: true,
    command: pinnedNode,
    args: [join(root, "scripts/dev/e2e.ts"), "--no-build", "--reporter=list,json"],
    env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    count: () => countPlaywright(report),
  };
}

/**
 * With everything there by the API, in a browser, and there by keyboard alone. Without each vendor in turn by the API, and
 * without all but one of them in a browser: what a person is told meets them there, one after the other.
 */
const TOURS = [
  "http",
  "playwright",
  "keyboard",
  ...["resend", "dodo", "imagekit", "posthog", "sentry", "trigger"].map((vendor) => `http:${vendor}`),
  // Not without PostHog as well: what it is told waits ever longer, which by then is minutes.
  "playwright:resend,dodo,imagekit,sentry,trigger",
];

/**
 * The tours; a test for each step of each. Their lines are printed with the gate's own.
 * @param {string} browser @returns {Step}
 */
export function tourStep(browser) {
  const report = freshReport("tour.jsonl");
  const drivers = TOURS.flatMap((driver) => ["--driver", driver]);
  return {
    name: "tour",
    needs: "build",
    alone: true,
    command: pinnedNode,
    args: [join(root, "scripts/dev/tour.ts"), "--no-build", ...drivers, "--report", report],
    env: { CHROMIUM_PATH: browser },
    count: () => countTour(report),
  };
}

/** @param {string} file @returns {Count} */
export function countTour(file) {
  /** @type {{ driver: string, step: string, ms: number, passed: boolean }[]} */
  const steps = readLines(file);
  const drivers = new Set(steps.map(({ driver }) => driver));
  const lines = [...drivers].map((driver) => {
    const taken = steps.filter((step) => step.driver === driver);
    const seconds = taken.reduce((sum, { ms }) => sum + ms, 0) / 1_000;
    const passed = taken.filter((step) => step.passed).length;
    return `the tour by ${driver}: ${passed} of ${taken.length} steps in ${seconds.toFixed(1)} s`;
  });
  const passed = steps.filter((step) => step.passed).length;
  if (steps.length === 0) return { passed: 0, failed: 1, notes: ["not a single step was taken"] };
  return { passed, failed: steps.length - passed, notes: lines };
}

/**
 * @param {string} file @param {import("./case-lists.mjs").CaseList[]} [lists] to compare with what ran
 * @returns {Count}
 */
export function countVitest(file, lists = []) {
  const report = readReport(file);
  if (report === undefined) return { passed: 0, failed: 1, notes: ["vitest left no report"] };
  /** @type {Suite[]} */
  const suites = report.testResults;
  const tests = suites.flatMap((suite) => suite.assertionResults.map((test) => ({ ...test, suite: suite.name })));
  const broken = suites.filter((suite) => suite.assertionResults.length === 0 || hidesFailure(suite));
  const titles = tests.filter((test) => test.status === "passed").map((test) => test.fullName);
  const skipped = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
  return total({
    passed: titles.length,
    failed: tests.filter((test) => test.status === "failed").length,
    notes: [
      ...broken.map((suite) => `could not run, or has no tests: ${relative(root, suite.name)}`),
      ...skipped.map((test) => `${test.status}: ${relative(root, test.suite)}: ${test.fullName}`),
      ...lists.flatMap((list) => caseFaults(list, titles)),
    ],
  });
}

/** @param {string} file @returns {Count} */
export function countPlaywright(file) {
  const report = readReport(file);
  if (report === undefined) return { passed: 0, failed: 1, notes: ["playwright left no report"] };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return total({
    passed: expected,
    // What passes only the second time has found something.
    failed: unexpected + flaky,
    notes: [
      ...(skipped > 0 ? Array.from({ length: skipped }, () => "a skipped journey") : []),
      ...report.errors.map(
        (/** @type {{ message?: string }} */ error) => error.message ?? "an error outside the tests",
      ),
    ],
  });
}

/** Each note is a failure of its own, and so is a run without a single test. @param {Required<Count>} count @returns {Count} */
function total({ passed, failed, notes }) {
  const none = passed + failed + notes.length === 0 ? ["not a single test ran"] : [];
  return { passed, failed: failed + notes.length + none.length, notes: [...notes, ...none] };
}

/** A hook that fails after the last test fails its file and none of its tests. @param {Suite} suite */
function hidesFailure(suite) {
  return suite.status === "failed" && suite.assertionResults.every((test) => test.status !== "failed");
}

/** @param {string} name */
function freshReport(name) {
  const file = join(dataFolder("reports"), name);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file @returns {any[]} a JSON value a line; none when there is no file */
function readLines(file) {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** @param {string} file @returns {any} JSON of a test runner's own making; `undefined` when there is none */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
