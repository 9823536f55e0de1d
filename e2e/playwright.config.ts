import { availableParallelism } from "node:os";
import { chromiumOptions } from "@ninefold/testing/browser";
import { defineConfig } from "@playwright/test";
import { baseUrl, chromiumPath } from "./env.ts";

export default defineConfig({
  testDir: ".",
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A journey that passes the second time has found something: nothing is tried twice.
  retries: 0,
  workers: Math.min(2, availableParallelism()),
  // Bounds what hangs. On a machine that is busy with other things, two people take a minute.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["html", { open: "never", outputFolder: "playwright-report" }]],
  use: {
    baseURL: baseUrl,
    // Actions, requests and the console. The page at every step makes all journeys half as long again: leave these two
    // out to see it for one that failed.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    launchOptions: chromiumOptions({ path: chromiumPath }),
  },
});
