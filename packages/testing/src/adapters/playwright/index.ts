import type { Browser, Page } from "@playwright/test";
import { mailSeer } from "../../mail-link.ts";
import type { AppDriver, Mailbox } from "../../port.ts";
import { accountAtPage } from "./account.ts";
import { atPage } from "./at-page.ts";
import { buyingAtPage } from "./buying.ts";
import { keyboard, mouse } from "./hands.ts";
import { operatingAtPage } from "./operating.ts";
import { teamingAtPage } from "./teaming.ts";
import { visitingAtPage } from "./visiting.ts";
import { workingAtPage } from "./working.ts";

export interface PlaywrightDriverOptions {
  readonly browser: Browser;
  readonly baseUrl: string;
  /** Where the product's mail arrives. */
  readonly mailbox: Mailbox;
  /** For one thing a person waits for; 30 seconds when absent, since a page's first visit in development compiles it. */
  readonly timeoutMs?: number;
  /** What the person has to work with: a mouse and a keyboard when absent, or the keyboard and nothing else. */
  readonly hands?: "mouse" | "keyboard";
}

export interface PlaywrightDriver extends AppDriver {
  /** What the person has in front of them, for what only a browser can show. */
  readonly page: Page;
}

/**
 * A person at a real browser, with a cookie jar of their own. It finds things as a person using a screen reader does,
 * by label and role, so a page that it can not use is a page that somebody can not use.
 */
export async function playwrightDriver(options: PlaywrightDriverOptions): Promise<PlaywrightDriver> {
  const { browser, baseUrl, mailbox, timeoutMs = 30_000, hands = "mouse" } = options;
  const context = await browser.newContext({ baseURL: baseUrl });
  context.setDefaultTimeout(timeoutMs);
  const page = await context.newPage();
  const at = atPage({ page, hands: hands === "mouse" ? mouse(page) : keyboard(page), baseUrl, mailbox, timeoutMs });

  return {
    page,
    ...visitingAtPage(at),
    ...accountAtPage(at),
    ...teamingAtPage(at),
    ...workingAtPage(at),
    ...buyingAtPage(at),
    ...operatingAtPage(at),
    seesMail: mailSeer(mailbox, timeoutMs),
    close: () => context.close(),
  };
}
