import { chromiumOptions } from "@ninefold/testing/browser";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../lib/browser.mjs";
import { type Interaction, INTERACTIONS } from "./interaction-list.ts";
import { busyNote, type Measure, median } from "./measure.ts";
import { signedInPages, withSite } from "./site.ts";
import { slowestInteraction, TRACED } from "./trace.ts";

const ROUNDS = 3;
/** A phone that people have, as Lighthouse takes it to be. */
const SLOWER = 4;
const VIEWPORT = { width: 390, height: 844 };
const GOAL_MS = 200;
/** The frame itself, at 60 in a second. */
const FRAME_MS = 1_000 / 60;

/**
 * How long a press or a key waits for its next frame on such a phone: the slowest of what a person does on a page, beside
 * a field on a page of nothing in the same browser. From the time that the page's thread took here, since the clock of a
 * browser that is slowed down says more of what else a machine does.
 */
export async function interactions(): Promise<readonly Measure[]> {
  const found = findBrowser();
  if ("problem" in found) throw new Error(found.problem);
  const browser = await chromium.launch(chromiumOptions({ path: found.path }));
  try {
    return await withSite(async (stack) => {
      const pages = await signedInPages(stack);
      const measures: Measure[] = [];
      for (const { name, address, steps } of INTERACTIONS) {
        const page = address === undefined ? pages.find((one) => one.name === name) : { address };
        if (page === undefined) throw new Error(`there is no page "${name}" to interact with`);
        const cookie = "cookie" in page ? page.cookie : undefined;
        measures.push(await slowest(browser, { name, url: new URL(page.address, stack.baseUrl).href, cookie, steps }));
      }
      return measures;
    });
  } finally {
    await browser.close();
  }
}

interface Subject {
  readonly name: string;
  readonly url: string;
  readonly cookie: string | undefined;
  readonly steps: readonly Interaction[];
}

async function slowest(browser: Browser, { name, url, cookie, steps }: Subject): Promise<Measure> {
  const rounds: (readonly number[])[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    if (cookie !== undefined) await context.addCookies(cookiesOf(cookie, url));
    const page = await context.newPage();
    try {
      plain.push(...(await costs(browser, page, PLAIN)));
      rounds.push(await costs(browser, page, { url, steps }));
    } catch (error) {
      throw new Error(`${name}: an interaction had no effect`, { cause: error });
    } finally {
      await context.close();
    }
  }
  const perStep = steps.map((step, index) => ({ step, ms: median(rounds.map((round) => round[index] ?? Number.NaN)) }));
  const [worst] = perStep.toSorted((one, other) => other.ms - one.ms);
  const value = worst?.ms ?? Number.NaN;
  const baseline = median(plain);
  return {
    area: "interactions",
    measure: `${name}, slowest of ${steps.length}`,
    value,
    unit: "ms",
    baseline,
    ratio: value / baseline,
    goal: GOAL_MS,
    ok: value <= GOAL_MS,
    note: `${worst?.step.name}; a processor ${SLOWER} times slower; a bare field is the baseline${busyNote()}`,
  };
}

const PLAIN = {
  url: "data:text/html,<label>Plain <input></label>",
  steps: [{ name: "typing", do: (page: Page) => page.getByLabel("Plain").pressSequentially("some words") }],
};

/** What the slowest press of each step costs, on a page that has come to rest. */
async function costs(
  browser: Browser,
  page: Page,
  { url, steps }: Pick<Subject, "url" | "steps">,
): Promise<readonly number[]> {
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(REST);
  const found: number[] = [];
  for (const step of steps) {
    await browser.startTracing(page, { categories: TRACED });
    await step.do(page);
    await page.evaluate(REST);
    const trace = await browser.stopTracing();
    found.push(FRAME_MS + SLOWER * slowestInteraction(trace.toString()));
  }
  return found;
}

/** Once nothing is left to do, React has taken over what the server sent, and frames that were waited for are there. */
const REST = `new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(() => setTimeout(resolve, 100))))`;

/** For the whole site: the API has to know them too. */
const cookiesOf = (header: string, url: string) =>
  header.split("; ").map((one) => {
    const at = one.indexOf("=");
    return { name: one.slice(0, at), value: one.slice(at + 1), url: new URL(url).origin };
  });
