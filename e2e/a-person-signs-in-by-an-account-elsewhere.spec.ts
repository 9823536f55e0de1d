import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { expectNothingInTheWay } from "./look.ts";
import { mailbox } from "./mailbox.ts";
import { test } from "./stage.ts";

for (const vendor of ["Google", "GitHub", "Apple"]) {
  test(`somebody new comes by ${vendor}, reads the terms, and is recognised the next time`, async ({ openBrowser }) => {
    const person = newPerson();
    const { page } = await openBrowser();
    await page.goto("/sign-up");
    await continueWith(page, vendor);
    await chooseAnother(page, person);
    await expect(page.getByRole("heading", { name: "Almost there", exact: true })).toBeVisible();
    await expect(page.getByText(`the address ${person.email}, confirmed by ${vendor}`)).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(person.name);
    await expectNothingInTheWay(page, { what: "the terms of a new account" });
    await page.getByRole("button", { name: "Make my account", exact: true }).click();
    await expect(page.getByText("Accept the terms and the privacy notice")).toBeVisible();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Make my account", exact: true }).click();
    await expect(page).toHaveURL((url) => url.pathname === "/home");

    const again = (await openBrowser()).page;
    await again.goto("/sign-in?next=%2Faccount");
    await continueWith(again, vendor);
    await chooseKnown(again, person.name);
    await expect(again).toHaveURL((url) => url.pathname === "/account");
  });
}

test("an account is connected under Security and nowhere else, and its owner is told", async ({ openBrowser }) => {
  const person = newPerson();
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(person);
  const stranger = (await openBrowser()).page;
  await stranger.goto("/sign-in");
  await continueWith(stranger, "Google");
  await chooseAnother(stranger, person);
  await expect(stranger.getByText("There is an account with this e-mail address already.")).toBeVisible();

  await page.goto("/account/security");
  await page.getByRole("button", { name: "Connect Google", exact: true }).click();
  await chooseKnown(page, person.name);
  await expect(page.getByText("Google is connected.")).toBeVisible();
  await expect(async () => {
    const subjects = (await mailbox(person.email)).map(({ subject }) => subject);
    expect(subjects).toContain("Google was connected to your account");
  }).toPass({ timeout: 30_000 });

  await stranger.goto("/sign-in");
  await continueWith(stranger, "Google");
  await chooseKnown(stranger, person.name);
  await expect(stranger).toHaveURL((url) => url.pathname === "/home");

  await page.getByRole("button", { name: "Disconnect Google", exact: true }).click();
  await page.getByRole("button", { name: "Disconnect", exact: true }).click();
  await expect(page.getByRole("button", { name: "Connect Google", exact: true })).toBeVisible();
});

test("whoever goes back from a vendor is told that nothing has happened", async ({ openBrowser }) => {
  const { page } = await openBrowser();
  await page.goto("/sign-in");
  await continueWith(page, "GitHub");
  await page.getByRole("button", { name: "Do not sign in", exact: true }).click();
  await expect(page.getByText("You went back without signing in. Nothing has happened.")).toBeVisible();
});

const continueWith = (page: Page, vendor: string) =>
  page.getByRole("button", { name: `Continue with ${vendor}`, exact: true }).click();

/** The page that is left asks for a name as well, and has a button with one. */
const atTheVendor = (page: Page) =>
  expect(page.getByRole("heading", { name: "Who are you?", exact: true })).toBeVisible();

async function chooseAnother(page: Page, { name, email }: ReturnType<typeof newPerson>): Promise<void> {
  await atTheVendor(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Use this account", exact: true }).click();
  await goOn(page);
}

async function chooseKnown(page: Page, name: string): Promise<void> {
  await atTheVendor(page);
  await page.getByRole("button", { name }).click();
  await goOn(page);
}

/** Apple answers with a form; a real one sends itself. */
async function goOn(page: Page): Promise<void> {
  const product = page.getByRole("button", { name: /^Continue to localhost/ });
  const ours = page.locator("body:not([data-version-url])");
  await expect(product.or(ours).first()).toBeVisible();
  if (await product.isVisible()) await product.click();
}
