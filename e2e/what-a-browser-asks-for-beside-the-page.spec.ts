import { expect, test } from "@playwright/test";
import { z } from "zod";

const Manifest = z.object({ start_url: z.string(), icons: z.array(z.object({ src: z.string(), type: z.string() })) });

test("the manifest and every icon are there, as what they are and under the content policy", async ({ request }) => {
  const manifest = await request.get("/manifest.webmanifest");
  expect(manifest.headers()["content-type"]).toContain("application/manifest+json");
  const { icons } = Manifest.parse(await manifest.json());
  const others = [
    { src: "/favicon.ico", type: "image/x-icon" },
    { src: "/apple-icon.png", type: "image/png" },
  ];
  for (const { src, type } of [...icons, ...others]) {
    const response = await request.get(src);
    expect.soft(response.status(), src).toBe(200);
    expect.soft(response.headers()["content-type"], src).toBe(type);
    expect.soft(response.headers()["content-security-policy"], src).toContain("default-src 'self'");
  }
});

test("the page of no connection and its worker are there for everybody, and listed nowhere", async ({ request }) => {
  const page = await request.get("/offline");
  expect(page.status()).toBe(200);
  expect(page.headers()["content-type"]).toContain("text/html");
  expect(page.headers()["content-security-policy"]).toContain("worker-src 'self'");
  expect(await page.text()).toContain('<meta name="robots" content="noindex">');

  const worker = await request.get("/sw.js");
  expect(worker.headers()["content-type"]).toContain("javascript");
  expect(await (await request.get("/sitemap.xml")).text()).not.toContain("offline");
});

for (const path of ["/", "/docs/guides/getting-started", "/sign-up"]) {
  test(`${path} tells a browser what it is about, what it looks like and in which language`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveTitle(/Ninefold/);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator('meta[name="description"]')).toHaveAttribute("content", /.{20}/);
    await expect(page.locator('meta[name="theme-color"]')).toHaveCount(2);
    await expect(page.locator('link[rel="manifest"]')).toHaveCount(1);
  });
}

test("the browser's own bar follows the theme that somebody chose, at once and on the next page", async ({ page }) => {
  /** What a browser takes: the first that holds and is a colour. */
  const bar = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
      return all.find(({ media, content }) => content !== "" && matchMedia(media).matches)?.content;
    });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const light = await bar();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  const dark = await bar();
  expect(dark).not.toBe(light);
  for (const path of ["/docs", "/sign-in"]) {
    await page.goto(path);
    expect(await bar(), path).toBe(dark);
  }
  await page.goto("/");
  await page.getByRole("radio", { name: "System" }).check({ force: true });
  expect(await bar()).toBe(light);
});

test("a picture for previews has the size that the page says", async ({ page, request }) => {
  await page.goto("/");
  const content = async (property: string) =>
    (await page.locator(`meta[property="og:image${property}"]`).getAttribute("content")) ?? "";
  const picture = await (await request.get(new URL(await content(""), "http://localhost").pathname)).body();
  expect(String(picture.readUInt32BE(16))).toBe(await content(":width"));
  expect(String(picture.readUInt32BE(20))).toBe(await content(":height"));
});

test("a page of the docs is printed as its text alone, on white", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto("/docs/systems/billing");
  await expect(page.getByRole("article").getByRole("heading", { level: 1 })).toBeVisible();
  for (const around of ["banner", "contentinfo"] as const) await expect(page.getByRole(around)).toBeHidden();
  await expect(page.getByRole("button", { name: "Search docs" })).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
});
