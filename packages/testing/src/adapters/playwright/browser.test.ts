import { expect, it } from "vitest";
import { chromiumOptions, findChromium } from "./browser.ts";
import { TestingError } from "../../errors.ts";

it("fails with one line that says how to install a browser when the named one is missing", () => {
  const failure = refusalOf(() => findChromium({ path: "/nowhere/chromium" }));

  expect(failure).toMatchObject({ code: "testing.browser_missing", kind: "not_found", retryable: false });
  expect(failure.message).toMatch(/^no browser at \/nowhere\/chromium: install one .*CHROMIUM_PATH$/);
});

it("uses the named browser and no other", () => {
  expect(findChromium({ path: process.execPath })).toBe(process.execPath);
});

it("drops the sandbox for root alone", () => {
  const args = chromiumOptions({ path: process.execPath }).args ?? [];

  expect(args.includes("--no-sandbox")).toBe(process.getuid?.() === 0);
});

function refusalOf(work: () => unknown): TestingError {
  try {
    work();
  } catch (error) {
    if (error instanceof TestingError) return error;
    throw error;
  }
  throw new Error("it did not refuse");
}
