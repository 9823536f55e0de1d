import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { test } from "./stage.ts";

test("a workspace makes a role and a team of its own, and is found where it was after it moved", async ({
  openBrowser,
}) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { page } = ada;
  const { slug } = await ada.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);

  await page.goto(`/w/${slug}/settings/roles`);
  await page.getByRole("button", { name: "Make role", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Role name").fill("Bookkeeper");
  await dialog.getByLabel("See billing", { exact: true }).check();
  await dialog.getByRole("button", { name: "Make role", exact: true }).click();
  await expect(page.getByRole("main").getByRole("heading", { name: "Bookkeeper" })).toBeVisible();

  await page.goto(`/w/${slug}/settings/teams`);
  await page.getByLabel("Team name").fill("Design");
  await page.getByRole("button", { name: "Make team", exact: true }).click();
  await expect(page.getByRole("main").getByRole("heading", { name: "Design" })).toBeVisible();

  const moved = `moved-${crypto.randomUUID().slice(-8)}`;
  await page.goto(`/w/${slug}/settings`);
  await page.getByLabel("Address").fill(moved);
  await page.getByRole("button", { name: "Save changes", exact: true }).click();
  await page.waitForURL(`**/w/${moved}/settings`);
  await page.goto(`/w/${slug}/settings/teams`);
  await page.waitForURL(`**/w/${moved}/settings/teams`);
});
