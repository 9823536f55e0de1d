import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { test } from "./stage.ts";

test("I-69: two tabs on two workspaces never mix", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const one = await ada.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  const two = await ada.createsWorkspace(`Bureau ${crypto.randomUUID().slice(-8)}`);
  const [first, second] = [ada.page, await ada.page.context().newPage()];

  await first.goto(`/w/${one.slug}`);
  await second.goto(`/w/${two.slug}`);
  // In turns, so that whatever the second tab leaves in the session would be there when the first writes.
  await addsProject(first, "Only in the first");
  await addsProject(second, "Only in the second");
  await first.reload();
  await second.reload();

  await expect(first.getByRole("main").getByText("Only in the first", { exact: true })).toBeVisible();
  await expect(first.getByRole("main").getByText("Only in the second", { exact: true })).toHaveCount(0);
  await expect(second.getByRole("main").getByText("Only in the second", { exact: true })).toBeVisible();
  await expect(second.getByRole("main").getByText("Only in the first", { exact: true })).toHaveCount(0);
});

async function addsProject(page: Page, name: string): Promise<void> {
  await page.getByLabel("Project name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create project", exact: true }).click();
  await expect(page.getByRole("main").getByText(name, { exact: true })).toBeVisible();
}
