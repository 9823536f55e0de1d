import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

test("an owner deletes a workspace, nobody finds it, and the owner takes it back", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { page } = ada;
  const name = `Studio ${crypto.randomUUID().slice(-8)}`;
  const { slug } = await ada.createsWorkspace(name);

  await page.goto(`/w/${slug}/settings`);
  const remove = page.getByRole("button", { name: "Delete workspace", exact: true });
  const question = page.getByRole("alertdialog");
  await expectNothingInTheWay(page, {
    what: "the question before a workspace is deleted",
    show: async () => {
      await remove.click();
      await expect(question).toBeVisible();
    },
    hide: async () => {
      await page.keyboard.press("Escape");
      await expect(question).toBeHidden();
    },
  });
  await remove.click();
  await question.getByRole("textbox").fill("another");
  await question.getByRole("button", { name: "Delete workspace", exact: true }).click();
  await expect(question.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await question.getByRole("textbox").fill(slug);
  await question.getByRole("textbox").press("Enter");
  await page.waitForURL("**/home");

  const deleted = page.getByRole("region", { name: "Deleted workspaces" });
  await expect(deleted.getByText(name)).toBeVisible();
  await expectNothingInTheWay(page, { what: "a first page with a deleted workspace" });
  expect((await page.goto(`/w/${slug}`))?.status()).toBe(404);

  await page.goto("/home");
  await page.getByRole("button", { name: `Take back ${name}`, exact: true }).click();
  await expect(page.getByText(`${name} is open again`)).toBeVisible();
  await expect(deleted).toBeHidden();
  await page.goto(`/w/${slug}`);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("an address that is thrown away gets no account, and the form says so at its field", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ana");
  await page.getByLabel("Email").fill("ana@mailinator.com");
  await page.getByLabel("Password", { exact: true }).fill("a few words in a row");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Create account", exact: true }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("made to be thrown away")).toBeVisible();
});
