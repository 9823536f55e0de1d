import { AxeBuilder } from "@axe-core/playwright";
import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { operator } from "./env.ts";
import { test } from "./stage.ts";

const PUBLIC_PAGES = [
  "/",
  "/id",
  "/design",
  "/pricing",
  "/reference",
  "/docs",
  "/docs/guides/add-a-route",
  "/docs/systems/identity",
  "/id/docs/guides/write-a-page",
  "/blog",
  "/blog/two-commands",
  "/changelog",
  "/legal/terms",
  "/legal/privacy",
  "/sign-up",
  "/sign-in",
  "/forgot-password",
  "/dev",
  "/offline",
];
const THEMES = ["light", "dark"] as const;
/** A phone and a desk, in CSS pixels. */
const WIDTHS_PX = [390, 1440];
/** The narrowest screen that WCAG 2.2 asks for (1.4.10, Reflow). */
const NARROWEST_PX = 320;
const HEIGHT_PX = 900;

for (const theme of THEMES) {
  for (const path of PUBLIC_PAGES) {
    test(`${path} has nothing in the way of anybody, ${theme}`, async ({ page }) => {
      await look(page, [path], theme);
    });
  }

  test(`the pages of a workspace have nothing in the way of anybody, ${theme}`, async ({ openBrowser }) => {
    const { page, ...driver } = await openBrowser();
    await driver.signsUp(newPerson());
    const { slug } = await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
    await look(
      page,
      [
        "/home",
        "/account",
        "/account/notifications",
        `/w/${slug}`,
        `/w/${slug}/members`,
        `/w/${slug}/billing`,
        `/w/${slug}/audit`,
        `/w/${slug}/settings`,
        `/w/${slug}/settings/teams`,
        `/w/${slug}/settings/roles`,
      ],
      theme,
    );
  });

  test(`the pages of operators have nothing in the way of anybody, ${theme}`, async ({ openBrowser }) => {
    const { page, ...driver } = await openBrowser();
    await driver.signsIn(operator);
    await look(
      page,
      ["/admin/runs", "/admin/dependencies", "/admin/switches", "/admin/flags", "/admin/runbooks"],
      theme,
    );
  });

  test(`the page of a project has nothing in the way of anybody, ${theme}`, async ({ openBrowser }) => {
    const { page, ...driver } = await openBrowser();
    await driver.signsUp(newPerson());
    const workspace = await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
    const project = await driver.createsProject(workspace, "Launch");
    const path = `/w/${workspace.slug}/projects/${project.id}`;
    await look(page, [path], theme);
    for (const title of ["Write the page", "Check it"]) await driver.addsTask(project, title);
    await driver.completesTask(project, "Write the page");
    await look(page, [`/w/${workspace.slug}`, path], theme);
  });
}

async function look(page: Page, paths: readonly string[], theme: (typeof THEMES)[number]): Promise<void> {
  const errors = listenForErrors(page);
  // Colours that are still fading in would be measured half-way.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });

  // Soft, so that one run names everything that is wrong with a page.
  for (const path of paths) {
    await widen(page, NARROWEST_PX);
    await open(page, path);
    expect.soft(await sidewaysPx(page), `${path}: pixels to scroll sideways`).toBe(0);
    for (const width of WIDTHS_PX) {
      await widen(page, width);
      expect.soft(await violations(page), `${path}, ${theme}, ${width} px`).toEqual([]);
    }
  }
  expect(errors, "errors on the console").toEqual([]);
}

const widen = (page: Page, width: number) => page.setViewportSize({ width, height: HEIGHT_PX });

/** As a person who turns their phone, or draws a window wider, sees it: loaded once. */
async function open(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), `the status of ${path}`).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // What streams in later is part of the page too. The page of components shows what waiting looks like.
  if (path !== "/design") await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  expect(new URL(page.url()).pathname, "the page itself is looked at").toBe(path);
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
