import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

test("by keyboard alone: open the search, type, choose, read", async ({ page }) => {
  await page.goto("/docs");
  await opensSearch(page);
  const search = page.getByRole("dialog", { name: "Search docs" });
  await expect(search.getByRole("searchbox")).toBeFocused();

  await page.keyboard.type("rename a project");
  await expect(search.getByRole("link").first()).toContainText("Add a route");
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.keyboard.press("ArrowDown");
  await expect(search.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Add a route" })).toBeVisible();
});

test("Enter opens the first place, Escape closes, and the button gets the focus back", async ({ page }) => {
  await page.goto("/docs");
  const opener = page.getByRole("button", { name: "Search docs" });
  await opensSearch(page, async () => {
    await opener.focus();
    await page.keyboard.press("Enter");
  });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("glossary");
  await expect(page.getByRole("dialog").getByRole("link").first()).toContainText("Glossary");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/docs\/glossary$/);
});

test("and is told when nothing has the words", async ({ page }) => {
  await page.goto("/docs");
  await opensSearch(page);
  await page.keyboard.type("xylophone");
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("Nothing has “xylophone” in it.");
});

test("from an Indonesian frame, and stays in it", async ({ page }) => {
  await page.goto("/id/docs");
  await opensSearch(page);
  await page.keyboard.type("glossary");
  await expect(page.getByRole("dialog").getByRole("link").first()).toContainText("Glossary");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/id\/docs\/glossary$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  await expect(page.getByRole("heading", { level: 1, name: "Glossary" })).toHaveAttribute("lang", "en");
});

test("at an address that has none, is told so and shown the ones there are", async ({ page }) => {
  for (const path of ["/docs/no-such-page", "/id/docs/no-such-page"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "No such page" })).toBeVisible();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Glossary" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Glossary" })).toBeVisible();
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("reads a page, its code in colours, and goes on to the next", async ({ page }) => {
    await page.goto("/docs/guides/getting-started");
    await expect(page.locator("pre span span").first()).toHaveCSS("color", /./);
    const next = page.getByRole("link", { name: /^Next/ });
    const title = (await next.innerText()).replace(/^Next\s*/, "");
    await next.click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  });
});

/** A key that is pressed before the page's scripts have run is not heard: whoever sees nothing happen presses it again. */
async function opensSearch(page: Page, press = () => page.keyboard.press("/")): Promise<void> {
  await expect(async () => {
    await press();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}
