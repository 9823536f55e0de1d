import { AxeBuilder } from "@axe-core/playwright";
import { newPerson, type Workspace } from "@ninefold/testing";
import type { PlaywrightDriver } from "@ninefold/testing/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./stage.ts";

const PALETTE = "Go to a page, a project or the docs";

test("a person goes to a project of another workspace by its name, and by keys alone", async ({ openBrowser }) => {
  const { page, other, here } = await withTwoWorkspaces(await openBrowser());
  await page.goto(`/w/${here.slug}`);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("harb");
  await expect(page.getByRole("option", { name: "Harbour" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Harbour" })).toBeVisible();
  expect(new URL(page.url()).pathname).toContain(`/w/${other.slug}/projects/`);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("members");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/w/${here.slug}/members`);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("add a route");
  await page.getByRole("option", { name: /route/i }).first().click();
  await expect(page).toHaveURL(/\/docs\//);
});

test("what finds anything leaves the page as it was, and says when nothing is called so", async ({ openBrowser }) => {
  const { page, here } = await withTwoWorkspaces(await openBrowser());
  await page.goto(`/w/${here.slug}`);
  const name = page.getByLabel("Project name", { exact: true });
  await name.fill("Half a na");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("qqqq");
  await expect(page.getByText("Nothing is called “qqqq”.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: PALETTE })).toBeHidden();
  await expect(name).toBeFocused();
  await expect(name).toHaveValue("Half a na");
});

test("a person with a phone opens it by a button; it has nothing in the way of anybody", async ({ openBrowser }) => {
  const { page, here } = await withTwoWorkspaces(await openBrowser());
  await page.goto(`/w/${here.slug}`);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.getByRole("button", { name: PALETTE }).filter({ visible: true }).click();
      await expect(page.getByRole("option", { name: "Harbour" })).toBeVisible();
      expect.soft(await violations(page), `${colorScheme}, ${width} px`).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog", { name: PALETTE })).toBeHidden();
    }
  }

  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: PALETTE }).filter({ visible: true }).click();
  await page.getByRole("combobox", { name: PALETTE }).fill("inbox");
  await page.getByRole("option", { name: "Inbox", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
});

test("a file that was added to a project is found among those of the workspace", async ({ openBrowser }) => {
  const { page, other } = await withTwoWorkspaces(await openBrowser());
  await page.goto(`/w/${other.slug}`);
  await page.getByRole("link", { name: "Harbour", exact: true }).click();
  const file = { name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("a plan") };
  await page.getByLabel("Choose a file for Harbour", { exact: true }).setInputFiles(file);
  await expect(page.getByText("“plan.txt” was added.")).toBeVisible();

  await page.getByRole("link", { name: "Files", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Files" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "plan.txt" });
  await expect(row.getByText("6 byte")).toBeVisible();
  await row.getByRole("link", { name: "Harbour" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Harbour" })).toBeVisible();
});

/** Somebody with a project in one workspace, who is in the other. */
async function withTwoWorkspaces(
  driver: PlaywrightDriver,
): Promise<{ readonly page: Page; readonly other: Workspace; readonly here: Workspace }> {
  await driver.signsUp(newPerson());
  const [other, here] = [await driver.createsWorkspace(named("Port")), await driver.createsWorkspace(named("Quay"))];
  await driver.createsProject(other, "Harbour");
  return { page: driver.page, other, here };
}

const named = (name: string) => `${name} ${crypto.randomUUID().slice(-8)}`;

async function violations(page: Page): Promise<readonly string[]> {
  const report = await new AxeBuilder({ page }).analyze();
  return report.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}
