import { AxeBuilder } from "@axe-core/playwright";
import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { test } from "./stage.ts";

const PAGES = ["/", "/sign-up", "/sign-in", "/home"];
const THEMES = ["light", "dark"] as const;
/** A phone and a desk, in CSS pixels. */
const WIDTHS_PX = [390, 1440];
/** The narrowest screen that WCAG 2.2 asks for (1.4.10, Reflow). */
const NARROWEST_PX = 320;
const HEIGHT_PX = 900;

for (const path of PAGES) {
  for (const theme of THEMES) {
    test(`${path} has nothing in the way of anybody, ${theme}`, async ({ openBrowser }) => {
      const driver = await openBrowser();
      const { page } = driver;
      if (path === "/home") await driver.signsUp(newPerson());
      const errors = listenForErrors(page);
      // Colours that are still fading in would be measured half-way.
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });

      // Soft, so that one run names everything that is wrong with a page.
      for (const width of WIDTHS_PX) {
        await page.setViewportSize({ width, height: HEIGHT_PX });
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(new URL(page.url()).pathname, "the page itself is looked at").toBe(path);
        expect.soft(await violations(page), `${path}, ${theme}, ${width} px`).toEqual([]);
      }

      await page.setViewportSize({ width: NARROWEST_PX, height: HEIGHT_PX });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect.soft(await sidewaysPx(page), "pixels to scroll sideways").toBe(0);
      expect(errors, "errors on the console").toEqual([]);
    });
  }
}

function listenForErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return errors;
}

/** One line per rule that is broken, with the places: a whole axe report says less. */
async function violations(page: Page): Promise<readonly string[]> {
  const report = await new AxeBuilder({ page }).analyze();
  return report.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}

async function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
