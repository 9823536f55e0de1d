import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { test } from "./stage.ts";

test("on a phone, what opens inside the navigation is in front of it", async ({ openBrowser }) => {
  const { page, ...ada } = await openBrowser();
  const person = newPerson();
  await ada.signsUp(person);
  const workspace = await ada.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/home");
  await page.getByRole("button", { name: "Open navigation", exact: true }).click();
  const navigation = page.getByRole("dialog", { name: "Navigation" });
  await navigation.getByRole("button", { name: new RegExp(person.name) }).click();
  await page.getByRole("menuitemradio", { name: "Dark", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Escape");

  await navigation.getByRole("button", { name: "Choose workspace" }).click();
  await page.getByRole("menuitem", { name: workspace.name }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${workspace.slug}$`));
});
