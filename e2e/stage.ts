import { TERMS_VERSION } from "@ninefold/identity/terms";
import type { AppDriver, OpenDriver } from "@ninefold/testing";
import { httpDriver } from "@ninefold/testing/http";
import { type PlaywrightDriver, playwrightDriver } from "@ninefold/testing/playwright";
import { test as base } from "@playwright/test";
import { baseUrl } from "./env.ts";
import { mailbox } from "./mailbox.ts";

/** A promise in the product's words. It asserts with `node:assert`, so that any driver and any runner can keep it. */
export type Journey = (open: OpenDriver) => Promise<void>;

interface Doors {
  /** A fresh browser with its own cookies; closed when the test ends. */
  readonly openBrowser: () => Promise<PlaywrightDriver>;
  /** The same without a browser: a test that asks for this alone starts none. */
  readonly openApi: OpenDriver;
}

export const test = base.extend<Doors>({
  openBrowser: async ({ browser }, use) => {
    const opened: AppDriver[] = [];
    await use(async () => kept(opened, await playwrightDriver({ browser, baseUrl, mailbox })));
    await closeAll(opened);
  },
  // Playwright reads what a fixture needs from its first argument, which must be a pattern.
  // oxlint-disable-next-line no-empty-pattern
  openApi: async ({}, use) => {
    const opened: AppDriver[] = [];
    await use(async () => kept(opened, httpDriver({ baseUrl, mailbox, termsVersion: TERMS_VERSION })));
    await closeAll(opened);
  },
});

function kept<Driver extends AppDriver>(opened: AppDriver[], driver: Driver): Driver {
  opened.push(driver);
  return driver;
}

async function closeAll(opened: readonly AppDriver[]): Promise<void> {
  await Promise.all(opened.map((driver) => driver.close()));
}
