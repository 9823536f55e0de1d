import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { test } from "./stage.ts";

test("a stranger who visits home is sent to sign in", async ({ openBrowser }) => {
  const { page } = await openBrowser();

  await page.goto("/home");

  await expect(page).toHaveURL((url) => url.pathname === "/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
});

test("a person who signed out is a stranger again, also to the page behind the back button", async ({
  openBrowser,
}) => {
  const ada = newPerson();
  const driver = await openBrowser();
  await driver.signsUp(ada);
  await driver.signsOut();

  await driver.page.goto("/home");

  await expect(driver.page).toHaveURL((url) => url.pathname === "/sign-in");
  await driver.page.goBack();
  await expect(driver.page.getByRole("heading", { name: ada.name })).toBeHidden();
});
