import { expect, type Page, test } from "@playwright/test";

test("changes the language of a form, and what they typed stays", async ({ page }) => {
  await page.goto("/sign-up?next=%2Faccount");
  await hearsPresses(page);
  await page.getByLabel("Name", { exact: true }).fill("Maya Lestari");
  await page.getByRole("link", { name: "Bahasa Indonesia", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Buat akun" })).toBeVisible();
  await expect(page.getByLabel("Nama", { exact: true })).toHaveValue("Maya Lestari");
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  expect(new URL(page.url()).search).toBe("?next=%2Faccount");

  // It asks for what a passkey would have to sign, which leaves a cookie and makes nobody of them.
  const asked = page.waitForResponse(/passkey\/options/);
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1, name: "Masuk" })).toBeVisible();
  await asked;
  await page.goto("/sign-up");
  await expect(page.getByRole("link", { name: "English", exact: true })).toBeVisible();
});

test("keeps the link that led to a page when they change its language", async ({ page }) => {
  await page.goto("/verify#token=anything");
  // The token is taken out of the address as soon as the page's script has it.
  await expect(page).toHaveURL(/\/verify$/);
  await page.getByRole("link", { name: "Bahasa Indonesia", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  await expect(page.getByLabel("Kata sandi", { exact: true })).toBeVisible();
});

test("is told in the language of an address that nothing is there", async ({ page }) => {
  const response = await page.goto("/id/nothing");
  expect(response?.status()).toBe(404);
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  await expect(page.getByRole("link", { name: "Halaman depan", exact: true })).toHaveAttribute("href", "/id");
});

for (const path of ["/verify", "/reset-password"]) {
  test(`finds the way back to the sign-in from ${path} without a link`, async ({ page }) => {
    await page.goto(path);
    await page.getByRole("link", { name: "Back to sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
}

/** Before the page's scripts have run, the link of a language loads the page anew, as it does where there are none. */
async function hearsPresses(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: "Show what is typed", exact: true }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text", { timeout: 500 });
  }).toPass();
}
