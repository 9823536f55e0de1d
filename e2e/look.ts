import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const THEMES = ["light", "dark"] as const;
/** A phone and a desk, in CSS pixels. */
const WIDTHS_PX = [390, 1440];
/** The narrowest screen that WCAG 2.2 asks for (1.4.10, Reflow). */
const NARROWEST_PX = 320;
const HEIGHT_PX = 900;

interface Look {
  /** For the report: which page, and how it stands. */
  readonly what: string;
  /** Brings about what is to be seen, such as an open dialog, at each width and in each theme anew. */
  readonly show?: () => Promise<unknown>;
  readonly hide?: () => Promise<unknown>;
  /**
   * A selector of what to look at alone: a list that floats. It lies outside every landmark, between guards of the
   * library that hand focus on at once, and axe takes both for mistakes.
   */
  readonly within?: string;
}

/**
 * Finds nothing in anybody's way on the page as it is now: by axe in both themes on a phone and a desk, and nothing to
 * scroll sideways on the narrowest screen. The page is loaded once, as for a person who turns their phone or whose
 * machine turns dark: all that changes with theme and width is the style sheet's.
 */
export async function expectNothingInTheWay(page: Page, { what, show, hide, within }: Look): Promise<void> {
  const at = async (widthPx: number, check: () => Promise<void>) => {
    await page.setViewportSize({ width: widthPx, height: HEIGHT_PX });
    await show?.();
    await check();
    await hide?.();
  };
  await at(NARROWEST_PX, async () => {
    expect.soft(await sidewaysPx(page), `${what}: pixels to scroll sideways`).toBe(0);
  });
  for (const colorScheme of THEMES) {
    // Colours that are still fading in would be measured half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const widthPx of WIDTHS_PX) {
      await at(widthPx, async () => {
        // Soft, so that one run names everything that is wrong with a page.
        expect.soft(await violations(page, within), `${what}, ${colorScheme}, ${widthPx} px`).toEqual([]);
      });
    }
  }
}

/** One line per rule that is broken, with the places: a whole axe report says less. */
async function violations(page: Page, within?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  // What looks into frames opens a page of its own each time. Without frames it finds the same, in half the time. The
  // one frame that we have, a mail in the inbox, runs no script, so not even axe could look into it.
  if (page.frames().length === 1) axe.setLegacyMode();
  else axe.exclude("iframe");
  if (within !== undefined) axe.include(within).disableRules("region");
  const report = await axe.analyze();
  return report.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}

async function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
