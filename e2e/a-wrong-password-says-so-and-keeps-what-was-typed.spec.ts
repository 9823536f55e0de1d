import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { aWrongPasswordLetsNobodyIn } from "./journeys/a-wrong-password-lets-nobody-in.ts";
import { test } from "./stage.ts";

test("a wrong password lets nobody in, in a browser", ({ openBrowser }) => aWrongPasswordLetsNobodyIn(openBrowser));
test("a wrong password lets nobody in, through the API", ({ openApi }) => aWrongPasswordLetsNobodyIn(openApi));

test("a wrong password says so and keeps what was typed", async ({ openBrowser, openApi }) => {
  const ada = newPerson();
  const wrong = newPerson().password;
  await (await openApi()).signsUp(ada);
  const { page } = await openBrowser();

  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(ada.email);
  await page.getByLabel("Password", { exact: true }).fill(wrong);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();

  await expect(page.getByRole("main").getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(ada.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(wrong);
  expect(page.url()).not.toContain(encodeURIComponent(wrong));
});
