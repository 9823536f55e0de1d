import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";
import { TestingError } from "../../errors.ts";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const HOW_TO_INSTALL =
  "install one (`apt-get install chromium`, or `pnpm exec playwright install chromium`) or name yours in CHROMIUM_PATH";

export interface BrowserChoice {
  /** Use this executable and no other. Absent, the usual places are tried, Playwright's own browser last. */
  readonly path?: string | undefined;
}

/**
 * The Chromium on this machine.
 * @throws TestingError `testing.browser_missing` when there is none. Tests must then fail: skipped, nobody would notice.
 */
export function findChromium({ path }: BrowserChoice = {}): string {
  const places = path === undefined ? [...USUAL_PLACES, chromium.executablePath()] : [path];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new TestingError("testing.browser_missing", `no browser at ${places.join(", ")}: ${HOW_TO_INSTALL}`);
  }
  return found;
}

/** How to start it headless, quiet on the network, and without the sandbox only where the sandbox can not work: as root. */
export function chromiumOptions(choice: BrowserChoice = {}): LaunchOptions & { executablePath: string } {
  const asRoot = process.getuid?.() === 0;
  return {
    executablePath: findChromium(choice),
    args: [
      ...(asRoot ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}
