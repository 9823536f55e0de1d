import { expect, type Page, test } from "@playwright/test";
import { baseUrl } from "./env.ts";

test.use({ colorScheme: "dark" });

test("in the theme of their machine, and fetches no other", async ({ page }) => {
  const asked = picturesAskedFor(page);
  await seesConsole(page);
  expect(asked.filter((path) => !path.includes("-dark"))).toEqual([]);
});

test("in the theme that they chose, whatever their machine says", async ({ page, context }) => {
  await context.addCookies([{ name: "theme", value: "light", url: baseUrl }]);
  const asked = picturesAskedFor(page);
  await seesConsole(page);
  expect(asked.filter((path) => !path.includes("-light"))).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test("of a phone", async ({ page }) => {
    const asked = picturesAskedFor(page);
    await seesConsole(page);
    expect(asked.filter((path) => !path.endsWith("-dark-phone.webp"))).toEqual([]);
  });
});

function picturesAskedFor(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/screens/")) asked.push(pathname);
  });
  return asked;
}

async function seesConsole(page: Page): Promise<void> {
  await page.goto("/");
  const picture = page.getByRole("img", { name: /^The development console/ });
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(0);
}
